"""The one verb of the profile: it is still true."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accountfile.core import access
from accountfile.core.views.lists import safe_next
from accountfile.profile import services
from accountfile.profile.models import Fact


@require_POST
def still_true(request, account_id, row_id):
    """Confirm a fact as of today, and go back to where it was read."""
    account = access.account_to_change(request.user, account_id)
    fact = access.row_or_404(Fact.objects.all(), account, row_id)
    services.confirm(fact=fact, today=request.user.today())
    messages.success(request, f"Still true today: {fact}.")
    return redirect(safe_next(request, request.POST.get("next"), fact.get_absolute_url()))
