"""What may be withheld, by code, and for how long: reserved (LAIP art. 23) and confidential (art. 22) information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflow.hojas import Unidad
from workflow.ley import Regimen
from workflow.plazos import add_meses

_UN_DIA = timedelta(days=1)


class CausalReserva(StrEnum):
    """The nine grounds on which the top authority may reserve information (LAIP art. 23). There is no tenth."""

    SEGURIDAD_MILITAR = "seguridad_militar"
    SEGURIDAD_DIPLOMATICA = "seguridad_diplomatica"
    PROPIEDAD_INTELECTUAL = "propiedad_intelectual"
    INVESTIGACION_Y_JUSTICIA = "investigacion_y_justicia"
    EXPEDIENTE_JUDICIAL = "expediente_judicial"
    ESTABILIDAD_ECONOMICA = "estabilidad_economica"
    NINEZ = "ninez"
    ANALISIS_AL_PRESIDENTE = "analisis_al_presidente"
    OTRA_LEY = "otra_ley"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self]

    @property
    def articulo(self) -> str:
        return f"23.{list(CausalReserva).index(self) + 1}"

    @property
    def exige_ley(self) -> bool:
        """Whether the ground is another law, which has then to be named."""
        return self is CausalReserva.OTRA_LEY


class CausalConfidencial(StrEnum):
    """Why information is confidential, without any term (LAIP art. 22)."""

    CONSTITUCION = "constitucion"
    SECRETO_BANCARIO = "secreto_bancario"
    SECRETO_PROFESIONAL = "secreto_profesional"
    LEY_EXPRESA = "ley_expresa"
    DATOS_SENSIBLES = "datos_sensibles"
    GARANTIA_DE_CONFIDENCIA = "garantia_de_confidencia"

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS_CONFIDENCIAL[self]

    @property
    def articulo(self) -> str:
        return f"22.{list(CausalConfidencial).index(self) + 1}"


class CausaDeLevantamiento(StrEnum):
    """Why a reserve ends before its day (LAIP arts. 27 and 29)."""

    CESARON_LAS_RAZONES = "cesaron_las_razones"
    ORDEN_JUDICIAL = "orden_judicial"

    @property
    def etiqueta(self) -> str:
        return {"cesaron_las_razones": "Cesaron las razones de la reserva", "orden_judicial": "Lo ordenó un tribunal"}[self.value]

    @property
    def articulo(self) -> str:
        return {"cesaron_las_razones": "27", "orden_judicial": "29"}[self.value]


ETIQUETAS: dict[CausalReserva, str] = {
    CausalReserva.SEGURIDAD_MILITAR: "Asuntos militares de seguridad nacional",
    CausalReserva.SEGURIDAD_DIPLOMATICA: "Asuntos diplomáticos de seguridad nacional",
    CausalReserva.PROPIEDAD_INTELECTUAL: "Propiedad intelectual",
    CausalReserva.INVESTIGACION_Y_JUSTICIA: "Daño serio a la investigación, la persecución de delitos, la inteligencia o la justicia",
    CausalReserva.EXPEDIENTE_JUDICIAL: "Expediente judicial que no está firme",
    CausalReserva.ESTABILIDAD_ECONOMICA: "Estabilidad económica, financiera o monetaria, o supervisión bancaria",
    CausalReserva.NINEZ: "Lo que determina la ley de protección de la niñez y la adolescencia",
    CausalReserva.ANALISIS_AL_PRESIDENTE: "Análisis para la Presidencia sobre defensa, seguridad y orden público",
    CausalReserva.OTRA_LEY: "Reserva que manda otra ley",
}

ETIQUETAS_CONFIDENCIAL: dict[CausalConfidencial, str] = {
    CausalConfidencial.CONSTITUCION: "La que define el artículo 24 de la Constitución",
    CausalConfidencial.SECRETO_BANCARIO: "Secreto bancario",
    CausalConfidencial.SECRETO_PROFESIONAL: "Secreto profesional",
    CausalConfidencial.LEY_EXPRESA: "La que una ley declara confidencial",
    CausalConfidencial.DATOS_SENSIBLES: "Datos personales sensibles",
    CausalConfidencial.GARANTIA_DE_CONFIDENCIA: "Entregada por particulares bajo garantía de confidencia",
}


@dataclass(frozen=True, slots=True)
class ReglasDeReserva:
    """What one law says of reserves; None where it says nothing. Years are counted by the calendar (LOJ art. 45.c).

    `exige_registro`: to deny as reserved takes an entry of the register and the three answers of the harm test (LAIP arts. 25, 26).
    """

    exige_registro: bool
    exige_causal_confidencial: bool
    anios: int | None
    prorroga_anios: int | None
    avisos_dias_antes: tuple[int, ...]

    def last_day(self, resolucion: date) -> date | None:
        """The last day that a reserve declared on `resolucion` may have; None where the law has no register of them."""
        return add_anios(resolucion, self.anios) if self.anios else None

    def last_day_extended(self, hasta: date) -> date | None:
        """The last day to which a reserve that ends on `hasta` may be extended."""
        return add_anios(hasta + _UN_DIA, self.prorroga_anios) if self.prorroga_anios else None

    def due_aviso(self, hasta: date, hoy: date) -> int | None:
        """Which warning is due on `hoy`: the nearest of its days that has come; None before the first, and once it is over."""
        llegados = [dias for dias in self.avisos_dias_antes if hasta - timedelta(days=dias) <= hoy <= hasta]
        return min(llegados, default=None)


def reglas_de_reserva(regimen: Regimen) -> ReglasDeReserva:
    """The rules on reserves of a version of a law, from its file."""
    valor = {clave.removeprefix("reserva."): regla.valor for clave, regla in regimen.reglas.items() if clave.startswith("reserva.")}
    return ReglasDeReserva(
        exige_registro=valor["registro"],
        exige_causal_confidencial=valor["causal_confidencial"],
        anios=valor["anios"],
        prorroga_anios=valor["prorroga_anios"],
        avisos_dias_antes=tuple(valor["avisos_dias_antes"]),
    )


def add_anios(principio: date, anios: int) -> date:
    """The last of so many years that begin on `principio`: the eve of the same date (LOJ art. 45.c)."""
    return add_meses(principio - _UN_DIA, anios * 12, Unidad.MESES_VISPERA)
