"""The applicant's own page: her cases, those that she adds by their key, a copy of everything, and the way out."""

from __future__ import annotations

from functools import wraps
from tempfile import SpooledTemporaryFile
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from config import reloj
from portal.forms.cuenta import BorrarForm, ReclamarForm
from portal.llaves import get_cuenta
from portal.puerta import Vista, puerta
from solicitudes.actor import actor_for_cuenta
from solicitudes.consumo import has_clientes
from solicitudes.copia import write_copia
from solicitudes.selectors import list_solicitudes
from solicitudes.services.cuenta import CuentaConCargoError, ReclamadaPorOtraCuentaError, ReclamoInvalidoError, borrar_cuenta, reclamar

POR_PAGINA = 20
#: Up to here a copy is made in memory; beyond, on the disk.
EN_MEMORIA = 4 * 1024 * 1024


def con_cuenta(vista: Vista) -> Vista:
    """Give the view the account that is signed in; anybody else signs in and comes back. An official who came by the directory of her
    institution types her own password first."""

    @wraps(vista)
    def signed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("portal:cuenta"))
        titular = get_cuenta(request)
        if titular is None:
            return render(request, "portal/cuenta/por_directorio.html", status=403)
        return vista(request, *args, titular=titular, **kwargs)

    return signed


@puerta(leer="consultar", enviar="consultar", privada=True)
@con_cuenta
def cuenta(request: HttpRequest, *, titular: int) -> HttpResponseBase:
    """«Mis solicitudes»; a POST adds the cases of a filing that was made without the account."""
    formulario = ReclamarForm(request.POST if request.method == "POST" else None)
    if formulario.is_bound and formulario.is_valid():
        try:
            reclamar(cuenta=titular, **formulario.cleaned_data)
            return redirect("portal:cuenta")
        except (ReclamoInvalidoError, ReclamadaPorOtraCuentaError) as problema:
            formulario.add_error(None, problema.tell(gettext))
    pagina = Paginator(list_solicitudes(actor=actor_for_cuenta(titular)), POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request, "portal/cuenta/mia.html", {"formulario": formulario, "pagina": pagina, "integra": has_clientes(persona_id=titular)}
    )


@puerta(leer="consultar", privada=True)
@con_cuenta
def copia(request: HttpRequest, *, titular: int) -> HttpResponseBase:
    """Everything in one ZIP: to keep, or to take elsewhere."""
    archivo = SpooledTemporaryFile(max_size=EN_MEMORIA)  # noqa: SIM115  # the response closes it once it is sent
    try:
        write_copia(archivo, cuenta=titular, ahora=reloj.ahora())
    except Exception:
        archivo.close()
        raise
    archivo.seek(0)
    return FileResponse(archivo, as_attachment=True, filename="mis-datos.zip", content_type="application/zip")


@puerta(leer="consultar", enviar="actuar", privada=True)
@con_cuenta
@reauthentication_required
def borrar(request: HttpRequest, *, titular: int) -> HttpResponseBase:
    """Erase the account, after reading what goes and what stays and typing the password again."""
    formulario = BorrarForm(request.POST if request.method == "POST" else None)
    if formulario.is_bound and formulario.is_valid():
        try:
            borrar_cuenta(cuenta=titular)
        except CuentaConCargoError as problema:
            return render(request, "portal/cuenta/borrar.html", {"formulario": formulario, "problema": problema}, status=problema.estatus)
        logout(request)
        return redirect("portal:cuenta_borrada")
    return render(request, "portal/cuenta/borrar.html", {"formulario": formulario})


@puerta(privada=True)
def borrada(request: HttpRequest) -> HttpResponseBase:
    """It is done, and how to go on without it."""
    return render(request, "portal/cuenta/borrada.html")
