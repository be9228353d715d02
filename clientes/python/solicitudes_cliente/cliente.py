"""The client: what a portal, a newsroom or the system of an institution does with the API, one method each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from solicitudes_cliente.acceso import Acceso, Credenciales
from solicitudes_cliente.modelos import Evento, Expediente, Recibo, build_evento, build_recibo
from solicitudes_cliente.transporte import Respuesta, Transporte


class Cliente:
    """One installation, asked as somebody: `Cliente(base, client_id="…", secreto="…")`, with another `acceso`, or as nobody known.

    Every method raises ProblemaError when the API refuses and SinRespuestaError when nobody answers. `clave` is the follow-up key of the
    applicant, for whoever acts or reads in her name. `llave` is the Idempotency-Key: give your own to be able to repeat the call after
    your program died; without it, each call has a new one, kept through its tries.
    """

    def __init__(self, base: str, *, client_id: str = "", secreto: str = "", acceso: Acceso | None = None, **linea: Any) -> None:
        self.transporte = Transporte(base, acceso or (Credenciales(client_id, secreto) if client_id else None), **linea)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tipo: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None) -> None:
        self.transporte.close()

    # ── to file and to follow ─────────────────────────────────────────────────

    def presentar(
        self,
        *,
        instituciones: Sequence[str],
        descripcion: str,
        solicitante: Mapping[str, str],
        consentimiento: Mapping[str, str] | None = None,
        llave: str = "",
        **lo_demas: Any,
    ) -> Recibo:
        """File with one or several institutions (codes of the directory, fifty at most). A portal owes `consentimiento`: how (`forma`) and
        when (`fecha_hora`) the person agreed that it files for her. `lo_demas`: any other field, as `id_externo` or `forma_entrega`."""
        cuerpo = {"instituciones": list(instituciones), "descripcion": descripcion, "solicitante": dict(solicitante), **lo_demas}
        if consentimiento is not None:
            cuerpo["consentimiento"] = dict(consentimiento)
        respuesta = self.transporte.ask("POST", "solicitudes/", cuerpo=cuerpo, llave=llave)
        return build_recibo(respuesta.datos, repetida=respuesta.repetida)

    def get_expediente(self, folio: str, *, clave: str = "", **parametros: str) -> Expediente:
        """One case, with the version that an act will be done on. `parametros`: `fields`, `expand`."""
        return _as_expediente(
            self.transporte.ask("GET", f"solicitudes/{folio}/", parametros=parametros or None, cabeceras=_with_clave(clave))
        )

    def list_solicitudes(self, **filtros: Any) -> Iterator[dict[str, Any]]:
        """The caller's cases, page by page, none twice and none skipped while others are filed."""
        return self._list("solicitudes/", filtros)

    def list_movimientos(self, folio: str, *, clave: str = "") -> Iterator[dict[str, Any]]:
        """The history of a case, oldest first."""
        return self._list(f"solicitudes/{folio}/movimientos/", {}, clave)

    def list_documentos(self, folio: str, *, clave: str = "") -> Iterator[dict[str, Any]]:
        """The papers of a case that the caller may open."""
        return self._list(f"solicitudes/{folio}/documentos/", {}, clave)

    def download_documento(self, folio: str, documento: Mapping[str, Any], *, clave: str = "") -> bytes:
        """The bytes of a paper that `list_documentos` gave.

        :raises ValueError: they are not those that the list announced.
        """
        ruta = f"solicitudes/{folio}/documentos/{documento['codigo']}/"
        contenido = self.transporte.ask("GET", ruta, cabeceras=_with_clave(clave) | {"Accept": "*/*"}).contenido
        if hashlib.sha256(contenido).hexdigest() != documento["sha256"]:
            raise ValueError(f"{documento['codigo']}: los bytes no son los anunciados")
        return contenido

    def list_plazos(self, folio: str, *, clave: str = "") -> dict[str, Any]:
        """The terms of a case, each explained day by day with its article."""
        return dict(self.transporte.ask("GET", f"solicitudes/{folio}/plazos/", cabeceras=_with_clave(clave)).datos)

    # ── to act ────────────────────────────────────────────────────────────────

    def act(self, expediente: Expediente, acto: str, *, clave: str = "", llave: str = "", **datos: Any) -> Expediente:
        """Do an act (`prorrogar`, `pedir_aclaracion`, …) on the version that was read; the case as it stands then.

        :raises ProblemaError: with `es_version_anterior`, somebody changed it since.
        """
        ruta = f"solicitudes/{expediente.folio}/{acto.replace('_', '-')}/"
        cabeceras = _with_clave(clave) | {"If-Match": expediente.etag}
        return _as_expediente(self.transporte.ask("POST", ruta, cuerpo=datos, cabeceras=cabeceras, llave=llave))

    def attach(self, expediente: Expediente, nombre: str, contenido: bytes, *, llave: str = "") -> dict[str, Any]:
        """Put a file into the case; its `version` is the one that the case has now."""
        ruta, archivos = f"solicitudes/{expediente.folio}/documentos/", {"archivo": (nombre, contenido)}
        return dict(self.transporte.ask("POST", ruta, archivos=archivos, cabeceras={"If-Match": expediente.etag}, llave=llave).datos)

    # ── events ────────────────────────────────────────────────────────────────

    def list_eventos(self, desde: int = 0) -> Iterator[Evento]:
        """All that has happened after position `desde`, in order, and then it ends: keep the last `posicion` and ask again later."""
        hay_mas = True
        while hay_mas:
            pagina = self.transporte.ask("GET", "eventos/", parametros={"desde": desde}).datos
            yield from map(build_evento, pagina["eventos"])
            desde, hay_mas = pagina["siguiente"], pagina["hay_mas"]

    def subscribe(self, url: str, *, eventos: Sequence[str] = (), llave: str = "") -> dict[str, Any]:
        """Have events delivered to `url`; the answer carries the secret of `verify_webhook`, once."""
        cuerpo = {"url": url, "eventos": list(eventos)}
        return dict(self.transporte.ask("POST", "suscripciones/", cuerpo=cuerpo, llave=llave).datos)

    # ── what is public ────────────────────────────────────────────────────────

    def list_instituciones(self, **filtros: Any) -> Iterator[dict[str, Any]]:
        """The directory; `buscar="salud"`."""
        return self._list("instituciones/", filtros)

    def suggest_instituciones(self, texto: str) -> list[dict[str, Any]]:
        """Whom to ask, for a question in a person's own words; best first."""
        return list(self.transporte.ask("POST", "instituciones/sugerir/", cuerpo={"texto": texto}).datos["sugerencias"])

    def calculate_plazos(self, caso: Mapping[str, Any]) -> dict[str, Any]:
        """The term calculator: nothing is stored."""
        return dict(self.transporte.ask("POST", "plazos/calcular/", cuerpo=dict(caso)).datos)

    def verify_documento(self, codigo: str, *, sha256: str = "") -> dict[str, Any]:
        """Whether a paper is authentic; with `sha256`, whether a file is that paper."""
        return dict(self.transporte.ask("GET", f"verificar/{codigo}/", parametros={"sha256": sha256} if sha256 else None).datos)

    def _list(self, ruta: str, filtros: Mapping[str, Any], clave: str = "") -> Iterator[dict[str, Any]]:
        cabeceras = _with_clave(clave)
        pagina = self.transporte.ask("GET", ruta, parametros=filtros, cabeceras=cabeceras).datos
        yield from pagina["results"]
        while pagina["next"]:  # which carries the filters
            pagina = self.transporte.ask("GET", pagina["next"], cabeceras=cabeceras).datos
            yield from pagina["results"]


def _as_expediente(respuesta: Respuesta) -> Expediente:
    return Expediente(respuesta.datos, respuesta.etag)


def _with_clave(clave: str) -> dict[str, str]:
    return {"X-Clave-Seguimiento": clave} if clave else {}
