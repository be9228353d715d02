"""A Redis cache that the site can do without: while Redis is away every key is missing, and no page fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

registro = logging.getLogger(__name__)

ESPERA = 0.5  # seconds for Redis to connect or answer


def _answering(metodo: Callable[..., Any], respuesta: Callable[..., Any]) -> Callable[..., Any]:
    """`metodo`, with `respuesta` of the same arguments in its place when Redis does not answer."""

    def llamar(self: RedisCacheClient, *args: Any, **kwargs: Any) -> Any:
        try:
            return metodo(self, *args, **kwargs)
        except RedisError as error:
            registro.warning("Redis no responde (%s); se sigue sin caché", type(error).__name__)
            return respuesta(*args, **kwargs)

    return llamar


class _Cliente(RedisCacheClient):
    """What each operation says while Redis is away; `add` says yes, so that a lock in the cache holds nobody up."""

    add = _answering(RedisCacheClient.add, lambda *a: True)
    get = _answering(RedisCacheClient.get, lambda key, default: default)
    get_many = _answering(RedisCacheClient.get_many, lambda keys: {})
    set = _answering(RedisCacheClient.set, lambda *a: None)
    set_many = _answering(RedisCacheClient.set_many, lambda *a: None)
    touch = _answering(RedisCacheClient.touch, lambda *a: False)
    has_key = _answering(RedisCacheClient.has_key, lambda key: False)
    incr = _answering(RedisCacheClient.incr, lambda key, delta: delta)
    delete = _answering(RedisCacheClient.delete, lambda key: False)
    delete_many = _answering(RedisCacheClient.delete_many, lambda keys: None)
    clear = _answering(RedisCacheClient.clear, lambda: False)


class RedisPrescindible(RedisCache):
    """Django's Redis cache: one short try for each operation, and life goes on without it."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        opciones = {"socket_connect_timeout": ESPERA, "socket_timeout": ESPERA, "retry": Retry(NoBackoff(), 0)}
        super().__init__(server, params | {"OPTIONS": opciones | params.get("OPTIONS", {})})
        self._class = _Cliente
