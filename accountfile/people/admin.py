"""People in the admin: they are added, placed, shut out and let in again, never deleted."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction

from accountfile.people import services
from accountfile.people.models import User

# A person has one address, kept on the person; keys of sessions and secrets of apps are nobody's to read.
admin.site.unregister([EmailAddress, Authenticator, UserSession])


class PersonForm(forms.ModelForm):
    username = forms.CharField(
        required=False, max_length=150, help_text="Left empty, it is made from the name: mei-mei.johns."
    )

    class Meta:
        model = User
        fields = ["name", "username", "email", "line_manager", "region", "team", "time_zone", "digest", "digest_hour"]
        fields += ["sees_everything", "external_id", "is_staff", "is_superuser", "groups"]

    def clean_username(self):
        return self.cleaned_data["username"] or services.username_for(self.data.get("name", ""))


class NamedFilter(admin.AllValuesFieldListFilter):
    """A filter in which having none is a choice that can be read and pressed."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or "none"}


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    """Whoever has left stays here, deactivated: files and history name them."""

    form = PersonForm
    list_display = ["name", "username", "email", "line_manager", "region", "team", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "sees_everything", ("region", NamedFilter), ("team", NamedFilter)]
    list_select_related = ["line_manager"]
    search_fields = ["name", "username", "email"]
    autocomplete_fields = ["line_manager"]
    filter_horizontal = ["groups"]
    readonly_fields = ["is_active", "deactivated_at", "last_login", "date_joined"]
    actions = ["deactivate", "reactivate", "end_sessions", "remove_second_factor"]
    fieldsets = [
        (None, {"fields": ["name", "username", "email", "line_manager", "region", "team", "external_id"]}),
        ("Choices", {"fields": ["time_zone", "digest", "digest_hour"]}),
        ("May", {"fields": ["sees_everything", "is_staff", "is_superuser", "groups"]}),
        ("So far", {"fields": ["is_active", "deactivated_at", "last_login", "date_joined"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives more rights, to themselves or others, than a superuser has granted."""
        if request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "sees_everything", "is_staff", "is_superuser", "groups"]

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        services.rebuild_reporting_lines()
        if not change:
            words = f"{obj} has no password yet: the page “Imports” offers to invite by mail."
            self.message_user(request, words if obj.email else f"{obj} needs an address to be invited.", messages.INFO)

    @admin.action(description="Deactivate: shut out at once, keep everything", permissions=["change"])
    def deactivate(self, request, people):
        for person in people:
            try:
                services.deactivate(person=person, by=request.user)
            except ValidationError as error:
                self.message_user(request, error.messages[0], messages.ERROR)
            else:
                self.log_change(request, person, "Deactivated.")
                self.message_user(request, f"{person} can no longer sign in.", messages.SUCCESS)

    @admin.action(description="Let sign in again", permissions=["change"])
    def reactivate(self, request, people):
        for person in people:
            services.reactivate(person=person)
            self.log_change(request, person, "Let in again.")
            self.message_user(request, f"{person} can sign in again.", messages.SUCCESS)

    @admin.action(description="Sign out everywhere", permissions=["change"])
    def end_sessions(self, request, people):
        for person in people:
            services.end_sessions(person)
            self.log_change(request, person, "Signed out everywhere.")
        self.message_user(request, "Signed out everywhere.", messages.SUCCESS)

    @admin.action(description="Remove the second factor (after checking who is asking)", permissions=["change"])
    def remove_second_factor(self, request, people):
        for person in people:
            services.remove_second_factor(person)
            self.log_change(request, person, "Removed the second factor.")
            get_adapter(request).send_notification_mail("mfa/email/totp_deactivated", person)
            self.message_user(request, f"{person} signs in with the password alone until they set up a new one.")
