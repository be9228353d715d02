"""The addresses of the product and, beside them, those of the floors."""

from django.urls import include, path

from bench import pisos

urlpatterns = [
    path("piso/", pisos.InsertarView.as_view()),
    path("piso/lista/", pisos.ListaView.as_view()),
    path("piso/<int:pk>/", pisos.LeerView.as_view()),
    path("", include("config.urls")),
]
