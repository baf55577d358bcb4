"""What people may type about themselves and at the door."""

from zoneinfo import available_timezones

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings

from accountfile.people.models import User


def time_zones():
    """Return the zones that are named after a place, and UTC."""
    places = sorted(
        zone
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "posix/"))
    )
    return [(zone, zone.replace("_", " ")) for zone in ["UTC", *places]]


class MyDetailsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        choices=time_zones, help_text="Times on pages and in mails are yours."
    )

    class Meta:
        model = User
        fields = ["time_zone", "digest", "digest_hour"]
        labels = {"digest": "Mail me each morning what is new for me", "digest_hour": "At"}
        help_texts = {"digest_hour": "On your own clock."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hours = self.fields["digest_hour"].choices
        self.fields["digest_hour"].choices = [
            ("", f"{settings.DIGEST_HOUR:02}:00, the usual hour"),
            *hours[1:],
        ]
        zone = self.fields["time_zone"]
        stored = self.instance.time_zone
        if stored not in dict(zone.choices):
            # A zone by an older name: whoever saves something else must not be moved to another
            # one.
            zone.choices = [*zone.choices, (stored, stored)]


class InOurWords:
    """A form of the sign-in with our labels and help, and no placeholder that disappears as one
    types.
    """

    labels = {}
    helps = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class SignInForm(InOurWords, LoginForm):
    labels = {"login": "Username or e-mail"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class PasswordAgainForm(InOurWords, ReauthenticateForm):
    labels = {"password": "Your password"}


class ForgottenPasswordForm(InOurWords, ResetPasswordForm):
    labels = {"email": "Your e-mail address"}


WHAT_WE_ASK = "At least 12 characters. A phrase of a few words is best; your name or ours is not."


class NewPasswordForm(InOurWords, ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "The same again"}
    helps = {"password1": WHAT_WE_ASK}


class ChangedPasswordForm(InOurWords, ChangePasswordForm):
    labels = {
        "oldpassword": "Your password now",
        "password1": "New password",
        "password2": "The same again",
    }
    helps = {"password1": WHAT_WE_ASK}


class SecondFactorForm(InOurWords, AuthenticateForm):
    labels = {"code": "Code from your app, or a recovery code"}


class SecondFactorAgainForm(InOurWords, ReauthenticateByCodeForm):
    labels = {"code": "Code from your app, or a recovery code"}


class NewAppForm(InOurWords, ActivateTOTPForm):
    labels = {"code": "The six digits that the app shows"}
