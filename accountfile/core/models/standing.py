"""How each file stands: stored figures with one writer, so that lists and desks need not add
anything up.
"""

from django.db import models
from django.db.models import F
from django.utils import timezone

from accountfile.base.rows import Row, RowQuerySet


class StandingQuerySet(RowQuerySet):
    def mark_stale(self, account_ids):
        """Say that these files have changed; the next look or the worker works them out anew.

        The stamp moves with every change, so that whoever works a file out at this moment cannot
        clear it.
        """
        if account_ids:
            marked = self.filter(account_id__in=account_ids).update(stale_since=timezone.now())
            if marked < len(account_ids):
                self._begin(account_ids)

    def _begin(self, account_ids):
        """Give each account its row in the transaction that makes the account."""
        accounts = self.model._meta.get_field("account").related_model
        without = accounts._base_manager.filter(pk__in=account_ids, standing=None).values_list(
            "pk", flat=True
        )
        self.bulk_create(
            [self.model(account_id=pk) for pk in without],
            ignore_conflicts=True,
        )

    def clear(self, account_ids):
        """Call these files worked out, those aside that have changed since their facts were
        read.
        """
        self.filter(account_id__in=account_ids, stale_since=F("seen_stamp")).update(
            stale_since=None
        )

    def stale(self):
        return self.filter(stale_since__isnull=False)


class Standing(Row):
    """The stored figures of one account; ``core.standing.refresh`` alone writes them."""

    account = models.OneToOneField(
        "core.Account", models.CASCADE, primary_key=True, related_name="standing"
    )
    completeness = models.PositiveSmallIntegerField(default=0)
    freshness = models.PositiveSmallIntegerField(default=0)
    missing = models.PositiveSmallIntegerField(default=0)
    out_of_date = models.PositiveSmallIntegerField(default=0)
    health = models.PositiveSmallIntegerField(null=True)
    health_parts = models.JSONField(default=list)
    section_states = models.JSONField(default=dict)
    open_actions = models.PositiveIntegerField(default=0)
    overdue_actions = models.PositiveIntegerField(default=0)
    next_review_on = models.DateField(null=True)
    last_review_on = models.DateField(null=True)
    review_ready = models.PositiveSmallIntegerField(null=True)
    stale_since = models.DateTimeField(null=True, default=timezone.now)
    seen_stamp = models.DateTimeField(null=True)  # the newest change that these figures know of
    refreshed_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["stale_since"],
                name="standing_stale",
                condition=models.Q(stale_since__isnull=False),
            ),
            models.Index(fields=["next_review_on"], name="standing_next_review"),
            models.Index(fields=["refreshed_at"], name="standing_newest"),
        ]

    def __str__(self):
        return f"{self.completeness} % complete, {self.missing} missing"

    @property
    def tone(self):
        """Health as a word for colour and sign: good, watch, poor or unknown."""
        if self.health is None:
            return "unknown"
        if self.health >= 70:
            return "good"
        return "watch" if self.health >= 40 else "poor"


class SectionFigures(Row):
    """The base of a model that holds the stored figures of a section; ``core.standing.refresh``
    alone writes them.
    """

    account = models.OneToOneField(
        "core.Account", models.CASCADE, primary_key=True, related_name="%(app_label)s_figures"
    )

    class Meta:
        abstract = True

    def __str__(self):
        return f"figures of account {self.account_id}"
