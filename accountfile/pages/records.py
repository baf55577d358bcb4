"""Adding, reading, editing and removing the rows of a file: written once here, declared per model
in ``urls.py``.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from accountfile.base.addresses import reverse
from accountfile.pages.record_pages import RecordPages
from accountfile.pages.tables import plain_table


@dataclass
class Records(RecordPages):
    """The pages of one model's rows inside a file: list, add, show, edit, remove.

    ``columns`` names the list's columns (attributes, or ``(heading, accessor)``); ``verb`` labels
    the button that saves a new row; ``prepare(row, request)`` sets what the form does not ask (who
    wrote it) before the first save.
    """

    model: type
    form: type
    columns: tuple
    empty: str
    verb: str
    why: str = ""
    title: str = ""
    slug: str = ""
    right: str = ""
    related: tuple = ()
    filters: type | None = None
    table: type | None = None
    template: str = "pages/record.html"
    prepare: object = None
    removable: bool = True
    show_extra: object = None
    after_save: object = None
    on_section_page: bool = True
    rows: object = field(default=None)

    def __post_init__(self):
        meta = self.model._meta
        self.name = meta.model_name
        self.right = self.right or self.model.right
        self.noun = str(meta.verbose_name)
        self.section = meta.app_label
        self.slug = self.slug or str(meta.verbose_name_plural).replace(" ", "-")
        plural = str(meta.verbose_name_plural)
        self.title = self.title or plural[:1].upper() + plural[1:]

    @property
    def list_name(self):
        return f"{self.section}:{self.name}_list"

    @property
    def urls(self):
        """Return the URL patterns, named ``<model>``, ``<model>_list``, ``_add``, ``_edit`` and
        ``_remove``.
        """
        form_page = require_http_methods(["GET", "HEAD", "POST"])
        every = f"{self.slug}/"
        one = f"{self.slug}/<int:row_id>/"
        found = [
            path(
                every,
                require_safe(self.list),
                name=f"{self.name}_list",
            ),
            path(
                f"{every}add/",
                form_page(self.add),
                name=f"{self.name}_add",
            ),
            path(
                one,
                require_safe(self.show),
                name=self.name,
            ),
            path(
                f"{one}edit/",
                form_page(self.edit),
                name=f"{self.name}_edit",
            ),
        ]
        if self.removable:
            found.append(
                path(
                    f"{one}remove/",
                    form_page(self.remove),
                    name=f"{self.name}_remove",
                )
            )
        return found

    def url(self, what, *args):
        """Return the address of one of the pages: ``""``, ``"list"``, ``"add"``, ``"edit"`` or
        ``"remove"``.
        """
        return reverse(
            f"{self.section}:{self.name}{what and '_' + what}",
            args=args,
        )

    def queryset(self, account):
        """Return the rows of this account's file that the person who fetched it may read."""
        rows = (self.rows(account) if self.rows else self.model._default_manager).select_related(
            *self.related
        )
        if self.model.audience == "private":
            rows = rows.readable_by(account.reader) if account.may_see_private else rows.none()
        return rows.filter(**{self.model.account_path: account})

    def pages(self, account):
        """Return the rows whose own page the reader may open: those of the list, and private ones
        that are for them.
        """
        private = getattr(self.model, "with_private", None)
        if private is None:
            return self.queryset(account)
        rows = private.readable_by(account.reader).select_related(*self.related)
        return rows.filter(**{self.model.account_path: account})

    def table_class(self):
        return self.table or plain_table(self)

    def may_change(self, account):
        return account.may(self.right)


def declared_by(section):
    """Return the Records that a section declares in its ``urls.py``, in that order."""
    name = type(section).__module__.rpartition(".")[0] + ".urls"
    if find_spec(name) is None:
        return []
    return [each for each in vars(import_module(name)).values() if isinstance(each, Records)]
