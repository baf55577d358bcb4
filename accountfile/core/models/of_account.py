"""What the rows of a file have in common: whose file they are of, and whom they are about."""

from django.conf import settings
from django.db import models
from django.db.models import Max, Q

from accountfile.base.rows import RowQuerySet
from accountfile.core.models.account import Account, among


class OfAccountQuerySet(RowQuerySet):
    """The words that every row of a file understands."""

    def visible_to(self, user):
        """Return the rows of the files this person may open; private ones only to the manager and
        the line above.
        """
        accounts = (
            Account.objects.led_by(user)
            if self.model.audience == "private"
            else Account.objects.visible_to(user)
        )
        if user.sees_everything and user.is_active:
            return self
        return self.filter(among(self.model.account_path, accounts.values("pk")))

    def readable_by(self, user):
        """Leave out the rows that are private and not for this person; a model without any needs no
        more than this.
        """
        return self

    def by_account(self, **figures):
        """Return ``{account_id: these aggregates}`` with one statement."""
        account = self.model.account_path
        return {
            row.pop(account): row for row in self.order_by().values(account).annotate(**figures)
        }

    def newest_by_account(self, accounts, field, **only):
        """Return ``{account_id: the latest value of a field}`` for those of these accounts that
        have any; ``filter`` says which rows count.
        """
        mine = self.filter(**{f"{self.model.account_path}__in": accounts})
        found = mine.by_account(newest=Max(field, **only))
        return {account_id: row["newest"] for account_id, row in found.items()}


class AboutSomebodyQuerySet(OfAccountQuerySet):
    """Rows that may be about a person, whom they stay with when the account gets another
    manager.
    """

    def readable_by(self, user):
        if user.sees_everything:
            return self
        return self.filter(Q(about=None) | Q(about__in=user.lines_down.values("junior")))

    def visible_to(self, user):
        return super().visible_to(user).readable_by(user)


class AboutTheManager(models.Model):
    """What is written about the work of whoever manages the account on that day, for them and the
    line above.
    """

    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    audience = "private"

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self._state.adding and self.about_id is None:
            self.about = (
                Account.objects.select_related("account_manager")
                .get(pk=self.file_id)
                .account_manager
            )
        super().save(*args, **kwargs)
