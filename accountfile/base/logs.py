"""How the product writes its log: to standard output, without the links that let somebody in."""


def plain_log(level):
    """Return the logging of every process, from this level up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
        },
        "filters": {"links": {"()": "accountfile.base.links.WithoutLinks"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "plain",
                "filters": ["links"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # They say "Ignored …" for every print rule they do not know.
            **{name: {"level": "ERROR"} for name in ("weasyprint", "fontTools")},
            "matplotlib": {"level": "WARNING"},
        },
    }
