"""How the rows of a table are drawn: the costliest part of every list."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django import template
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django_tables2 import Column
from django_tables2.utils import signature

from accountfile.wording import day, day_time, number

register = template.Library()

_in_words = {
    date: day,
    datetime: day_time,
    Decimal: number,
    bool: lambda value: "yes" if value else "no",
}


@register.simple_tag
def options(groups):
    """Return the options of a select, in their groups."""
    return format_html_join(
        "",
        "{}",
        ((_group(name, choices),) for name, choices, _ in groups),
    )


def _group(name, choices):
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (each["value"], flatatt(each["attrs"]) if each["attrs"] else "", each["label"])
            for each in choices
        ),
    )
    if name:
        return format_html('<optgroup label="{}">{}</optgroup>', name, drawn)
    return drawn


@register.simple_tag
def cell_class(column, part):
    """Return the class attribute of a table's column, for its heading ("th") or its cells
    ("td").
    """
    return _class_attribute(column, part)


@register.simple_tag
def table_row(row):
    """Return one row of a table; fifty of them cost a third of what django-tables2's own loops
    take.
    """
    frame, drawings = _drawn_once(row.table)
    return format_html(
        frame,
        *(drawing.cell(row) for drawing in drawings),
    )


def _drawn_once(table):
    """Return the row's HTML with a place for each cell, and what draws the cells."""
    if "_drawn_once" not in table.__dict__:
        drawings = [Drawing(column) for column in table.columns]
        cells = "".join(
            f"<td{_class_attribute(drawing.column, 'td')}>{{}}</td>" for drawing in drawings
        )
        table._drawn_once = f"<tr>{cells}</tr>", drawings
    return table._drawn_once


class Drawing:
    """How the cells of one column are drawn: found out once a table, not once a cell."""

    def __init__(self, column):
        self.column, self.link = column, column.link
        self.steps = column.accessor.split("__")
        self.default, self.empty_values = column.default, column.column.empty_values
        self.as_it_is = getattr(column.render, "__func__", None) is Column.render
        self.takes, self.takes_all = signature(column.render)

    def cell(self, row):
        """Return the content of this column's cell in a row, not yet escaped."""
        value = _value_at(row.record, self.steps)
        if value in self.empty_values:
            return self.default
        if self.as_it_is and not self.link:
            return _worded(value)
        given = row._optional_cell_arguments(self.column, value)
        content = self.column.render(
            **(given if self.takes_all else {name: given[name] for name in self.takes})
        )
        if self.link:
            return self.linked(_worded(content), given)
        return _worded(content)

    def linked(self, content, given):
        """Return the content as a link, or bare where this row has nothing to lead to."""
        if self.link.attrs:
            return self.link(content, **given)
        url = self.link.compose_url(**given)
        if url is None:
            return content
        return format_html('<a href="{}">{}</a>', url, content)


def _value_at(record, steps):
    """Follow the steps of an accessor; what lies behind a missing row is missing."""
    try:
        for step in steps:
            record = (
                record[step]
                if isinstance(record, dict)
                else getattr(record, _shown_by(type(record), step))
            )
            if callable(record) and not getattr(record, "do_not_call_in_templates", False):
                record = record()
            if record is None:
                break
    except (ObjectDoesNotExist, AttributeError, KeyError):
        return None
    return record


@cache
def _shown_by(model, name):
    """Return the attribute that shows a field: its words, where it is a choice."""
    try:
        chosen = getattr(model._meta.get_field(name), "choices", None)
    except (AttributeError, FieldDoesNotExist):
        return name
    if chosen:
        return f"get_{name}_display"
    return name


def _worded(content):
    in_words = _in_words.get(type(content))
    if in_words:
        return in_words(content)
    return content


def _class_attribute(column, part):
    """Return ` class="…"` as the table declares it, without the names that django-tables2 adds of
    its own.
    """
    declared = column.column.attrs.get(part) or column.column.attrs.get("cell") or {}
    if "class" in declared:
        return format_html(' class="{}"', declared["class"])
    return ""
