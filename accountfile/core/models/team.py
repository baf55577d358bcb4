"""What the cover lists beside the account itself: its team, and its history in a few lines."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountfile.core.models.tracked import Tracked

ON_THE_TEAM_ALREADY = "This person is on the team already: change their entry instead."


class TeamMember(Tracked):
    """A colleague who serves the account, and what they do for the client."""

    right = "lead"

    account = models.ForeignKey("Account", models.CASCADE, related_name="team")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    does = models.CharField("does for the client", max_length=200)
    contributes = models.BooleanField("may change the file", default=False)
    may_authorise = models.CharField(
        max_length=200, blank=True, help_text="Spend, discount or goodwill, and up to how much."
    )
    until = models.DateField("left the team on", null=True, blank=True)

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person"],
                condition=Q(until=None),
                name="team_one_place_a_person",
                violation_error_message=ON_THE_TEAM_ALREADY,
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.does}"

    def twins(self):
        if self.until is not None:
            return []
        same = Q(account=self.account_id, person=self.person_id, until=None)
        return [("person", same, ON_THE_TEAM_ALREADY)]


class Milestone(Tracked):
    """One line of the account's history that a newcomer should know."""

    account = models.ForeignKey("Account", models.CASCADE, related_name="milestones")
    happened_on = models.DateField()
    text = models.CharField(max_length=250)

    long_ago = ("happened_on",)

    class Meta:
        ordering = ["-happened_on", "-pk"]

    def __str__(self):
        return self.text
