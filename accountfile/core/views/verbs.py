"""The page of one verb: a form, why it matters, and one button named after what it does."""

from django.shortcuts import render


def verb_page(request, account, form, title, verb, row, why="", *, template="core/form.html", **more):
    """Show the form of one verb about a row of this account's file; "Cancel" leads back to the row."""
    context = {"account": account, "form": form, "title": title, "verb": verb, "row": row, "why": why}
    return render(request, template, context | {"cancel_url": row.get_absolute_url()} | more)
