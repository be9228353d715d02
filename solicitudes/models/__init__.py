"""The tables of the case and of the institutions, one model per file."""

from solicitudes.models.acto_administrativo import ActoAdministrativo
from solicitudes.models.acto_calendario import ActoCalendario
from solicitudes.models.asignacion import Asignacion
from solicitudes.models.calendario import DiaCalendario
from solicitudes.models.cargo import Cargo
from solicitudes.models.cliente import Cliente, CredencialOidc, SecretoDeCliente
from solicitudes.models.conteo import ConteoDeLlamadas
from solicitudes.models.emisor import Emisor, IngresoPorEmisor
from solicitudes.models.encargado import EncargadoDeCliente
from solicitudes.models.evento import CursorDeEventos, Evento
from solicitudes.models.folio import ContadorFolio
from solicitudes.models.identidad import AcreditacionIdentidad, PruebaPersonal
from solicitudes.models.importacion import CargaDeRegistro, Importacion
from solicitudes.models.institucion import CambioInstitucion, Institucion
from solicitudes.models.lectura import Lectura
from solicitudes.models.lectura_elegida import LecturaElegida
from solicitudes.models.movimiento import Movimiento
from solicitudes.models.nota import Nota
from solicitudes.models.persona import Persona
from solicitudes.models.peticion import PeticionIdempotente
from solicitudes.models.plantilla import PlantillaResolucion
from solicitudes.models.pregunta import Pregunta, RespuestaPregunta
from solicitudes.models.presencia import Presencia
from solicitudes.models.presentacion import Presentacion
from solicitudes.models.rectificacion import Rectificacion
from solicitudes.models.recurso import Recurso
from solicitudes.models.reserva import AvisoDeReserva, LevantamientoReserva, ProrrogaReserva, Reserva
from solicitudes.models.resolucion import Resolucion
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.suscripcion import EntregaDeEvento, Suscripcion
from solicitudes.models.tarifa import Tarifa
from solicitudes.models.token_personal import TokenPersonal
from solicitudes.models.unidad import Unidad
from solicitudes.models.vista import VistaGuardada

__all__ = [
    "AcreditacionIdentidad",
    "ActoAdministrativo",
    "ActoCalendario",
    "Asignacion",
    "AvisoDeReserva",
    "CambioInstitucion",
    "CargaDeRegistro",
    "Cargo",
    "Cliente",
    "ContadorFolio",
    "ConteoDeLlamadas",
    "CredencialOidc",
    "CursorDeEventos",
    "DiaCalendario",
    "Emisor",
    "EncargadoDeCliente",
    "EntregaDeEvento",
    "Evento",
    "Importacion",
    "IngresoPorEmisor",
    "Institucion",
    "Lectura",
    "LecturaElegida",
    "LevantamientoReserva",
    "Movimiento",
    "Nota",
    "Persona",
    "PeticionIdempotente",
    "PlantillaResolucion",
    "Pregunta",
    "Presencia",
    "Presentacion",
    "ProrrogaReserva",
    "PruebaPersonal",
    "Rectificacion",
    "Recurso",
    "Reserva",
    "Resolucion",
    "RespuestaPregunta",
    "SecretoDeCliente",
    "Solicitud",
    "Suscripcion",
    "Tarifa",
    "TokenPersonal",
    "Unidad",
    "VistaGuardada",
]
