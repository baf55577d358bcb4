"""Two people saved one row: whoever comes second sees both texts and loses neither."""

from django import forms
from django.shortcuts import render
from django.utils.choices import flatten_choices

from accountfile.core.access import RESTRICTED
from accountfile.pages.verbs import changed_since


def both_texts(request, *, account, row, mine, stored):
    """Answer 409 with what was typed beside what stands now, for each field in which they
    differ.

    ``mine`` is the form bound to what was typed; ``stored`` the same form, unbound, of the row as
    it is now.
    """
    pairs = []
    for each in mine:
        # What the stored form does not show has nothing to differ from.
        if each.name not in stored.initial:
            continue
        now = stored.initial[each.name]
        if each.field.has_changed(now, each.data):
            pairs.append((each.label, said(each.field, each.data), said(each.field, now)))
    told = changed_since(request, account, row) or []
    context = {
        "account": account,
        "row": row,
        "form": mine,
        "pairs": pairs,
        "edit_url": request.path,
        "told": told,
    }
    return render(request, "pages/conflict.html", context, status=409)


def said(field, value):
    """Return a value as its form shows it: a choice by its name, a tick as yes or no, nothing as no
    text.
    """
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    names = {str(key): str(name) for key, name in flatten_choices(getattr(field, "choices", ()))}
    # A row that is no choice for this reader has a number, which says nothing to anybody.
    unknown = RESTRICTED if isinstance(field, forms.ModelChoiceField) else text
    if text:
        return names.get(text, unknown)
    return ""
