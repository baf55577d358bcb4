"""How templates are read: their indentation is for those who write them, and is not sent."""

import re

from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """Reads our templates, the HTML ones without the blanks at the beginning of each line.

    A quarter of a file page was indentation. What people have typed is put in later and keeps its
    blanks.
    """

    def get_contents(self, origin):
        contents = super().get_contents(origin)
        return INDENTATION.sub("", contents) if origin.name.endswith(".html") else contents


LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        ["accountfile.base.templates.Loader", "django.template.loaders.app_directories.Loader"],
    )
]
