"""The one verb of the profile: it is still true."""

from accountfile.pages.lists import safe_next
from accountfile.pages.verbs import presses_on
from accountfile.profile import services
from accountfile.profile.models import Fact


@presses_on(Fact.objects.all())
def still_true(verb):
    """Confirm a fact as of today, and go back to where it was read."""
    fact = verb.row

    def confirm():
        services.confirm(fact=fact, today=verb.today)
        back = safe_next(
            verb.request,
            verb.request.POST.get("next"),
            fact.get_absolute_url(),
        )
        return back, f"Still true today: {fact}."

    return verb.answer(confirm, title=f"Still true: {fact}", label="It is still true")
