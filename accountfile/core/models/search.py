"""One table of everything that can be found, written in the transaction of the row it points at."""

import unicodedata
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection, models, transaction
from django.db.models import Case, Q, When

from accountfile.base.rows import Row, RowQuerySet
from accountfile.core import sections
from accountfile.core.models.change import for_reader


def plain(text):
    """Return the text as search compares it: no accents, no case, single blanks."""
    letters = str(text)
    if (
        not letters.isascii()
    ):  # most texts are, and half a million of them are compared when a company moves in
        letters = "".join(
            c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)
        )
    return " ".join(letters.casefold().split())


# Letters that no accent makes, so that Unicode takes them apart into nothing plainer: what a
# keyboard without them types. The last are apostrophes that count as letters.
PLAIN_FORMS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ȷ": "j",
        "ŋ": "n",
        "ə": "e",
    }
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij", "ĸ": "k"}
    | dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ee\ua78c", "'")
)


def folded(text):
    """Return the words of a text as search compares them, apart by single blanks: plain letters and
    figures alone.

    It serves search, never identity: two names may be folded into one.
    """
    letters = plain(text)
    if not letters.isascii():
        letters = letters.translate(PLAIN_FORMS)
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def terms_of(words):
    """Return the words that are looked for, at most eight."""
    return folded(words).split()[:8]


MANY = 2000  # finds that are put in order in full
LOOKED_AT = 200  # finds of a kind among more than that


class SearchEntryQuerySet(RowQuerySet):
    def readable_by(self, user):
        """Leave out what stands in files this person may not open, and what is private and not for
        them.
        """
        if user.sees_everything:
            return self
        # By name, as the account's own module needs this one.
        accounts = apps.get_model("core.Account").objects.visible_to(user)
        return self.filter(for_reader(user), account__in=accounts)

    def matching(self, words):
        """Return the entries that have every word, or a word that begins with it."""
        terms = terms_of(words)
        if not terms:
            return self.none()
        if connection.vendor == "postgresql":
            return self._indexed(terms, "words")
        return self.filter(has_every(terms, "words"))

    def _indexed(self, terms, column):
        query = SearchQuery(
            " & ".join(f"{term}:*" for term in terms), search_type="raw", config="simple"
        )
        return self.alias(vector=SearchVector(column, config="simple")).filter(vector=query)

    def best_first(self, words):
        """Put first what is called so, then what begins so, then what has every word in its name,
        then the rest.

        Among equals the kinds that people look for come first, then the names in their order.
        """
        terms = terms_of(words)
        if not terms:
            return self
        name = " ".join(terms)
        rank = Case(
            When(name=name, then=0),
            When(name__startswith=name, then=1),
            When(has_every(terms, "name"), then=2),
            default=3,
        )
        return self.order_by(rank, "place", "name", "pk")

    def best(self, words, most):
        """Return at most so many of the entries that fit these words, the best first.

        Where more than MANY fit, those with the words in their names come first as ever; of the
        texts alone some of each kind are looked at, as half a million cannot be put in order while
        somebody waits.
        """
        if connection.vendor != "postgresql":
            return list(self.matching(words).best_first(words)[:most])
        with _by_index():
            fitting = self.matching(words)
            if fitting.order_by().values("pk")[MANY : MANY + 1]:
                return self._best_of_many(terms_of(words), most)
            return list(fitting.best_first(words)[:most])

    def _best_of_many(self, terms, most):
        name = " ".join(terms)
        begins = Q(name__startswith=name)
        exact_first = Case(When(name=name, then=0), default=1)
        begun = self.filter(begins).order_by(exact_first, "place", "name", "pk")
        found = list(begun.values_list("pk", flat=True)[:most])
        named = self._indexed(terms, "name").exclude(begins)
        others = self._indexed(terms, "words").exclude(has_every(terms, "name"))
        for rest in (named, others):
            if len(found) < most:
                found += rest._some_of_each_kind()[: most - len(found)]
        rows = self.in_bulk(found)
        return [rows[pk] for pk in found]

    def _some_of_each_kind(self):
        """Return the numbers of some entries in the order of their kinds, then of their names."""
        rows = self.order_by().values_list("place", "name", "pk")
        first, *others = [
            rows.filter(place=place)[:LOOKED_AT] for place in range(sections.LAST_PLACE + 1)
        ]
        # The database goes through the kinds one after the other, and stops at the last row that is
        # wanted.
        return [pk for _, _, pk in sorted(first.union(*others, all=True)[:LOOKED_AT])]


@contextmanager
def _by_index():
    """Let PostgreSQL find words by their index alone: it does not know what taking half a million
    texts apart costs.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        yield
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather TO DEFAULT")


def has_every(terms, column):
    """Return the condition that a column of folded words has, for every term, a word that begins
    with it.
    """
    every = Q()
    for term in terms:
        every &= Q(**{f"{column}__startswith": term}) | Q(**{f"{column}__contains": f" {term}"})
    return every


class SearchEntry(Row):
    """Where one row can be found: its title, its words, its account."""

    account = models.ForeignKey(
        "core.Account", models.CASCADE, null=True, related_name="search_entries"
    )
    model = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=250)
    name = models.CharField("title, folded", max_length=250, default="")
    place = models.PositiveSmallIntegerField("place of its kind", default=sections.LAST_PLACE)
    text = models.TextField(blank=True)
    words = models.TextField()
    audience = models.CharField(max_length=10, default="internal")
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SearchEntryQuerySet.as_manager()
    derived = ("kind", "title", "name")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "row_id"], name="search_one_entry_a_row")
        ]

    def __str__(self):
        return self.title


def entry_for(row):
    """Return the unsaved entry of a row, or None where its model is not searchable."""
    how = sections.searchable(type(row))
    if how is None:
        return None
    title = how.title(row)
    text = how.text(row)
    kind = str(row._meta.verbose_name)
    return SearchEntry(
        account_id=row.file_id,
        model=row._meta.label_lower,
        row_id=row.pk,
        kind=kind[:1].upper() + kind[1:],
        title=title,
        name=folded(title),
        place=how.place,
        text=text[:2000],
        words=folded(f"{title} {text}")[:8000],
        audience=row.audience,
        about_id=row.about_id,
    )


def index_rows(rows):
    """Write the search entries of these rows, replacing the ones they had."""
    entries = [entry for row in rows if (entry := entry_for(row))]
    if entries:
        SearchEntry.objects.bulk_create(
            entries,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["model", "row_id"],
            update_fields=[
                "account",
                "kind",
                "title",
                "name",
                "place",
                "text",
                "words",
                "audience",
                "about",
            ],
        )


def unindex_rows(rows):
    """Take these rows (all of one model) out of the search."""
    ids = [row.pk for row in rows]
    if ids and sections.searchable(type(rows[0])):
        entries = SearchEntry.objects.filter(model=rows[0]._meta.label_lower)
        # In parts: SQLite takes no more than so many values in one statement.
        for start in range(0, len(ids), 500):
            entries.filter(row_id__in=ids[start : start + 500]).delete()
