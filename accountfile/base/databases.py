"""How the product speaks with its database, whichever of the two it is."""

SQLITE = {
    # Measured: without IMMEDIATE one write in thirty is lost to "database is locked" with four
    # writers.
    "transaction_mode": "IMMEDIATE",
    # A large import holds the one write lock for half a minute; pages that note something wait for
    # it.
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
}


def tuned(database):
    """Return what an address said of a database, with what its kind needs to serve many at once."""
    if database["ENGINE"].endswith("sqlite3"):
        return database | {"OPTIONS": SQLITE}
    return database | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
