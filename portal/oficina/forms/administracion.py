"""What whoever administers writes: units, appointments, last days, acts of the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.formularios import Formulario
from portal.oficina.forms.bandeja import FechaField
from solicitudes.models import Institucion, Unidad
from solicitudes.services.cargos import Nombramiento
from solicitudes.services.propuesta import Propuesta
from workflow.calendario import Clase, Dia
from workflow.capas import Ambito, ClaseActo
from workflow.problema import ProblemaError
from workflow.roles import GENERALES, INSTITUCIONALES, Rol

#: More days than this are a suspension, not a row of closed days.
MAXIMO_DE_DIAS = 31


class FormularioDeServicio(Formulario):
    """A form whose answer is the service's: what it refuses is told at its field, and nothing typed is lost."""

    def send(self, hacer: Callable[[], Any]) -> Any:
        """What `hacer` gives, or None when the form or the service refuses it."""
        if not self.is_valid():
            return None
        try:
            return hacer()
        except ProblemaError as problema:
            if problema.estatus in (403, 404):
                raise
            self.add_error(problema.campo if problema.campo in self.fields else None, problema.tell(gettext))
            return None


def _correo(label: Any, *, ayuda: Any = "", required: bool = False) -> forms.CharField:
    campo = forms.TextInput(attrs={"type": "email", "spellcheck": "false", "autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=ayuda, max_length=254, required=required, widget=campo, error_messages={"required": _("Escriba el correo")}
    )


class UnidadForm(FormularioDeServicio):
    nombre = forms.CharField(
        label=_("Nombre de la unidad"), max_length=160, error_messages={"required": _("Escriba el nombre de la unidad")}
    )
    correo = _correo(_("Buzón de la unidad"), ayuda=_("Ahí llegan sus avisos. Sin buzón, llegan a cada persona de la unidad."))


class NombrarForm(FormularioDeServicio):
    """An appointment; `internas` are the units in which a liaison may be, none outside the institutions."""

    correo = _correo(
        _("Correo de la persona"), ayuda=_("Si no tiene cuenta, se le abre y recibe cómo elegir su contraseña."), required=True
    )
    nombres = forms.CharField(label=_("Nombres"), max_length=150, required=False, help_text=_("Solo si la cuenta es nueva."))
    apellidos = forms.CharField(label=_("Apellidos"), max_length=150, required=False)
    rol = forms.ChoiceField(label=_("Cargo"), error_messages={"required": _("Elija el cargo"), "invalid_choice": _("Elija el cargo")})
    unidad = forms.ChoiceField(label=_("Unidad interna"), required=False, help_text=_("Solo para un enlace."))
    desde = FechaField(label=_("Primer día"))
    hasta = FechaField(label=_("Último día"), required=False, help_text=_("Déjelo vacío si no se sabe."))

    def __init__(self, *args: Any, internas: Sequence[Unidad] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted(GENERALES if internas is None else INSTITUCIONALES, key=list(Rol).index)
        self.fields["rol"].choices = [("", _("Elija")), *((rol.value, gettext(rol.etiqueta)) for rol in roles)]  # type: ignore[attr-defined]
        if internas is None:
            del self.fields["unidad"]
        else:
            self.fields["unidad"].choices = [("", _("Ninguna")), *((str(u.pk), u.nombre) for u in internas)]  # type: ignore[attr-defined]

    def build_nombramiento(self) -> Nombramiento:
        datos = self.cleaned_data
        unidad = datos.get("unidad")
        return Nombramiento(
            correo=datos["correo"],
            rol=Rol(datos["rol"]),
            desde=datos["desde"],
            hasta=datos["hasta"],
            unidad_id=int(unidad) if unidad else None,
            nombres=datos["nombres"],
            apellidos=datos["apellidos"],
        )


class TerminarForm(FormularioDeServicio):
    hasta = FechaField(label=_("Último día del cargo"), help_text=_("Con la fecha de ayer, deja de entrar ahora mismo."))


class BuscarForm(Formulario):
    busca = True

    buscar = forms.CharField(label=_("Buscar"), max_length=120, required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def read_buscar(self) -> str:
        return self.cleaned_data["buscar"] if self.is_valid() else ""


_QUE = (
    ("cerrar", _("Cerrar días: no se cuentan")),
    ("abrir", _("Abrir días: se cuentan aunque fueran feriado")),
    ("suspension", _("Suspender los plazos")),
    ("caida", _("Dejar constancia de que el servicio no funcionó")),
)
_DE_CUAL = (Ambito.SECTOR, Ambito.DEPARTAMENTO, Ambito.MUNICIPIO, Ambito.MATERIA, Ambito.INSTITUCION)


class _MotivoForm(FormularioDeServicio):
    motivo = forms.CharField(
        label=_("Qué ocurre"), max_length=200, help_text=_("Como se leerá junto a la fecha: «Feria titular», «Asueto».")
    )
    fundamento = forms.CharField(label=_("Fundamento"), max_length=200, help_text=_("El acuerdo, decreto o constancia, con su número."))
    publicado_el = FechaField(label=_("Fecha de publicación"), required=False)


class RevocarForm(_MotivoForm):
    field_order = ("motivo", "fundamento", "publicado_el")

    def build_propuesta(self, numero: int) -> Propuesta:
        return Propuesta(clase=ClaseActo.REVOCACION, ambito="", revoca=numero, **self.cleaned_data)


class ActoCalendarioForm(_MotivoForm):
    """An act to come. `instituciones`, when given, are the only ones that it may reach: those of a top authority."""

    que = forms.ChoiceField(label=_("Qué hace"), choices=_QUE)
    ambito = forms.ChoiceField(label=_("Para quién"))
    valor = forms.CharField(
        label=_("De cuál"),
        max_length=60,
        required=False,
        help_text=_(
            "El código de la institución (MSPAS), las cuatro cifras del municipio (0901), el departamento, el sector o la materia."
        ),
    )
    desde = FechaField(label=_("Primer día"))
    hasta = FechaField(label=_("Último día"), required=False, help_text=_("Déjelo vacío si es uno solo."))
    field_order = ("que", "ambito", "valor", "desde", "hasta", "motivo", "fundamento", "publicado_el")

    def __init__(self, *args: Any, instituciones: Iterable[Institucion] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if instituciones is None:
            self.fields["ambito"].choices = [(a.value, gettext(a.etiqueta)) for a in Ambito]  # type: ignore[attr-defined]
        else:
            self.fields["ambito"].choices = [(f"{Ambito.INSTITUCION}:{i.codigo}", str(i)) for i in instituciones]  # type: ignore[attr-defined]
            del self.fields["valor"]

    def clean(self) -> dict[str, Any]:
        datos: dict[str, Any] = super().clean() or {}
        desde, ambito = datos.get("desde"), datos.get("ambito", "")
        datos["hasta"] = datos.get("hasta") or desde
        if desde and datos["hasta"] < desde:
            self.add_error("hasta", _("El último día es anterior al primero"))
        elif desde and self._lists_days(datos) and (datos["hasta"] - desde).days >= MAXIMO_DE_DIAS:
            self.add_error("hasta", _("Son más de %d días: si es un período largo, suspenda los plazos") % MAXIMO_DE_DIAS)
        if ambito in _DE_CUAL and not datos.get("valor", "").strip():
            self.add_error("valor", _("Diga de cuál"))
        return datos

    @staticmethod
    def _lists_days(datos: dict[str, Any]) -> bool:
        return datos.get("que") in ("cerrar", "abrir")

    def build_propuesta(self) -> Propuesta:
        datos = self.cleaned_data
        valor = datos.get("valor", "").strip()
        comun = {
            "ambito": f"{datos['ambito']}:{valor}" if datos["ambito"] in _DE_CUAL else datos["ambito"],
            "motivo": datos["motivo"],
            "fundamento": datos["fundamento"],
            "publicado_el": datos["publicado_el"],
        }
        if not self._lists_days(datos):
            return Propuesta(clase=ClaseActo(datos["que"]), desde=datos["desde"], hasta=datos["hasta"], **comun)
        clase = Clase.HABIL if datos["que"] == "abrir" else Clase.INHABIL
        dias = tuple(Dia(dia, datos["motivo"][:120], clase) for dia in _days(datos["desde"], datos["hasta"]))
        return Propuesta(clase=ClaseActo.DIAS, dias=dias, **comun)


def _days(desde: date, hasta: date) -> Iterable[date]:
    return (desde + timedelta(days=n) for n in range((hasta - desde).days + 1))
