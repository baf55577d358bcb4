"""A verb on one row: its form, its lock, and what the second of two people is told."""

import functools
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from accountfile.base.locks import atomic_post
from accountfile.core import access, history
from accountfile.core.models import mark
from accountfile.pages.presses import once, taken

MOST_SENTENCES = 10
DRAWN_ANEW = {"csrfmiddlewaretoken", "press", "draft", "version"}


def asks(view):
    """Let a verb be asked for and be sent; what is sent happens in one transaction."""
    return require_http_methods(["GET", "HEAD", "POST"])(atomic_post(view))


def presses(view):
    """Let a verb be sent only; it happens in one transaction."""
    return require_POST(atomic_post(view))


def asks_about(rows, *, right="file"):
    """Let a verb on one row of a file be asked for and be sent; its view is given a ``Verb``.

    ``rows`` are those it may be about, or a function that returns them for a person; ``right`` is
    what changing such a row asks for.
    """
    return lambda view: asks(_opened(view, rows, right))


def presses_on(rows, *, right="file"):
    """Let a verb on one row of a file be sent only; else as ``asks_about``."""
    return lambda view: presses(_opened(view, rows, right))


def _opened(view, rows, right):
    @functools.wraps(view)
    def answered(request, account_id, row_id):
        account = access.account_to_change(request.user, account_id, right=right)
        theirs = rows(request.user) if callable(rows) else rows
        return view(Verb(request, account, held(request, theirs, account, row_id)))

    return answered


def held(request, rows, account, row_id):
    """Return one row of this account's file, locked when a verb is sent: of two people the second
    waits for the first.

    It is locked by its number alone: what a query fetches beside a row cannot always be locked.
    """
    if request.method == "POST":
        list(rows.model._base_manager.select_for_update().filter(pk=row_id).values_list("pk"))
    return access.row_or_404(rows, account, row_id)


def changed_since(request, account, *rows):
    """Return as sentences what was done to these rows since the sender's page was drawn, or None if
    nothing was.

    Every form of ours carries the state it was drawn from; what is sent without one is taken as it
    comes, and so is what is about no row that may have changed.
    """
    seen = request.POST.get("version")
    if request.method != "POST" or not rows or seen is None or seen == mark(*rows):
        return None
    pairs = zip(rows, seen.split("."), strict=False)
    return [
        sentence
        for row, version in pairs
        for sentence in _done_since(request.user, account, row, version)
    ]


def _done_since(person, account, row, version):
    if not hasattr(row, "version") or not version.isdecimal() or len(version) > 9:
        return []
    newer = row.history.filter(version__gt=int(version))
    first = newer.order_by("history_date").values_list("history_date", flat=True).first()
    if first is None:
        return []
    return history.sentences(
        history.timeline(person, account=account, row=row).filter(at__gte=first)[:MOST_SENTENCES]
    )


@dataclass
class Verb:
    """One verb on one row of a file: done once however often it is pressed, and never over
    somebody's head.

    ``watched`` are the rows whose state the form carries: its own unless others are named, and none
    where nothing can have changed that matters.
    """

    request: object
    account: object
    row: object
    watched: tuple | None = None
    form: object = None

    @property
    def person(self):
        return self.request.user

    @property
    def today(self):
        return self.request.user.today()

    @property
    def informed(self):
        """Say whether the sender saw how the row is now, so that doing it once more is meant."""
        return "version" in self.request.POST

    def plain_form(self, form_class, **more):
        """Take a form that belongs to no row, with what was typed into it, and return it."""
        self.form = form_class(self.request.POST or None, **more)
        return self.form

    def row_form(self, form_class, row=None, **more):
        """Take a form about the row, or about another, with what was typed into it, and return
        it.
        """
        about = self.row if row is None else row
        return self.plain_form(
            form_class,
            instance=about,
            account=self.account,
            person=self.person,
            **more,
        )

    def answer(self, act, **page):
        """Run ``act`` and go where it says, if the form is sent, valid and about what its sender
        saw; else show it, as ``page`` says.

        ``act`` returns ``(address, sentence)``. Who comes second sees what was done, with their own
        words in the form; so does whoever typed what ``act`` refuses by the name of its box.
        """
        if self.request.method != "POST":
            return self.page(**page)
        if press := taken(self.request):
            return HttpResponseRedirect(press.url)
        quicker = changed_since(self.request, self.account, *self._watched)
        if quicker is not None:
            return self.page(quicker=quicker, status=409, **page)
        if self.form is not None and not self.form.is_valid():
            return self.page(**page)
        try:
            url, sentence = once(self.request, act)
        except ValidationError as refusal:
            self._say(refusal)
            return self.page(**page)
        if sentence:
            messages.success(self.request, sentence)
        return HttpResponseRedirect(url)

    def page(self, *, title, label, why="", template="pages/form.html", status=200, **more):
        """Show the form of the verb; "Cancel" leads back to the row."""
        context = {
            "account": self.account,
            "row": self.row,
            "form": self.form,
            "title": title,
            "verb": label,
            "why": why,
            "version": mark(*self._watched) if self._watched else None,
            "carried": self._carried(),
        }
        if "cancel_url" not in more:
            context["cancel_url"] = self.row.get_absolute_url()
        return render(self.request, template, context | more, status=status)

    @property
    def _watched(self):
        return (self.row,) if self.watched is None else self.watched

    def _say(self, refusal):
        """Put a refusal into the boxes that it names; one that names no box of this form is not for
        it to show.
        """
        named = getattr(refusal, "error_dict", {})
        if not named or self.form is None or not named.keys() <= self.form.fields.keys():
            raise refusal
        self.form.add_error(None, refusal)

    def _carried(self):
        """Return what the button of a verb without a form sent, so that it can be pressed again."""
        if self.form is not None:
            return []
        return [
            (name, value) for name, value in self.request.POST.items() if name not in DRAWN_ANEW
        ]
