"""An edit of one row: of two people the second sees both texts."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseRedirect

from accountfile.pages.conflicts import both_texts
from accountfile.pages.presses import once, taken
from accountfile.pages.verbs import Verb


@dataclass
class Edit:
    """One row and its form, saved only as the version that the form was drawn from.

    Whoever fetches the row holds it while it is sent.
    """

    request: object
    account: object
    row: object
    form_class: type

    def __post_init__(self):
        self.form = self._form(self.row)

    def answer(self, save, *, fresh, **page):
        """Run ``save`` and go where it says, if what was typed is valid and about the row as it is;
        else show the form, as ``page`` says.

        ``save`` returns ``(address, sentence)``; ``fresh`` is a row that may hold what was typed
        too late.
        """
        if self.request.method == "POST":
            if press := taken(self.request):
                return HttpResponseRedirect(press.url)
            if self.request.POST.get("version", "") != str(self.row.version):
                return self._conflict(fresh)
            if self.form.is_valid():
                url, sentence = once(self.request, save)
                if sentence:
                    messages.success(self.request, sentence)
                return HttpResponseRedirect(url)
        return self.page(**page)

    def page(self, **page):
        """Show the form with what was typed; it goes on being about the version that was seen."""
        seen = self.request.POST.get("version", self.row.version)
        verb = Verb(self.request, self.account, self.row, form=self.form)
        return verb.page(version=seen, **page)

    def _conflict(self, fresh):
        return both_texts(
            self.request,
            account=self.account,
            row=self.row,
            mine=self._form(fresh),
            stored=self._form(self.row, bound=False),
        )

    def _form(self, row, *, bound=True):
        typed = ()
        if bound and self.request.method == "POST":
            typed = (self.request.POST, self.request.FILES)
        return self.form_class(*typed, instance=row, account=self.account, person=self.request.user)
