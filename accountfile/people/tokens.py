"""How long a link that sets a password lives."""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

RESET_LIVES_FOR = timedelta(hours=1)


class PasswordLinks(PasswordResetTokenGenerator):
    """Makes links that work once: for 72 hours as an invitation, for one hour as a reset.

    A link is an invitation as long as the person never had a password;
    settings.PASSWORD_RESET_TIMEOUT is the longer of the two. A changed password, a changed e-mail
    address and a sign-in each end it.
    """

    def check_token(self, user, token):
        return super().check_token(user, token) and (
            not user.has_usable_password() or self._is_young(token)
        )

    def _is_young(self, token):
        age = self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])
        return age <= RESET_LIVES_FOR.total_seconds()
