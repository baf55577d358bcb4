"""The anatomy of every list: filter, chips, sort, count, page, chosen columns, totals, export of
exactly this view.
"""

from dataclasses import dataclass, field

from django.db.models import F, QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_filters import FilterSet
from django_tables2 import RequestConfig

from accountfile.core.kept import kept, stamp
from accountfile.core.models import Columns
from accountfile.pages.exports import TYPES, export

PER_PAGE = 50


@dataclass
class Empty:
    """What an empty list says: what it is for, and the first step."""

    title: str
    text: str
    url: str = ""
    verb: str = ""


@dataclass
class Chip:
    """One filter in force, with the address of the list without it."""

    label: str
    value: str
    url: str


class Counted:
    """A query of which it is known already how many rows it has."""

    def __init__(self, rows, number, keep):
        self.rows, self.number, self.keep = rows, number, keep

    def __getattr__(self, name):
        return getattr(self.rows, name)

    def __iter__(self):
        return iter(self.rows)

    def __getitem__(self, page):
        return self.rows[page]

    def count(self):
        return self.number

    def order_by(self, *orders):
        return type(self)(
            self.rows.order_by(*orders),
            self.number,
            self.keep,
        )


class InTwoSteps(Counted):
    """A query whose rows are sorted by their keys alone and only those of one page fetched whole.

    Sorting twenty thousand whole rows to show fifty costs the database ten times as much.
    """

    def order_by(self, *orders):
        return InTwoSteps(
            self.rows.order_by(*map(missing_last, orders), "pk"), self.number, self.keep
        )

    def __getitem__(self, page):
        keys = self.keep(
            ("keys", page.start, page.stop),
            lambda: list(self.rows.values_list("pk", flat=True)[page]),
        )
        # Whatever is kept, only rows that the reader may see at this moment are shown.
        found = {row.pk: row for row in self.rows.order_by().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]


def missing_last(order):
    """Return an order in which rows without a value come after all others, upwards and
    downwards.
    """
    if not isinstance(order, str):
        return order
    if order[0] == "-":
        return F(order[1:]).desc(nulls_last=True)
    return F(order).asc(nulls_last=True)


def narrowed(found):
    """Return the rows that a filter set finds: none where it says something that nobody can make
    sense of.

    All rows would pass for the answer to what was asked.
    """
    if found.is_valid():
        return found.qs
    return found.queryset.none()


@dataclass
class Surroundings:
    """What stands around the rows of a list: how many there are, what they add up to, the filters
    as drawn.
    """

    count: int
    totals: list
    filters: str


@dataclass
class ListPage:
    """One list page: rows that are already visible to the reader, a table class, perhaps a filter
    set.

    ``name`` is the key under which the reader's columns are remembered and the stem of an export's
    file name. ``indexed`` says that the list's own order needs no sorting: an index has it, or the
    rows are few. ``totals(rows)`` may return ``[(label, value, what it adds up)]`` for the whole
    filtered list. ``kept`` says that count, totals and filters change with the files alone, and
    need not be worked out on every look.
    """

    name: str
    title: str
    table: type
    empty: Empty
    filters: type | None = None
    template: str = "pages/list.html"
    totals: object = None
    decorate: object = None
    indexed: bool = False
    kept: bool = False
    context: dict = field(default_factory=dict)

    def answer(self, request, rows, **extra):
        """Return the page, or its export when ``?export=csv`` or ``xlsx`` is asked for."""
        found = self._filter(request, rows) if self._is_narrowed(request) else None
        unreadable = found is not None and not found.is_valid()
        rows = rows if found is None else narrowed(found)
        table = self.table(
            rows,
            exclude=self._hidden(request),
            empty_text="",
        )
        kind = request.GET.get("export")
        if kind in TYPES and not unreadable:
            RequestConfig(request, paginate=False).configure(table)
            return export(
                table.as_values(exclude_columns=getattr(table, "not_exported", ())), kind, self.name
            )
        keep = self._keeping(request)
        around = keep("around", lambda: self._surroundings(request, found, rows))
        if isinstance(rows, QuerySet):
            in_order = self.indexed and found is None and not request.GET.get("sort")
            paged = Counted if in_order else InTwoSteps
            table.data.data = paged(table.data.data, around.count, keep)
        RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
        if self.decorate:
            self.decorate(request, [row.record for row in table.paginated_rows])
        return render(
            request,
            self.template,
            self._context(request, table, found, around) | extra,
        )

    def _filter(self, request, rows):
        return self.filters(request.GET, queryset=rows, request=request)

    def _is_narrowed(self, request):
        """Say whether the address names a filter, or the list has one that works unasked."""
        if self.filters is None:
            return False
        by_itself = self.filters.filter_queryset is not FilterSet.filter_queryset
        return by_itself or not self.filters.base_filters.keys().isdisjoint(request.GET)

    def _keeping(self, request):
        """Return what keeps the parts of this list from one look to the next, or merely makes them
        each time.
        """
        if not self.kept:
            return lambda part, make: make()
        mark = stamp(request.user)
        asked = sorted(
            (name, values)
            for name, values in request.GET.lists()
            if name not in ("page", "columns")
        )
        return lambda part, make: kept(
            mark,
            ("list", self.name, request.path, asked, part),
            make,
        )

    def _surroundings(self, request, found, rows):
        count = rows.count() if isinstance(rows, QuerySet) else len(rows)
        totals = list(self.totals(rows)) if self.totals and count else []
        drawn = ""
        if self.filters:
            if found is None:
                found = self._filter(request, rows)
            drawn = render_to_string("pages/_filters.html", {"filter": found}, request)
        return Surroundings(count, totals, drawn)

    def _context(self, request, table, found, around):
        return {
            "title": self.title,
            "list_name": self.name,
            "table": table,
            "count": around.count,
            "filters": around.filters,
            "chips": list(self._chips(request, found)),
            "empty": self.empty,
            "unreadable": found is not None and not found.is_valid(),
            "totals": around.totals,
            "columns": self._columns(table),
            "exports": [(each.upper(), self._address(request, export=each)) for each in TYPES],
            "clear_url": request.path,
            **self.context,
        }

    def _chips(self, request, found):
        if found is None or not found.is_valid():
            return
        for name, value in found.form.cleaned_data.items():
            if name not in request.GET or value in (None, "", [], False):
                continue
            field = found.form.fields[name]
            if hasattr(value, "label"):
                shown = value.label
            else:
                shown = dict(getattr(field, "choices", ())).get(value, value)
            without = self._address(request, **{name: None})
            yield Chip(
                field.label or name,
                str(shown),
                without,
            )

    def _hidden(self, request):
        theirs = Columns.objects.filter(person=request.user, table=self.name)
        chosen = theirs.values_list("names", flat=True).first()
        optional = getattr(self.table, "optional", ())
        # Who has chosen no column at all has chosen too.
        if chosen is None:
            return getattr(self.table, "hidden_at_first", ())
        return [name for name in optional if name not in chosen]

    def _columns(self, table):
        optional = getattr(self.table, "optional", ())
        shown = {column.name for column in table.columns}
        columns = []
        for name in optional:
            label = self.table.base_columns[name].verbose_name or name
            columns.append((name, label, name in shown))
        return columns

    @staticmethod
    def _address(request, **changes):
        query = request.GET.copy()
        query.pop("page", None)
        query.pop("export", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        if query:
            return f"{request.path}?{query.urlencode()}"
        return request.path


@require_POST
def choose_columns(request, table):
    """Remember which columns this person wants in this list, and go back to it."""
    names = [name for name in request.POST.getlist("columns") if len(name) <= 60][:60]
    Columns.objects.update_or_create(
        person=request.user, table=table[:60], defaults={"names": names}
    )
    return HttpResponseRedirect(safe_next(request, request.POST.get("next")))


def safe_next(request, address, fallback="/"):
    """Return an address of this site, or the fallback."""
    hosts = {request.get_host()}
    good = url_has_allowed_host_and_scheme(address or "", hosts, require_https=request.is_secure())
    if good:
        return address
    return fallback
