"""The one verb of the profile: it is still true."""

from accountfile.core import access
from accountfile.pages.lists import safe_next
from accountfile.pages.verbs import Verb, held, presses
from accountfile.profile import services
from accountfile.profile.models import Fact


@presses
def still_true(request, account_id, row_id):
    """Confirm a fact as of today, and go back to where it was read."""
    account = access.account_to_change(request.user, account_id)
    fact = held(request, Fact.objects.all(), account, row_id)

    def confirm():
        services.confirm(fact=fact, today=request.user.today())
        back = safe_next(
            request,
            request.POST.get("next"),
            fact.get_absolute_url(),
        )
        return back, f"Still true today: {fact}."

    return Verb(request, account, fact, f"Still true: {fact}", "It is still true").answer(confirm)
