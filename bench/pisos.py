"""The floors: what the same framework, server and database do when there is nothing else to do.

Nobody signs in, nothing is limited, filtered or validated beyond the types of the columns.
"""

from django.db import connection
from rest_framework import generics, permissions, serializers

from bench.models import Fila

#: How many rows a list shows, here and in the product.
PAGINA = 50


class FilaSerializer(serializers.ModelSerializer):
    class Meta:
        model = Fila
        fields = "__all__"


class _Desnuda:
    authentication_classes = ()
    permission_classes = (permissions.AllowAny,)
    throttle_classes = ()
    filter_backends = ()
    pagination_class = None
    serializer_class = FilaSerializer
    queryset = Fila.objects.order_by("-pk")


class InsertarView(_Desnuda, generics.CreateAPIView):
    """One INSERT of one row."""


class LeerView(_Desnuda, generics.RetrieveAPIView):
    """One row by its primary key."""


class ListaView(_Desnuda, generics.ListAPIView):
    """The last fifty rows."""

    def get_queryset(self):
        return super().get_queryset()[:PAGINA]


def fill_piso() -> None:
    """As many rows as there are cases, with their texts."""
    columnas = "folio, tipo, descripcion, forma_entrega, regimen, estado, fecha_hora_presentacion, fecha_hora_original, version, cabeza"
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_fila RESTART IDENTITY")
        cursor.execute(
            f"INSERT INTO bench_fila (institucion, fecha_vencimiento, {columnas}) "
            f"SELECT institucion_nombre, fecha_vencimiento, {columnas} FROM solicitudes_solicitud ORDER BY id"
        )
        cursor.execute("VACUUM ANALYZE bench_fila")
