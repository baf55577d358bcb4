"""Who works here, and who reports to whom."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from accountfile.base.clock import day_in
from accountfile.base.rows import Row, RowQuerySet


class PeopleAreKept(Exception):
    """A person was to be deleted; people are deactivated, because files and history name them."""


def validate_time_zone(name):
    """Accept only the name of a time zone that this machine knows, such as Europe/Berlin."""
    if name not in available_timezones():
        raise ValidationError(
            "“%(name)s” is not a time zone. Choose one such as Europe/Berlin.",
            params={"name": name},
        )


class UserQuerySet(RowQuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_mail(self):
        """Return those who can be written to: active, with an address."""
        return self.active().filter(email__isnull=False)

    def below(self, person):
        """Return everyone who reports to the person, directly or through others."""
        return self.filter(lines_up__senior=person, lines_up__distance__gt=0)

    def above(self, person):
        """Return everyone whom the person reports to, the nearest first."""
        return self.filter(lines_down__junior=person, lines_down__distance__gt=0).order_by(
            "lines_down__distance"
        )

    def delete(self):
        raise PeopleAreKept("People are deactivated, never deleted.")


class PeopleManager(UserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)


class User(Row, AbstractUser):
    """A person who signs in, with one full name and at most one line manager."""

    first_name = last_name = None
    name = models.CharField("full name", max_length=200)
    email = models.EmailField(
        "e-mail",
        null=True,
        blank=True,
        unique=True,
        help_text="Needed for the invitation and every mail.",
        error_messages={"unique": "Somebody else has this e-mail address."},
    )
    line_manager = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="direct_reports",
        verbose_name="line manager",
    )
    region = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    sees_everything = models.BooleanField(
        "director",
        default=False,
        help_text="Opens and changes every Account File, whoever manages it.",
    )
    digest = models.BooleanField("morning digest", default=True)
    digest_hour = models.PositiveSmallIntegerField(
        "hour of the digest",
        null=True,
        blank=True,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        help_text="On the person's own clock; empty means the usual hour of the house.",
    )
    external_id = models.CharField(max_length=100, null=True, blank=True, unique=True)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)

    # Whose files this person opens, noted while one page is answered; None: asked anew each time.
    looked_up: dict | None = None

    objects = PeopleManager()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name, verbose_name_plural = "person", "people"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="one_person_per_username",
                violation_error_message="This username is taken.",
            ),
            # Sign-in looks for the lower-case address; kept this way, "unique" also means whatever
            # the case.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")) & ~models.Q(email=""),
                name="email_is_lower_case",
            ),
            models.CheckConstraint(
                condition=~models.Q(line_manager=models.F("pk")),
                name="nobody_manages_themselves",
                violation_error_message="Nobody can be their own line manager.",
            ),
        ]

    def __str__(self):
        return self.name or self.username

    def delete(self, **kwargs):
        raise PeopleAreKept("People are deactivated, never deleted.")

    def clean(self):
        super().clean()
        self.tidy()
        if self.pk and self.line_manager and self.is_above(self.line_manager):
            raise ValidationError({"line_manager": self.circle_with(self.line_manager)})

    def tidy(self):
        super().tidy()
        # An empty value would count as one that only one person may have.
        self.email = (self.email or "").strip().lower() or None
        self.external_id = self.external_id or None

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self).split()[0]

    @property
    def zone(self):
        """The person's time zone, or UTC when this machine no longer knows it."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    @property
    def morning_hour(self):
        """The hour, on the person's own clock, at which their day's mail is written."""
        if self.digest_hour is None:
            return settings.DIGEST_HOUR
        return self.digest_hour

    def today(self):
        """Return the date on the person's own calendar."""
        return day_in(self.zone)

    @property
    def is_of_the_sample_company(self):
        """Whether this is one of the made-up people, of whom nobody demands a phone."""
        return settings.SAMPLE_COMPANY and (self.external_id or "").startswith(settings.SAMPLE_MARK)

    def leads_people(self):
        """Say whether anybody who works here reports directly to the person."""
        return self.direct_reports.filter(is_active=True).exists()

    def reports(self):
        """Return everyone below the person in the reporting line, without the person."""
        return User.objects.below(self)

    def is_above(self, person):
        """Say whether the person reports to this one, directly, through others, or is this one."""
        return self == person or ReportingLine.objects.filter(senior=self, junior=person).exists()

    def circle_with(self, person):
        """Say in one sentence why the person cannot be this one's line manager."""
        if person == self:
            return f"{self} cannot be their own line manager."
        return f"{person} already reports to {self}, so {self} cannot report to {person}."


class ReportingLine(Row):
    """That one person stands so many steps above another; everyone stands zero steps above
    themselves.

    It is derived from `line_manager` and written only by `services.rebuild_reporting_lines`.
    """

    senior = models.ForeignKey(User, models.CASCADE, related_name="lines_down")
    junior = models.ForeignKey(User, models.CASCADE, related_name="lines_up")
    distance = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["senior", "junior"], name="one_line_between_two_people")
        ]

    def __str__(self):
        return f"{self.senior} above {self.junior} by {self.distance}"
