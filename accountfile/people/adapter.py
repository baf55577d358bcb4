"""Where sign-in, which django-allauth does, meets this product."""

import base64
import ipaddress
import logging
import unicodedata

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from accountfile.people.models import User
from accountfile.people.services import end_sessions

log = logging.getLogger("accountfile.security")
THIS_MACHINE = "127.0.0.1"  # a client on a Unix socket has no address
ONE_SENTENCE_FOR_ALL = "The name and the password do not match. Check both and try again."
WRONG_CODE = "This code is not right, or was used already. Wait for the next one."
TOO_MANY_TRIES = "Too many wrong tries. Wait five minutes, or set a new password."


GUESSES = {
    "email_password_mismatch",
    "username_password_mismatch",
    "enter_current_password",
    "incorrect_password",
    "incorrect_code",
    "too_many_login_attempts",
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; mail goes through the outbox; links carry the host of the settings, never of
    the request.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": ONE_SENTENCE_FOR_ALL,
        "username_password_mismatch": ONE_SENTENCE_FOR_ALL,
        "too_many_login_attempts": TOO_MANY_TRIES,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
    }

    def validation_error(self, code, *args):
        note_a_guess(self.request, code)
        return super().validation_error(code, *args)

    def post_login(self, request, user, **more):
        """Keep a line of every sign-in, with the person's number and where it came from."""
        log.info(
            "signed in: person %s from %s",
            user.pk,
            self.get_client_ip(request),
        )
        return super().post_login(request, user, **more)

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """Return the address that our own outermost proxy saw; what the client claims beyond it is
        ignored.
        """
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        trusted = settings.TRUSTED_PROXIES
        address = (
            hops[-trusted]
            if trusted and len(hops) >= trusted
            else request.META.get("REMOTE_ADDR", "")
        )
        try:
            return str(ipaddress.ip_address(address))
        except ValueError:
            return THIS_MACHINE

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Counted for the pair of person and address: a stranger's wrong tries must not shut out the
        # person.
        return f"{whose_sign_in(credentials)}:{self.get_client_ip(request)}"

    def pre_authenticate(self, request, **credentials):
        """Count the try for person and address, and for the person alone up to what only many
        machines reach.
        """
        super().pre_authenticate(request, **credentials)
        person = whose_sign_in(credentials)
        usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed_anywhere", key=person
        )
        if not usage:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage += usage.usage

    def get_reset_password_from_key_url(self, key):
        uidb36, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        return settings.SITE_URL + path

    def format_email_subject(self, subject):
        return subject

    def send_mail(self, template_prefix, email, context):
        """Hand a mail about somebody's own sign-in to the outbox, in one transaction."""
        context = {"site_url": settings.SITE_URL, "email": email, **context}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        text = render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n"
        with transaction.atomic():
            # Named in the settings, because people import nothing of ours.
            post = import_string(settings.ACCOUNT_MAIL_SENDER)
            post(
                person=context["user"],
                to_address=email,
                subject=subject,
                text=text,
            )

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the person that a password or second factor changed, and end every other session."""
        end_sessions(user, but=self.request.session.session_key)
        email = email or user.email
        if email:
            origin = {
                "user": user,
                "timestamp": timezone.now(),
                "ip": self.get_client_ip(self.request),
                "user_agent": self.get_http_user_agent(self.request)[:200],
            }
            self.send_mail(
                template_prefix,
                email,
                origin | (context or {}),
            )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps unreadable for whoever has only the database."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def validation_error(self, code, *args):
        note_a_guess(self.request, code)
        return super().validation_error(code, *args)

    def encrypt(self, text):
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _safe().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user):
        return user.username


def whose_sign_in(credentials):
    """Return under what a try to sign in is counted: the person meant, however their name or
    address is spelt.
    """
    name = (credentials.get("email") or credentials.get("username") or "").strip()
    meant = User.objects.filter(Q(email=name.lower()) | Q(username__iexact=name)).order_by("pk")
    numbers = list(meant.values_list("pk", flat=True))
    # Nobody's names are counted too, so that a limit does not give away who works here.
    if numbers:
        return f"people {numbers}"
    return unicodedata.normalize("NFKC", name).casefold()


def note_a_guess(request, code):
    """Keep a line of a wrong name, password or code, never what was typed: it may be a password in
    the wrong box.
    """
    if code in GUESSES:
        log.warning(
            "refused: %s from %s", code.replace("_", " "), get_adapter().get_client_ip(request)
        )


def _safe():
    """Return the cipher under the secret key; keys rotated out still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        salted_hmac("accountfile.second_factor", "", key, algorithm="sha256").digest()
        for key in keys
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
