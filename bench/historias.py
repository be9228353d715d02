"""What happens to the cases that are sown: how long ago each was filed and which acts followed, on which day."""

from dataclasses import dataclass, field
from typing import Any

from workflow.roles import Rol

_SENTIDO = {"sentido": "entrega_total"}
_PRORROGA = {"dias": 10, "motivo": "El volumen de los registros que hay que revisar."}
_ROLES = {"vencer": Rol.RELOJ, "cerrar": Rol.RELOJ, "desistir": Rol.SOLICITANTE}


@dataclass(frozen=True, slots=True)
class Paso:
    """An act, so many days after the filing, with what it says."""

    acto: str
    dias: int
    datos: dict[str, Any] = field(default_factory=dict)

    @property
    def rol(self) -> Rol:
        return _ROLES.get(self.acto, Rol.OFICIAL)


@dataclass(frozen=True, slots=True)
class Historia:
    """One story out of a hundred such: filed between `desde` and `hasta` days ago."""

    peso: int
    desde: int
    hasta: int
    pasos: tuple[Paso, ...]


_ADMITIR = Paso("admitir", 1)
_RESUELTA = (_ADMITIR, Paso("resolver", 9, _SENTIDO))
_ENTREGADA = (*_RESUELTA, Paso("entregar", 10))

#: A portal in use: most cases answered or closed, some in silence, the last days' still open and none of them due.
EN_MARCHA = (
    Historia(6, 0, 5, ()),
    Historia(8, 2, 6, (_ADMITIR,)),
    Historia(3, 3, 6, (_ADMITIR, Paso("prorrogar", 2, _PRORROGA))),
    Historia(3, 3, 6, (Paso("pedir_aclaracion", 2, {"pregunta": "¿De qué años necesita los datos?"}),)),
    Historia(5, 12, 25, _RESUELTA),
    Historia(20, 12, 40, _ENTREGADA),
    Historia(35, 120, 700, (*_ENTREGADA, Paso("cerrar", 80))),
    Historia(5, 20, 60, (Paso("desistir", 5),)),
    Historia(15, 60, 700, (_ADMITIR, Paso("vencer", 45))),
)

#: What a sweep finds after days of downtime: terms that are over, extended ones among them.
POR_VENCER = (
    Historia(45, 60, 120, ()),
    Historia(45, 60, 120, (_ADMITIR,)),
    Historia(10, 60, 120, (_ADMITIR, Paso("prorrogar", 3, _PRORROGA))),
)

#: Cases whose term runs for several days more, some of them extended.
ABIERTAS = (
    Historia(50, 0, 5, ()),
    Historia(35, 2, 5, (_ADMITIR,)),
    Historia(15, 3, 5, (_ADMITIR, Paso("prorrogar", 2, _PRORROGA))),
)
