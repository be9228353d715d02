"""The addresses of the directory: its sign-in and its OpenID provider."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("cuentas/", include("allauth.account.urls")), path("", include("allauth.idp.urls"))]
