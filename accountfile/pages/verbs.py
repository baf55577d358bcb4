"""A verb on one row: its form, its lock, and what the second of two people is told."""

from dataclasses import dataclass, field

from django.contrib import messages
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
    comes.
    """
    seen = request.POST.get("version")
    if request.method != "POST" or seen is None or seen == mark(*rows):
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

    ``row`` is fetched by ``held``; ``watched`` are the rows whose state the form carries, if it is
    not that row alone.
    """

    request: object
    account: object
    row: object
    title: str
    label: str
    form: object = None
    why: str = ""
    watched: tuple = ()
    template: str = "pages/form.html"
    cancel_url: str = ""
    context: dict = field(default_factory=dict)

    def answer(self, act):
        """Run ``act`` and go where it says, if the form is sent, valid and about what its sender
        saw; else show it.

        ``act`` returns ``(address, sentence)``. Who comes second sees what was done, with their own
        words in the form.
        """
        if self.request.method == "POST":
            if press := taken(self.request):
                return HttpResponseRedirect(press.url)
            quicker = changed_since(
                self.request,
                self.account,
                *self._rows,
            )
            if quicker is not None:
                return self.page(quicker)
            if self.form is None or self.form.is_valid():
                url, sentence = once(self.request, act)
                if sentence:
                    messages.success(self.request, sentence)
                return HttpResponseRedirect(url)
        return self.page()

    def page(self, quicker=None):
        """Show the form of the verb; 409 with what somebody else has done since."""
        context = {
            "quicker": quicker,
            "version": mark(*self._rows),
            "carried": self._carried(),
        }
        return verb_page(
            self.request,
            self.account,
            self.form,
            self.title,
            self.label,
            self.row,
            self.why,
            template=self.template,
            status=200 if quicker is None else 409,
            cancel_url=self.cancel_url,
            **context | self.context,
        )

    @property
    def informed(self):
        """Say whether the sender saw how the row is now, so that doing it once more is meant."""
        return "version" in self.request.POST

    @property
    def _rows(self):
        return self.watched or (self.row,)

    def _carried(self):
        """Return what the button of a verb without a form sent, so that it can be pressed again."""
        if self.form is not None:
            return []
        return [
            (name, value) for name, value in self.request.POST.items() if name not in DRAWN_ANEW
        ]


def verb_page(
    request,
    account,
    form,
    title,
    verb,
    row,
    why="",
    *,
    template="pages/form.html",
    status=200,
    **more,
):
    """Show the form of one verb about a row of this account's file; "Cancel" leads back to the
    row.
    """
    context = {
        "account": account,
        "form": form,
        "title": title,
        "verb": verb,
        "row": row,
        "why": why,
    }
    context |= {
        "version": mark(row),
        "cancel_url": more.pop("cancel_url", "") or row.get_absolute_url(),
    }
    return render(request, template, context | more, status=status)
