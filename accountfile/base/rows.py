"""The base of every row: what is true of any value, whichever door it comes in by.

Texts are tidied, and no number, date or text is longer or larger than its column holds on every
database: that holds at each ``save`` and in the bulk writers. What the values of a row say
together, and which rows it may be beside, is judged in ``clean`` by forms, the admin and restoring;
an import asks for ``judge``, which needs no database.
"""

from datetime import date
from functools import cache, partial, reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db import models

from accountfile.base.bounds import check_of
from accountfile.base.clock import last_day_begun
from accountfile.base.text import cut, one_line, several_lines, tidied

NOTHING = models.Q(pk__in=[])


class RowQuerySet(models.QuerySet):
    """Writes many rows by the same rules as one."""

    def locked(self, row):
        """Return one row, given as it was or by its number, as it is now; nobody else changes it
        until the transaction ends.
        """
        # Of its own table alone: PostgreSQL locks no row of an outer join.
        return self.select_for_update(of=("self",)).get(pk=getattr(row, "pk", row))

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        if self._has_rules():
            self.model.tidy_all(objs)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        if self._has_rules():
            self.model.tidy_all(objs, names=fields)
        return super().bulk_update(
            objs,
            fields,
            *args,
            **kwargs,
        )

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
        found = []
        for names in _unique(type(self)):
            values = {name: getattr(self, name) for name in names}
            # Null is unlike any other null.
            if None not in values.values():
                found.append(models.Q(**values))
        found += [condition for _, condition, _ in self.twins()]
        return reduce(or_, found, NOTHING)

    def judge(self):
        """Return ``{field: sentence}`` of what is wrong among the values of this row."""
        today = self.as_of or last_day_begun()
        found = {}
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
            # A row may be older than a rule that it breaks, and is still changed elsewhere.
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
    # One with a condition is the model's to explain, in ``twins``.
    found = [each.fields for each in together if each.fields and not each.condition]
    found += [[each.name] for each in model._meta.concrete_fields if each.unique]
    unique = []
    for names in found:
        columns = [model._meta.get_field(name) for name in names]
        if columns[0] != model._meta.pk:
            unique.append([each.attname for each in columns])
    return unique


def _line_of(model, field):
    if field.name == "currency":
        return lambda text: one_line(text).upper()
    if field.name in model.lines:
        return lambda text: several_lines(text).strip()
    if field.name in model.derived:
        return lambda text: cut(one_line(text), field.max_length)
    return one_line


def _text(tidy, value):
    if isinstance(value, str):
        return tidy(value)
    return value


@cache
def _checks(model):
    """Return (name, function that returns a sentence or nothing) for each column with bounds; none
    is a pointer.
    """
    found = []
    for field in model._meta.concrete_fields:
        if not field.is_relation and (fault_of := check_of(model, field)):
            found.append((field.name, fault_of))
    return found
