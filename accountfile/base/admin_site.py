"""Django's admin as this product uses it: for people and reference lists, never a window into the
files.
"""

from collections import Counter

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class CountsRelatedRows:
    """Deleting something says how many rows depend on it, not which: they may belong to files
    closed to the reader.
    """

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        # What is chosen itself stands at the top; what hangs on it is a list below it, and counted
        # beside.
        chosen = [each for each in deleted if not isinstance(each, list)]
        kinds = Counter(str(each).partition(":")[0] for each in protected)
        return (
            chosen,
            counts,
            lacking,
            [f"{kind}: {number}" for kind, number in sorted(kinds.items())],
        )


class Administration(AdminSite):
    """The site that every registered list becomes part of."""

    site_header = site_title = "Account File: administration"
    index_title = "People and reference lists"

    def register(self, model_or_iterable, admin_class=None, **options):
        admin_class = type(
            admin_class.__name__, (CountsRelatedRows, admin_class), {"__module__": __name__}
        )
        super().register(model_or_iterable, admin_class, **options)


class AdministrationConfig(AdminConfig):
    default_site = "accountfile.base.admin_site.Administration"
