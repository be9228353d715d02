"""Labels that live as plain Spanish where Django is not known (workflow/, choices, calendars), listed for whoever translates them.

Pages write them through the filter `traducir`. A label that is not here is shown in Spanish; a test names it.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

ETIQUETAS = (
    # Where a case stands, and an appeal.
    _("Presentada"),
    _("En trámite"),
    _("En aclaración"),
    _("Vencida sin respuesta"),
    _("Resuelta"),
    _("Entregada"),
    _("Remitida a otra institución"),
    _("Desistida"),
    _("Cerrada"),
    _("Interpuesto, pendiente de decisión"),
    _("Sin decisión en plazo"),
    _("Decidido"),
    _("Cumplido"),
    _("Incumplido"),
    # What was answered, and decided.
    _("Se entrega la información solicitada"),
    _("Se entrega una parte de la información"),
    _("No se entrega: información reservada"),
    _("No se entrega: información confidencial"),
    _("No se entrega: la solicitud no fue aclarada"),
    _("La información no existe en la institución"),
    _("Confirma lo resuelto"),
    _("Revoca y ordena"),
    _("Modifica y ordena"),
    # The grounds of an appeal.
    _("Se negó la información"),
    _("Se dijo que la información no existe"),
    _("La información está incompleta o no es la que se pidió"),
    _("No hubo respuesta"),
    _("El plazo venció"),
    _("No se entregaron los datos personales, o no se entienden"),
    _("Se negó corregir o suprimir datos personales"),
    _("Otra causa que prevé la ley"),
    # What is asked for, how it is handed over, and the papers.
    _("Acceso a información pública"),
    _("Acceso a datos personales propios"),
    _("Rectificación de datos personales propios"),
    _("Electrónica"),
    _("Copia simple"),
    _("Copia certificada"),
    _("Consulta directa"),
    _("Acuse de recibo"),
    _("Resolución"),
    _("Archivo entregado"),
    _("Acuse de recurso"),
    _("Decisión del recurso"),
    _("Constancia de silencio"),
    # Days that do not count for the whole country; the feasts of towns keep their names.
    _("Año Nuevo"),
    _("Miércoles Santo"),
    _("Jueves Santo"),
    _("Viernes Santo"),
    _("Sábado Santo"),
    _("Día del Trabajo"),
    _("Día del Ejército"),
    _("Día de la Independencia"),
    _("Día de la Revolución"),
    _("Día de Todos los Santos"),
    _("Nochebuena"),
    _("Navidad"),
    _("Fin de año"),
    _("Día de la Asunción, fiesta de la ciudad de Guatemala"),
    _("Permiso laboral en el Organismo Ejecutivo"),
)
