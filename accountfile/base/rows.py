"""The base of every row: what is true of any value, whichever door it comes in by.

Texts are tidied, and no number, date or text is longer or larger than its column holds on every
database: that holds at each ``save`` and in the bulk writers. What the values of a row say
together, and which rows it may be beside, is judged in ``clean`` by forms, the admin and restoring;
an import asks for ``judge``, which needs no database.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial, reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accountfile.base.clock import last_day_begun
from accountfile.base.text import cut, one_line, several_lines, tidied

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONG_AGO = date(1000, 1, 1)  # for what may have happened long before anybody here was born
NOTHING = models.Q(pk__in=[])
DIGITS = 15  # a number of more digits comes back from SQLite as another one
LARGEST = {
    "PositiveSmallIntegerField": (0, 32_767),
    "SmallIntegerField": (-32_768, 32_767),
    "PositiveIntegerField": (0, 2_147_483_647),
    "IntegerField": (-2_147_483_648, 2_147_483_647),
}


class RowQuerySet(models.QuerySet):
    """Writes many rows by the same rules as one."""

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        if self._has_rules():
            self.model.tidy_all(objs)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        if self._has_rules():
            self.model.tidy_all(objs, names=fields)
        return super().bulk_update(objs, fields, *args, **kwargs)

    def update(self, **values):
        if self._has_rules():
            for attname, tidy in _tidiers(self.model):
                if isinstance(values.get(attname), str):
                    values[attname] = tidy(values[attname])
            if found := self.model.faults_in(values):
                raise ValidationError(found)
        return super().update(**values)

    def _has_rules(self):
        # A migration has the model of its day, which has columns and nothing else.
        return issubclass(self.model, Row)


class Row(models.Model):
    """A row whose texts are tidy and whose values fit their columns."""

    # Fields whose text the product makes up: cut to their column instead of refused.
    derived: tuple = ()
    lines: tuple = ()  # short texts that may have several lines: their breaks stay
    long_ago: tuple = ()  # dates that may lie centuries back
    bounds: dict = {}  # {field: (least, most)} of numbers that mean less than their column holds
    months: tuple = ()  # dates that name a month: its first day is stored
    happened: dict = {}  # {date of what has happened: the sentence about a day still to come}
    as_of = None  # the day it is for whoever changes the row; None: the last begun anywhere

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True

    def tidy(self):
        """Write each text in one way; a model with more to straighten extends this."""
        values = self.__dict__
        for attname, tidy in _tidiers(type(self)):
            value = values.get(attname)
            if value:
                values[attname] = tidy(value)
        for name in self.months:
            if isinstance(values.get(name), date):
                values[name] = values[name].replace(day=1)

    @classmethod
    def tidy_all(cls, rows, names=None):
        """Tidy rows that are written together, and refuse the first that breaks a rule."""
        for row in rows:
            row.tidy()
            row.refuse_faults(names)

    def faults(self, names=None):
        """Return ``{field: sentence}`` for each value that its column cannot hold everywhere."""
        values = self.__dict__
        if names is not None:
            values = {name: value for name, value in values.items() if name in names}
        return self.faults_in(values)

    @classmethod
    def faults_in(cls, values):
        """Return the faults of these values by attribute, whether or not they are in a row yet."""
        found = {}
        for name, fault_of in _checks(cls):
            value = values.get(name)
            if value is not None and (sentence := fault_of(value)):
                found[name] = sentence
        return found

    def refuse_faults(self, names=None):
        if found := self.faults(names):
            raise ValidationError(found)

    def clean_fields(self, exclude=None):
        self.tidy()
        errors = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as refusal:
            errors = refusal.update_error_dict(errors)
        for name, sentence in self.faults().items():
            if name not in errors and name not in (exclude or ()):
                errors[name] = [sentence]
        if errors:
            raise ValidationError(errors)

    def contradictions(self):
        """Return ``{field: sentence}`` of values that cannot be true together; pure."""
        return {}

    def twins(self):
        """Return ``[(field, condition, sentence)]``: the rows that this one cannot be beside.

        The sentence may name the other row: ``{twin}``.
        """
        return []

    def same_again(self):
        """Return the condition of every row that this one cannot be beside."""
        values = [{name: getattr(self, name) for name in names} for names in _unique(type(self))]
        found = [models.Q(**each) for each in values if None not in each.values()]
        return reduce(or_, [*found, *(condition for _, condition, _ in self.twins())], NOTHING)

    def judge(self):
        """Return ``{field: sentence}`` of what is wrong among the values of this row."""
        today, found = self.as_of or last_day_begun(), {}
        for name, sentence in self.happened.items():
            day = getattr(self, name)
            if isinstance(day, date) and day > today:
                found[name] = sentence
        return found | self.contradictions()

    def clean(self):
        super().clean()
        if found := self.judge():
            raise ValidationError(found)
        for name, condition, sentence in self.twins():
            others = type(self)._base_manager.filter(condition).exclude(pk=self.pk)
            if twin := others.first():
                raise ValidationError({name: sentence.format(twin=twin)})

    def save(self, *args, known=None, **kwargs):
        """Save by the rules; what is ``known`` to be stored already is not judged again."""
        self.tidy()
        names = kwargs.get("update_fields")
        if known is not None:
            names = [name for name, value in known.items() if self.__dict__.get(name) != value]
        self.refuse_faults(names)
        super().save(*args, **kwargs)


@cache
def _tidiers(model):
    """Return (attribute, function) for each column of a model that holds text."""
    found = []
    for field in model._meta.concrete_fields:
        if field.choices or isinstance(field, models.FileField):
            continue
        if isinstance(field, models.JSONField):
            found.append((field.attname, tidied))
        elif isinstance(field, models.TextField):
            found.append((field.attname, partial(_text, several_lines)))
        elif isinstance(field, models.CharField):
            found.append((field.attname, partial(_text, _line_of(model, field))))
    return found


@cache
def _unique(model):
    """Return the columns that the database holds unique, each alone or several together."""
    kind = models.UniqueConstraint
    together = [each for each in model._meta.constraints if isinstance(each, kind)]
    found = [each.fields for each in together if each.fields and not each.condition]
    found += [[each.name] for each in model._meta.concrete_fields if each.unique]
    columns = [[model._meta.get_field(name) for name in names] for names in found]
    return [
        [each.attname for each in several] for several in columns if several[0] != model._meta.pk
    ]


def _line_of(model, field):
    if field.name == "currency":
        return lambda text: one_line(text).upper()
    if field.name in model.lines:
        return lambda text: several_lines(text).strip()
    if field.name in model.derived:
        return lambda text: cut(one_line(text), field.max_length)
    return one_line


def _text(tidy, value):
    return tidy(value) if isinstance(value, str) else value


@cache
def _checks(model):
    """Return (name, function that returns a sentence or nothing) for each column with bounds; none
    is a pointer.
    """
    found = []
    for field in model._meta.concrete_fields:
        if not field.is_relation and (fault_of := _check(model, field)):
            found.append((field.name, fault_of))
    return found


def _check(model, field):
    if isinstance(field, models.DateField):
        return partial(date_fault, earliest=earliest(model, field))
    if limits := number_bounds(model, field):
        least, most = limits
        return partial(number_fault, least=least, most=most)
    if isinstance(field, models.CharField) and field.name == "currency":
        return currency_fault
    if isinstance(field, models.CharField | models.TextField) and field.max_length:
        return partial(length_fault, most=field.max_length)
    return None


def earliest(model, field):
    """Return the first day that a date of a row may be."""
    return LONG_AGO if field.name in getattr(model, "long_ago", ()) else EARLIEST


def number_bounds(model, field):
    """Return the least and the largest number that a field takes, or None for a field that takes
    none.

    Every database gives a number within them back unchanged; the field's own validators may narrow
    them.
    """
    if not (column := column_bounds(field)):
        return None
    least, most = column
    own = getattr(model, "bounds", {}).get(field.name, (least, most))
    lower = max([least, own[0], *_limits(field, MinValueValidator)])
    upper = min([most, own[1], *_limits(field, MaxValueValidator)])
    return lower, upper


def column_bounds(field):
    """Return the least and the largest number that the column of a field holds everywhere, or
    None.
    """
    if isinstance(field, models.DecimalField):
        most = (Decimal(10) ** min(field.max_digits, DIGITS) - 1).scaleb(-field.decimal_places)
        return -most, most
    return LARGEST.get(field.get_internal_type())


def _limits(field, kind):
    limits = [each.limit_value for each in field._validators if isinstance(each, kind)]
    return [Decimal(str(limit)) if isinstance(limit, float) else limit for limit in limits]


def date_fault(value, *, earliest=EARLIEST):
    """Say what is wrong with a date, or nothing."""
    day = value.date() if isinstance(value, datetime) else value
    if not isinstance(day, date) or earliest <= day <= LATEST:
        return ""
    if day.year < 100:
        return f"Give the year with four digits, such as {day.year + 2000}."
    return f"Choose a day between {earliest.year} and {LATEST.year}."


def number_fault(value, *, least, most):
    """Say what is wrong with a number, or nothing."""
    if not isinstance(value, int | float | Decimal):
        return ""
    if isinstance(value, Decimal) and not value.is_finite():
        return "Give a number."
    return "" if least <= value <= most else f"Give a number between {least:,} and {most:,}."


def length_fault(value, *, most):
    """Say that a text is too long for its column, or nothing."""
    length = len(value) if isinstance(value, str) else 0
    return f"Use at most {most:,} characters; these are {length:,}." if length > most else ""


def currency_fault(value):
    """Say that a currency is not three letters, or nothing."""
    good = not value or (len(value) == 3 and value.isascii() and value.isalpha())
    return "" if good else "Give the three letters of the currency, such as EUR."
