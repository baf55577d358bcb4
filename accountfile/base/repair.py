"""Rows that came in before the rules did, brought within what every database gives back.

It speaks to the tables and not to the models, so that a migration can run it in the middle of
others: some tables and columns are not there yet, and a value that SQLite cannot even read back is
changed where it lies.
"""

import logging

from django.apps import apps
from django.db import IntegrityError, models, transaction

from accountfile.base.bounds import EARLIEST, LATEST, column_bounds, earliest
from accountfile.base.text import one_line, several_lines

log = logging.getLogger(__name__)

ODD = "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"


def repair(connection):
    """Bring what is stored within the bounds; return how many values were changed.

    The log has each former value.
    """
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        changed = 0
        for model in apps.get_models():
            name = model._meta.db_table
            if name not in tables:
                continue
            described = connection.introspection.get_table_description(cursor, name)
            columns = {each.name for each in described}
            table = _Table(connection, cursor, model)
            changed += _repair_table(table, columns)
            # Of two dates one may have to wait for the other: a contract ends after it starts.
            if table.stayed:
                changed += _repair_table(table, columns)
    return changed


def _repair_table(table, columns):
    changed = 0
    for field in table.model._meta.concrete_fields:
        if field.column not in columns or field.primary_key or field.is_relation:
            continue
        if bounds := column_bounds(field):
            changed += table.clamp(field, *bounds)
        elif field.get_internal_type() == "DateField":
            changed += table.redate(field)
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            changed += table.tidy(field)
    return changed


class _Table:
    """One table and the statements that mend it."""

    def __init__(self, connection, cursor, model):
        self.connection = connection
        self.cursor = cursor
        self.model = model
        quote = connection.ops.quote_name
        self.name = quote(model._meta.db_table)
        self.key = quote(model._meta.pk.column)
        self.stayed = 0

    def clamp(self, field, least, most):
        """Empty the numbers that are too large, or where there must be one set the largest."""
        where = f"{self._column(field)} < %s OR {self._column(field)} > %s"
        bounds = [self._number(field, least), self._number(field, most)]

        def nearest(value):
            if field.null:
                return None
            return bounds[1] if float(value) > 0 else bounds[0]

        return self._each(field, where, bounds, nearest)

    def redate(self, field):
        """Read a year of two digits as one of this century, and empty what lies further off."""
        first = earliest(self.model, field)
        where = f"{self._column(field)} < %s OR {self._column(field)} > %s"
        return self._each(
            field,
            where,
            [first, LATEST],
            lambda value: self._day(field, str(value)),
        )

    def tidy(self, field):
        """Write the texts with characters that nobody can see as they would be stored now."""
        is_postgresql = self.connection.vendor == "postgresql"
        matches = 'COLLATE "C" ~ %s' if is_postgresql else "REGEXP %s"
        tidy = one_line if isinstance(field, models.CharField) else several_lines
        return self._each(
            field,
            f"{self._column(field)} {matches}",
            [ODD],
            tidy,
        )

    def _each(self, field, where, parameters, new_value):
        column = self._column(field)
        # Names of tables and columns are the models' own; what is compared travels as parameters.
        # As text, because SQLite may hold what no date or number can be made of.
        values = f"{self.key}, CAST({column} AS text)"
        select = f"SELECT {values} FROM {self.name} WHERE {where}"  # noqa: S608
        self.cursor.execute(select, parameters)
        changed = 0
        for key, value in self.cursor.fetchall():
            changed += self._write(field, key, value, new_value(value))
        return changed

    def _write(self, field, key, old, new):
        column = self._column(field)
        update = f"UPDATE {self.name} SET {column} = %s WHERE {self.key} = %s"  # noqa: S608
        try:
            with transaction.atomic(using=self.connection.alias):
                self.cursor.execute(update, [new, key])
        except IntegrityError:
            log.warning(
                "%s %s: %s stays %r, as the mended value is refused",
                self.name,
                key,
                field.name,
                old,
            )
            self.stayed += 1
            return 0
        log.warning(
            "%s %s: %s was %r and is now %r",
            self.name,
            key,
            field.name,
            old,
            new,
        )
        return 1

    def _column(self, field):
        return self.connection.ops.quote_name(field.column)

    def _number(self, field, value):
        # SQLite compares a number with a text by their kinds, not by their values.
        if self.connection.vendor == "sqlite":
            return float(value)
        return value

    def _day(self, field, text):
        if text < "0100":
            return f"20{text[2:10]}"
        if field.null:
            return None
        if text > LATEST.isoformat():
            return LATEST
        return EARLIEST
