"""The case with what hangs on it, for `?expand=`."""

from __future__ import annotations

from api.serializers.plazos import PlazosDeExpedienteSerializer
from api.serializers.solicitud import DocumentosSerializer, ExpedienteSerializer, MovimientosSerializer


class ExpedienteAmpliadoSerializer(ExpedienteSerializer):
    """One case with what was asked for in `expand`; of the lists, the first page."""

    movimientos = MovimientosSerializer(required=False)
    documentos = DocumentosSerializer(required=False)
    plazos = PlazosDeExpedienteSerializer(required=False)
