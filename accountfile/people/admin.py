"""People in the admin: they are added, placed, shut out and let in again, never deleted."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from accountfile.people import rights, services, telling
from accountfile.people.models import User

# A person has one address, kept on the person; keys of sessions and secrets of apps are nobody's to
# read.
admin.site.unregister([EmailAddress, Authenticator, UserSession, Group])
GIVEN = [*rights.RIGHTS, "groups"]


class PersonForm(forms.ModelForm):
    username = forms.CharField(
        required=False,
        max_length=150,
        help_text="Left empty, it is made from the name: mei-mei.johns.",
    )

    class Meta:
        model = User
        fields = [
            "name",
            "username",
            "email",
            "line_manager",
            "region",
            "team",
            "time_zone",
            "digest",
            "digest_hour",
        ]
        fields += ["sees_everything", "external_id", "is_staff", "is_superuser", "groups"]

    by = None  # who fills it in; set by the admin

    def clean_username(self):
        return self.cleaned_data["username"] or services.username_for(self.data.get("name", ""))

    def _post_clean(self):
        """Refuse what this administrator may not change, once the person is as they would be."""
        super()._post_clean()
        if self.instance.pk and not self.errors:
            self.stored = User.objects.get(pk=self.instance.pk)
            refused = rights.refused(self.by, [(self.stored, self.new_values())])
            for reasons in refused.values():
                for name, reason in reasons.items():
                    self.add_error(name.removesuffix("_id"), reason)

    def new_values(self):
        """Return what differs from the stored person, by attribute."""
        names = [
            self._meta.model._meta.get_field(name).attname
            for name in self.changed_data
            if name != "groups"
        ]
        return {name: getattr(self.instance, name) for name in names}


class NamedFilter(admin.AllValuesFieldListFilter):
    """A filter in which having none is a choice that can be read and pressed."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or "none"}


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    """Whoever has left stays here, deactivated: files and history name them."""

    form = PersonForm
    list_display = [
        "name",
        "username",
        "email",
        "line_manager",
        "region",
        "team",
        "is_active",
        "is_staff",
    ]
    list_filter = [
        "is_active",
        "is_staff",
        "sees_everything",
        ("region", NamedFilter),
        ("team", NamedFilter),
    ]
    list_select_related = ["line_manager"]
    search_fields = ["name", "username", "email"]
    autocomplete_fields = ["line_manager"]
    filter_horizontal = ["groups"]
    readonly_fields = ["is_active", "deactivated_at", "last_login", "date_joined"]
    actions = ["deactivate", "reactivate", "end_sessions", "remove_second_factor"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "username",
                    "email",
                    "line_manager",
                    "region",
                    "team",
                    "external_id",
                ]
            },
        ),
        ("Choices", {"fields": ["time_zone", "digest", "digest_hour"]}),
        ("May", {"fields": ["sees_everything", "is_staff", "is_superuser", "groups"]}),
        ("So far", {"fields": ["is_active", "deactivated_at", "last_login", "date_joined"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """Somebody with more rights than the administrator is only looked at."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not rights.beyond(request.user, [obj]))

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser gives rights, and nobody gives them, or another line manager, to
        themselves.
        """
        if request.user == obj:
            return [*self.readonly_fields, *GIVEN, "line_manager"]
        if request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, *GIVEN]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(
            form.__name__,
            (form,),
            {"by": request.user},
        )

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        services.rebuild_reporting_lines()
        if change:
            before = {name: getattr(form.stored, name) for name in form.new_values()}
            telling.tell([(obj, before)], by=request.user)
        if not change:
            words = f"{obj} has no password yet: the page “Imports” offers to invite by mail."
            self.message_user(
                request,
                words if obj.email else f"{obj} needs an address to be invited.",
                messages.INFO,
            )

    @admin.action(
        description="Deactivate: shut out at once, keep everything", permissions=["change"]
    )
    def deactivate(self, request, people):
        for person in self._within_reach(request, people):
            try:
                services.deactivate(person=person, by=request.user)
            except ValidationError as error:
                self.message_user(
                    request,
                    error.messages[0],
                    messages.ERROR,
                )
            else:
                self.log_change(request, person, "Deactivated.")
                self.message_user(request, f"{person} can no longer sign in.", messages.SUCCESS)

    @admin.action(description="Let sign in again", permissions=["change"])
    def reactivate(self, request, people):
        for person in self._within_reach(request, people):
            services.reactivate(person=person)
            self.log_change(request, person, "Let in again.")
            self.message_user(request, f"{person} can sign in again.", messages.SUCCESS)

    @admin.action(description="Sign out everywhere", permissions=["change"])
    def end_sessions(self, request, people):
        for person in self._within_reach(request, people):
            services.end_sessions(person)
            self.log_change(request, person, "Signed out everywhere.")
            self.message_user(request, f"{person} is signed out everywhere.", messages.SUCCESS)

    @admin.action(
        description="Remove the second factor (after checking who is asking)",
        permissions=["change"],
    )
    def remove_second_factor(self, request, people):
        for person in self._within_reach(request, people):
            if person == request.user:
                self.message_user(
                    request,
                    "Your own is removed on your own page, with your password.",
                    messages.ERROR,
                )
                continue
            services.remove_second_factor(person)
            self.log_change(request, person, "Removed the second factor.")
            get_adapter(request).send_notification_mail("mfa/email/totp_deactivated", person)
            self.message_user(
                request, f"{person} signs in with the password alone until they set up a new one."
            )

    def _within_reach(self, request, people):
        """Yield the chosen people without those who have more rights, and say who these are."""
        chosen = list(people)
        higher = rights.beyond(request.user, chosen)
        for person in chosen:
            if person.pk in higher:
                self.message_user(
                    request,
                    rights.HIGHER.format(person=person),
                    messages.ERROR,
                )
            else:
                yield person


@admin.register(Group)
class RightsAdmin(GroupAdmin):
    """Groups give rights, so they are for those who have all of them."""

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission
