"""Who works in the database of the measures: an officer of the body with most cases, and the regulator, both signed in."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from solicitudes.actor import Actor, actor_for_persona
from solicitudes.models import Cargo, Institucion, Persona, Unidad
from workflow.roles import Rol


@dataclass(frozen=True, slots=True)
class Miembro:
    """Somebody, and the cookie of her session."""

    actor: Actor
    cookie: str


def hire_oficial(institucion: Institucion, *, hoy: date) -> Miembro:
    """An officer of the information unit of `institucion`."""
    unidad = Unidad.objects.get(institucion=institucion, clase=Unidad.Clase.INFORMACION)
    return _hire("oficial", Rol.OFICIAL, unidad, hoy)


def hire_reguladora(*, hoy: date) -> Miembro:
    """Somebody of the regulator, who sees every case."""
    return _hire("reguladora", Rol.REGULADOR, None, hoy)


def _hire(usuario: str, rol: Rol, unidad: Unidad | None, hoy: date) -> Miembro:
    persona = Persona.objects.create(username=usuario, email=f"{usuario}@institucion.example")
    Cargo.objects.create(persona=persona, unidad=unidad, rol=rol, desde=date(2009, 4, 23))
    sesion = SessionStore()
    sesion[SESSION_KEY] = str(persona.pk)
    sesion[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesion[HASH_SESSION_KEY] = persona.get_session_auth_hash()
    record_authentication(SimpleNamespace(session=sesion), persona, method="mfa")  # as whoever gave her code when she signed in
    sesion.create()
    return Miembro(actor_for_persona(persona, hoy=hoy), f"{settings.SESSION_COOKIE_NAME}={sesion.session_key}")
