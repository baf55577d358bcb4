"""The cache of an installation: quick when the broker is there, merely empty when it is not."""

import functools
import logging
import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
SAY_SO_EVERY = 60  # seconds
REST = 5  # seconds; a page that asks ten times must not wait for ten time-outs


class Broker:
    """What this process knows of the broker: when it may be asked again, when its absence was last
    logged.
    """

    rests_until = 0.0
    said_at = float("-inf")

    @classmethod
    def is_away(cls, error):
        """Leave the broker alone for a moment, and say so once a minute."""
        now = time.monotonic()
        cls.rests_until = now + REST
        if now - cls.said_at >= SAY_SO_EVERY:
            cls.said_at = now
            log.warning("the cache does not answer (%s); going on without it", error)


def forgiving(name, empty):
    """Return Django's cache operation of that name, which answers like an empty cache while the
    broker is away.
    """
    asked = getattr(RedisCache, name)

    @functools.wraps(asked)
    def operation(self, *args, **kwargs):
        if time.monotonic() >= Broker.rests_until:
            try:
                return asked(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                Broker.is_away(error)
        return empty(*args, **kwargs)

    return operation


def no_such_key(key, *args, **kwargs):
    """Say what Django's caches say when somebody counts up a key that is not there."""
    raise ValueError(f"Key '{key}' not found.")


class ForgivingRedisCache(RedisCache):
    """A Redis cache whose outage makes pages slower and never makes them fail."""

    get = forgiving("get", lambda key, default=None, version=None: default)
    get_many = forgiving("get_many", lambda *args, **kwargs: {})
    has_key = forgiving("has_key", lambda *args, **kwargs: False)
    # True, as an empty cache would say: a lock that nobody can take must not stop the work.
    add = forgiving("add", lambda *args, **kwargs: True)
    set = forgiving("set", lambda *args, **kwargs: None)
    set_many = forgiving("set_many", lambda data, *args, **kwargs: list(data))
    touch = forgiving("touch", lambda *args, **kwargs: False)
    incr = forgiving("incr", no_such_key)
    delete = forgiving("delete", lambda *args, **kwargs: False)
    delete_many = forgiving("delete_many", lambda *args, **kwargs: None)
    clear = forgiving("clear", lambda *args, **kwargs: False)
