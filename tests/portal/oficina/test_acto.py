"""Every act of an institution on its page: works, wrong role, wrong state, not signed in, bad input, twice, stale, session lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config import reloj
from portal.oficina.tramites import TRAMITES
from solicitudes.impedimentos import DE_LA_INSTITUCION
from solicitudes.models import Asignacion, Persona, PlantillaResolucion, Resolucion, Solicitud
from tests.elenco import ACTOS, DENIEGA, SIN_ACLARAR, Elenco, cuando, snapshot, un_expediente
from tests.portal.oficina.conftest import sign_in
from tests.portal.paginas import campo, leer
from tests.solicitudes.test_consecuencias import bring


def un_csv() -> SimpleUploadedFile:
    return SimpleUploadedFile("compras.csv", b"producto;precio\nAmoxicilina;0.42\n", content_type="text/csv")


def un_encargo(elenco: Elenco) -> dict[str, Any]:
    return {"destino": str(elenco.compras.pk), "fecha_interna": "2026-03-10", "indicaciones": "Por renglón."}


#: By route: where a case must be, and what is written in the form.
DATOS: dict[str, tuple[str, Callable[[Elenco], dict[str, Any]]]] = {
    "admitir": ("presentada", lambda _: {}),
    "asignar": ("en_tramite", un_encargo),
    "adjuntar": ("en_tramite", lambda _: {"archivo": un_csv()}),
    "pedir-aclaracion": ("en_tramite", lambda _: {"pregunta": "¿Incluye las donaciones?"}),
    "prorrogar": ("en_tramite", lambda _: {"dias": "10", "motivo": "Son tres sistemas."}),
    "remitir": ("en_tramite", lambda _: {"buscar": "educación", "institucion": "MINEDUC", "motivo": "La tiene Educación."}),
    "remitir-parte": (
        "en_tramite",
        lambda _: {"buscar": "educación", "institucion": "MINEDUC", "texto": "Las escuelas.", "motivo": "La tiene Educación."},
    ),
    "redactar": ("en_tramite", lambda _: {"sentido": "entrega_total", "respuesta": "Se entrega el listado."}),
    "enviar-a-revision": ("redactar", lambda _: {}),
    "revisar": ("enviar_a_revision", lambda _: {}),
    "devolver": ("revisar", lambda _: {"observaciones": "Falta el renglón 266."}),
    "firmar": ("revisar", lambda _: {}),
    "resolver": ("firmar", lambda _: {}),
    "entregar": ("resuelta", lambda _: {"constancia": "En la ventanilla."}),
    "subsanar-recurso": ("recurso_interpuesto", lambda _: {"correccion": "Se entiende contra la negativa."}),
    "decidir-recurso": (
        "recurso_interpuesto",
        lambda _: {
            "sentido": "revoca",
            "motivacion": "La reserva no se probó.",
            "fundamento": "LAIP art. 59\n\nLAIP art. 60",
            "orden": "Entregar el listado.",
            "version_publica": "Se ordena entregar.",
        },
    ),
    "cumplir-recurso": ("recurso_decidido", lambda _: {"constancia": "Se entregó el listado."}),
}
#: What a form needs beside the button, and what it says without it.
FALTAS = {
    "asignar": ("fecha_interna", "Diga para qué día la necesita"),
    "adjuntar": ("archivo", "Elija el archivo"),
    "pedir-aclaracion": ("pregunta", "Escriba qué debe aclararse"),
    "prorrogar": ("motivo", "Escriba las razones"),
    "remitir": ("institucion", "Busque la institución y elíjala"),
    "remitir-parte": ("texto", "Escriba qué parte se envía"),
    "redactar": ("respuesta", "Escriba qué se resuelve"),
    "devolver": ("observaciones", "Escriba qué hay que corregir"),
    "subsanar-recurso": ("correccion", "Escriba qué se corrige"),
    "decidir-recurso": ("fundamento", "La decisión va fundada en ley. (LAIP art. 59)"),
    "cumplir-recurso": ("constancia", "Diga cómo se cumplió"),
}

por_ruta = pytest.mark.parametrize("ruta", DATOS)


class Mesa:
    """One act about to be done: its case, whoever does it, the page from which she does it."""

    def __init__(self, elenco: Elenco, ruta: str) -> None:
        donde, escribir = DATOS[ruta]
        self.elenco, self.ruta, self.acto = elenco, ruta, ruta.replace("-", "_")
        self.caso = bring(elenco, donde)
        self.quien = ACTOS[self.acto][1]
        self.cliente = sign_in(Client(), self.caso.actor(self.quien))
        self.pagina = f"/oficina/{self.caso.folio}/{ruta}/"
        self.version = str(self.caso.solicitud.version)
        self._escribir = escribir

    def get(self, cliente: Client | None = None) -> Any:
        with reloj.detenido_en(self.caso.ahora):
            return (cliente or self.cliente).get(self.pagina)

    def post(self, cliente: Client | None = None, *, follow: bool = False, despues: timedelta = timedelta(), **cambios: Any) -> Any:
        autora = Persona.objects.get(pk=self.caso.actor(self.quien).persona_id).pk
        datos = {"version": self.version, "autora": str(autora)} | self._escribir(self.elenco) | cambios
        with reloj.detenido_en(self.caso.ahora + despues):
            return (cliente or self.cliente).post(self.pagina, datos, follow=follow)

    @property
    def hechos(self) -> int:
        """How often the act has been done since the page was read."""
        return sum(m.acto == self.acto for m in self.caso.movimientos if m.numero > int(self.version))

    @property
    def texto(self) -> str:
        """Something that was written in the form, if anything was."""
        return next(
            (v for k, v in self._escribir(self.elenco).items() if isinstance(v, str) and k not in ("sentido", "dias") and " " in v), ""
        )


def test_every_act_of_an_institution_has_its_page_and_its_test() -> None:
    assert set(TRAMITES) == set(DATOS) == {t.ruta for t in DE_LA_INSTITUCION}


@por_ruta
def test_an_act_says_what_follows_and_is_done(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    pagina = mesa.get()
    assert pagina.status_code == 200 and "Qué pasará" in leer(pagina) and campo(pagina, "version") == mesa.version
    respuesta = mesa.post(follow=True)
    assert respuesta.redirect_chain == [(f"/oficina/{mesa.caso.folio}/", 302)]
    assert mesa.hechos == 1 and f"{TRAMITES[ruta].hecho}." in leer(respuesta)


@por_ruta
@pytest.mark.parametrize("quien", ["la_oficial", "la_jefa", "el_firmante", "la_autoridad", "el_enlace", "una_extrana"])
def test_an_act_of_another_office_is_refused_without_a_trace(elenco: Elenco, ruta: str, quien: str) -> None:
    mesa = Mesa(elenco, ruta)
    actor = mesa.caso.actor(quien)
    if quien == "el_enlace" and not Asignacion.objects.exists():
        return
    if {p.rol for p in actor.puestos} & TRAMITES[ruta].transicion.roles and quien != "una_extrana":
        return
    antes, cliente = snapshot(), sign_in(Client(), actor)
    esperado = {404} if quien == "una_extrana" else {403}
    assert mesa.get(cliente).status_code in esperado
    assert mesa.post(cliente).status_code in esperado
    assert snapshot() == antes


@por_ruta
def test_an_act_that_the_case_does_not_allow_says_why(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    cerrada = un_expediente(elenco, "cerrada")
    mesa.caso, mesa.pagina, mesa.version = cerrada, f"/oficina/{cerrada.folio}/{ruta}/", str(cerrada.solicitud.version)
    antes = snapshot()
    pagina = mesa.get()
    assert pagina.status_code == 409 and "ahora no se puede" in leer(pagina)
    assert mesa.post().status_code == 409
    assert snapshot() == antes


@por_ruta
def test_an_act_without_a_session_is_not_done(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    antes, nadie = snapshot(), Client()
    for respuesta in (mesa.get(nadie), mesa.post(nadie)):
        assert respuesta.status_code == 302 and respuesta.headers["Location"].endswith(f"next={mesa.pagina}")
    assert snapshot() == antes


@pytest.mark.parametrize(("ruta", "falta"), FALTAS.items())
def test_an_act_that_lacks_something_says_what_and_keeps_the_rest(elenco: Elenco, ruta: str, falta: tuple[str, str]) -> None:
    mesa = Mesa(elenco, ruta)
    antes, (nombre, dicho) = snapshot(), falta
    respuesta = mesa.post(**{nombre: ""})
    texto = leer(respuesta)
    assert respuesta.status_code in (200, 422) and dicho in texto and "Hay algo que corregir" in texto
    assert f'id="id_{nombre}_error"' in respuesta.content.decode() or nombre == "archivo"
    for clave, valor in mesa._escribir(elenco).items():
        if clave not in (nombre, "archivo", "destino", "fundamento"):
            assert str(valor) in respuesta.content.decode(), clave
    assert snapshot() == antes


@por_ruta
def test_the_same_press_twice_is_one_act(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    assert mesa.post().status_code == 302
    segunda = mesa.post(despues=timedelta(seconds=1))
    assert mesa.hechos == 1
    if segunda.status_code == 302:
        assert segunda.headers["Location"] == f"/oficina/{mesa.caso.folio}/"
    else:
        assert segunda.status_code in (403, 409, 412) and str(TRAMITES[ruta].hecho) in leer(segunda)


#: Something small that leaves each of these possible.
_ENTRETANTO = {"admitir": "asignar", "subsanar-recurso": "", "decidir-recurso": "subsanar_recurso", "cumplir-recurso": "", "entregar": ""}


@por_ruta
def test_a_stale_form_comes_back_with_what_changed_and_what_was_typed(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    entretanto = _ENTRETANTO.get(ruta, "adjuntar")
    if not entretanto:
        pytest.skip("nothing else can move the case there")
    Persona.objects.filter(username="otra_oficial").update(first_name="Rosa", last_name="Chen")
    por = "" if entretanto == "subsanar_recurso" else "otra_oficial"
    mesa.caso.at(mesa.caso.ahora + timedelta(minutes=1)).hacer(entretanto, por=por)
    vieja = mesa.post(despues=timedelta(minutes=1))
    texto = leer(vieja)
    assert vieja.status_code == 412 and mesa.hechos == (1 if ruta == "adjuntar" else 0)
    assert "El expediente cambió mientras usted escribía" in texto and str(TRAMITES[entretanto.replace("_", "-")].hecho) in texto
    assert not por or "Rosa Chen, Oficial de información" in texto
    assert mesa.texto in vieja.content.decode()
    nueva = campo(vieja, "version")
    assert nueva == str(mesa.caso.solicitud.version) != mesa.version
    assert mesa.post(version=nueva, despues=timedelta(minutes=2)).status_code == 302


@pytest.mark.parametrize("version", ["", "-1", "999", "x", "9" * 40])
def test_a_version_that_nobody_has_read_is_stale_and_loses_no_text(elenco: Elenco, version: str) -> None:
    mesa = Mesa(elenco, "prorrogar")
    respuesta = mesa.post(version=version)
    assert respuesta.status_code == 412 and "Son tres sistemas." in respuesta.content.decode() and mesa.hechos == 0


def test_a_stale_form_of_an_act_that_is_no_longer_possible_shows_what_was_typed(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.caso.at(mesa.caso.ahora + timedelta(minutes=1)).hacer("prorrogar", por="otra_oficial", dias=3, motivo="Otro motivo.")
    texto = leer(mesa.post(despues=timedelta(minutes=1)))
    assert "ya se prorrogó una vez" in texto and "Lo que había escrito" in texto and "Son tres sistemas." in texto
    assert "3 días hábiles más" in texto and "Otro motivo." in texto


@pytest.mark.parametrize("ruta", [ruta for ruta in DATOS if ruta != "adjuntar"])
def test_what_was_written_when_the_session_ended_is_there_after_signing_in(elenco: Elenco, ruta: str) -> None:
    mesa = Mesa(elenco, ruta)
    persona = Persona.objects.get(pk=mesa.caso.actor(mesa.quien).persona_id)
    persona.set_password("una clave larga de verdad")
    persona.save()
    EmailAddress.objects.create(user=persona, email=persona.email, verified=True, primary=True)
    navegador = Client()
    perdida = mesa.post(navegador)
    with reloj.detenido_en(mesa.caso.ahora):
        entrada = {"login": persona.username, "password": "una clave larga de verdad", "next": mesa.pagina}
        pagina = navegador.post(perdida.headers["Location"], entrada, follow=True)
        if pagina.redirect_chain[-1][0] != mesa.pagina:
            pagina = navegador.get(mesa.pagina)
        assert "Su sesión se había cerrado" in leer(pagina) and mesa.texto in pagina.content.decode()
        assert mesa.hechos == 0 and campo(pagina, "version") == mesa.version
    assert mesa.post(navegador).status_code == 302 and mesa.hechos == 1
    assert "Su sesión se había cerrado" not in leer(mesa.get(navegador))


def test_what_was_written_is_shown_to_nobody_else_nor_for_ever(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    navegador = Client()
    mesa.post(navegador)
    sign_in(navegador, elenco.otra_oficial)
    assert "Son tres sistemas." not in leer(mesa.get(navegador))
    navegador = Client()
    mesa.post(navegador)
    sign_in(navegador, elenco.la_oficial)
    mesa.caso.at(mesa.caso.ahora + timedelta(hours=2))
    assert "Son tres sistemas." not in leer(mesa.get(navegador))


def test_what_was_written_can_be_thrown_away(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    navegador = Client()
    mesa.post(navegador)
    sign_in(navegador, elenco.la_oficial)
    assert "Son tres sistemas." in mesa.get(navegador).content.decode()
    mesa.pagina += "?olvidar=1"
    assert "Son tres sistemas." not in mesa.get(navegador).content.decode()


# ── what is particular to some ───────────────────────────────────────────────


def test_prorrogar_offers_each_number_of_days_with_its_date(elenco: Elenco) -> None:
    texto = leer(Mesa(elenco, "prorrogar").get())
    assert "El plazo termina ahora el lunes 16 de marzo de 2026" in texto
    assert "1 día hábil: hasta el martes 17 de marzo de 2026" in texto and "10 días hábiles: hasta el lunes 30 de marzo de 2026" in texto
    assert "11 días hábiles" not in texto


def test_the_case_says_in_one_line_what_each_act_would_move(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.pagina = f"/oficina/{mesa.caso.folio}/"
    assert "Prorrogar el plazo El plazo puede pasar del 16 mar al 30 mar." in leer(mesa.get())


def test_resolver_says_late_and_until_when_one_may_appeal(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida").answer(hasta="firmar").at(cuando(3, 20))
    mesa = Mesa(elenco, "resolver")
    mesa.caso, mesa.pagina = caso, f"/oficina/{caso.folio}/resolver/"
    texto = leer(mesa.get())
    assert "Constará que se resolvió fuera de plazo: vencía el lunes 16 de marzo de 2026." in texto
    assert "Quien la pidió puede recurrir a más tardar el" in texto and "El expediente pasa a «Resuelta»." in texto


def test_whoever_left_no_address_is_said_to_read_it_on_her_page(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.caso.solicitud.presentacion.__class__.objects.update(solicitante_correo="")
    assert "no dejó correo" in leer(mesa.get())


def test_remitir_searches_without_losing_the_reason(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "remitir")
    pagina = mesa.post(encontrar="1", institucion="", buscar="quetzaltenango")
    cuerpo = pagina.content.decode()
    assert "La tiene Educación." in cuerpo and 'value="MUNI-0901"' in cuerpo and "Hay algo que corregir" not in cuerpo
    vacia = mesa.post(encontrar="1", institucion="", buscar="zzzz")
    assert "Nada con esas palabras" in leer(vacia)


@pytest.mark.parametrize(
    ("cambios", "campo_de", "dicho"),
    [
        ({"sentido": "inexistencia"}, "motivacion", "va motivada"),
        ({"sentido": "inexistencia", "motivacion": "No consta."}, "fundamento", "va fundada en ley"),
        ({"sentido": "negativa_confidencial", "motivacion": "X", "fundamento": "LAIP art. 22"}, "causal_confidencial", "LAIP"),
        ({"sentido": "negativa_reservada", "motivacion": "X", "fundamento": "LAIP art. 23"}, "reserva", "LAIP"),
        ({"fundamento": "\n".join(["LAIP art. 42"] * 31)}, "fundamento", "Caben 30 fundamentos y hay 31"),
        ({"fundamento": "x" * 501}, "fundamento", "500 letras"),
        ({"sentido": ""}, "sentido", "Elija el sentido"),
    ],
)
def test_redactar_asks_for_what_its_sense_demands(elenco: Elenco, cambios: dict[str, str], campo_de: str, dicho: str) -> None:
    mesa = Mesa(elenco, "redactar")
    respuesta = mesa.post(**cambios)
    cuerpo = respuesta.content.decode()
    assert f'id="id_{campo_de}_error"' in cuerpo and dicho in leer(respuesta) and "Se entrega el listado." in cuerpo
    assert not Resolucion.objects.exists()


def test_redactar_corrects_the_draft_that_there_is(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(DENIEGA, hasta="enviar_a_revision")
    caso.hacer("devolver")
    mesa = Mesa(elenco, "redactar")
    mesa.caso, mesa.pagina, mesa.version = caso, f"/oficina/{caso.folio}/redactar/", str(caso.solicitud.version)
    pagina = mesa.get()
    assert "Consta en la reserva 12-2026." in pagina.content.decode() and "Falta el renglón 266." in leer(pagina)
    assert 'value="negativa_reservada" checked' in pagina.content.decode()
    assert mesa.post().status_code == 302
    assert caso.resolucion.sentido == "entrega_total"


def test_redactar_begins_with_a_template_of_the_institution(elenco: Elenco) -> None:
    propia = PlantillaResolucion.objects.create(
        institucion=elenco.salud, nombre="Inexistencia", sentido="inexistencia", respuesta="No existe.", fundamento=["LAIP art. 42"]
    )
    ajena = PlantillaResolucion.objects.create(
        institucion=elenco.educacion, nombre="Ajena", sentido="inexistencia", respuesta="Texto ajeno."
    )
    mesa = Mesa(elenco, "redactar")
    assert "Inexistencia" in leer(mesa.get()) and "Ajena" not in leer(mesa.get())
    limpia = mesa.pagina
    mesa.pagina = f"{limpia}?plantilla={propia.pk}"
    cuerpo = mesa.get().content.decode()
    assert "No existe." in cuerpo and 'value="inexistencia" checked' in cuerpo and "LAIP art. 42" in cuerpo
    mesa.pagina = f"{limpia}?plantilla={ajena.pk}"
    assert "Texto ajeno." not in mesa.get().content.decode()


def test_the_sense_for_want_of_clarification_is_offered_only_where_one_waits(elenco: Elenco) -> None:
    assert "negativa_sin_aclaracion" not in Mesa(elenco, "redactar").get().content.decode()
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9))
    mesa = Mesa(elenco, "redactar")
    mesa.caso, mesa.pagina = caso, f"/oficina/{caso.folio}/redactar/"
    assert "negativa_sin_aclaracion" in mesa.get().content.decode()


@pytest.mark.parametrize(
    ("archivo", "dicho"),
    [
        (SimpleUploadedFile("v.csv", b""), "El archivo está vacío"),
        (SimpleUploadedFile("x.exe", b"MZ\x00\x01\x02"), "no es PDF, imagen"),
        (SimpleUploadedFile("g.csv", b"a" * 2000), "pasa del máximo"),
    ],
)
def test_adjuntar_says_what_is_wrong_with_a_file(elenco: Elenco, settings, archivo: SimpleUploadedFile, dicho: str) -> None:
    settings.DOCUMENTO_TAMANO_MAXIMO = 1000
    mesa = Mesa(elenco, "adjuntar")
    archivo.seek(0)
    respuesta = mesa.post(archivo=archivo)
    assert dicho in leer(respuesta) and mesa.hechos == 0


def test_adjuntar_says_before_what_it_takes(elenco: Elenco) -> None:
    texto = leer(Mesa(elenco, "adjuntar").get())
    assert "PDF, imagen PNG o JPEG, texto o CSV, DOCX, XLSX, ODT u ODS, sin macros. Hasta 25" in texto


def test_asignar_takes_a_unit_or_a_person_of_the_house_alone(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "asignar")
    cuerpo = mesa.get().content.decode()
    assert f'value="{elenco.compras.pk}:{elenco.el_enlace.persona_id}"' in cuerpo and "una_extrana" not in cuerpo
    assert mesa.post(destino=f"{elenco.compras.pk}:{elenco.el_enlace.persona_id}").status_code == 302
    assert Asignacion.objects.get(solicitud__folio=mesa.caso.folio, fecha_interna="2026-03-10").persona_id == elenco.el_enlace.persona_id


def test_asignar_for_a_day_that_has_passed_says_so_at_its_field(elenco: Elenco) -> None:
    respuesta = Mesa(elenco, "asignar").post(fecha_interna="2026-01-05")
    assert "La fecha interna ya pasó." in leer(respuesta) and 'id="id_fecha_interna_error"' in respuesta.content.decode()


def test_whoever_drafted_cannot_review_nor_sign(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "firmar")
    Resolucion.objects.update(redactora=elenco.el_firmante.persona_id)
    assert mesa.get().status_code == 403 and "Usted la redactó" in leer(mesa.get())
    assert mesa.post().status_code == 403 and mesa.hechos == 0


def test_the_text_of_an_act_is_shown_and_never_run(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.post(motivo='<script>alert(1)</script>{{ 7|add:"1" }}')
    mesa.pagina = f"/oficina/{mesa.caso.folio}/"
    cuerpo = mesa.get().content.decode()
    assert "<script>alert(1)" not in cuerpo and "&lt;script&gt;alert(1)" in cuerpo and "{{ 7|add" in cuerpo


@pytest.mark.parametrize("ruta", ["aclarar", "desistir", "vencer", "interponer-recurso", "presentar", "notificar", "no-existe"])
def test_what_is_no_act_of_an_institution_has_no_page(elenco: Elenco, ruta: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    assert sign_in(Client(), elenco.la_oficial).get(f"/oficina/{caso.folio}/{ruta}/").status_code == 404


def test_another_press_of_a_signed_resolution_for_want_of_clarification_says_why(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9)).answer(SIN_ACLARAR, hasta="firmar")
    mesa = Mesa(elenco, "resolver")
    mesa.caso, mesa.pagina, mesa.version = caso, f"/oficina/{caso.folio}/resolver/", str(caso.solicitud.version)
    caso.at(caso.ahora + timedelta(hours=1)).hacer("aclarar")
    respuesta = mesa.post()
    assert respuesta.status_code == 409 and "Quien solicita ya aclaró" in leer(respuesta)
    assert Solicitud.objects.get(folio=caso.folio).estado == "en_tramite"
