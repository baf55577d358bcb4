"""A person's own page, and the one door to the admin."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountfile.people.forms import MyDetailsForm
from accountfile.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def me(request):
    """Show a person their own details and save the ones that are theirs to choose."""
    # A copy, so that a refused form does not change the person whom the rest of the page names.
    person = User.objects.select_related("line_manager").get(pk=request.user.pk)
    form = MyDetailsForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        messages.success(request, "Your choices are saved.")
        return redirect("me")
    return render(
        request,
        "people/me.html",
        {"form": form, "person": person},
        status=422 if form.errors else 200,
    )


@login_not_required
@require_GET
def admin_sign_in(request):
    """Send the admin's visitors through the one sign-in; signed-in people who are no administrators
    get 403.
    """
    if request.user.is_authenticated:
        raise PermissionDenied("The administration is for administrators.")
    return redirect_to_login(request.GET.get("next", "/admin/"), "account_login")
