"""How surveys and references stand in lists."""

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from accountfile.pages.tables import NUM, ListTable, day_column
from surveys.models import (
    AnonymousAnswer,
    Answer,
    Invitation,
    ReferenceSite,
    ReferenceVisit,
    Survey,
    SurveyQuestion,
)
from surveys.results import ENOUGH


def counted(surveys):
    """Annotate surveys with how many were asked and how many answered (None: too few to say), in
    one statement.
    """
    without_name = _number_of(AnonymousAnswer.objects.all())
    answered = Case(
        When(anonymous=False, then=_number_of(Answer.objects.all())),
        When(without_name__gte=ENOUGH, then=F("without_name")),
    )
    asked = _number_of(Invitation.objects.asked())
    surveys = surveys.alias(without_name=without_name).annotate(asked=asked, answered=answered)
    return surveys.select_related("account__account_manager")


def _number_of(rows):
    rows = (
        rows.filter(survey=OuterRef("pk")).order_by().values("survey").annotate(number=Count("pk"))
    )
    return Coalesce(Subquery(rows.values("number")), 0)


class SurveyTable(ListTable):
    title = tables.Column("Survey", linkify=True)
    kind = tables.Column("Kind")
    sent_on = day_column("First sent on", default="not sent yet")
    closes_on = day_column("Last day to answer")
    asked = tables.Column("Asked", attrs=NUM)
    answered = tables.Column("Answered", attrs=NUM, default=f"fewer than {ENOUGH}")

    class Meta:
        model = Survey
        fields = ()


class SurveysAcrossTable(SurveyTable):
    account = tables.Column(
        "Account",
        accessor="account__name",
        linkify=lambda record: reverse("section", args=[record.account_id, "surveys"]),
    )

    optional = ("kind", "sent_on", "closes_on", "asked", "answered")

    class Meta:
        model = Survey
        fields = ()
        sequence = ("title", "account", "...")


class SurveyFilter(django_filters.FilterSet):
    """Words, kind, still to be sent."""

    q = django_filters.CharFilter(
        field_name="title",
        lookup_expr="icontains",
        label="Words",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = django_filters.ChoiceFilter(choices=Survey.Kind.choices, label="Kind")
    unsent = django_filters.BooleanFilter(
        field_name="sent_on",
        method="not_sent",
        label="Not sent yet",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Survey
        fields = []

    def not_sent(self, rows, name, value):
        return rows.filter(sent_on=None) if value else rows


class QuestionTable(ListTable):
    text = tables.Column("Question", linkify=True)
    survey = tables.Column("Survey", accessor="survey__title")
    kind = tables.Column("Answered with")
    place = tables.Column("Place", attrs=NUM)

    class Meta:
        model = SurveyQuestion
        fields = ()


class SiteTable(ListTable):
    title = tables.Column("What can be seen there", linkify=True)
    contact = tables.Column("Who receives the visitors", default="not known yet")
    consent_until = day_column("Agreed until", default="not agreed")
    most_a_year = tables.Column("Visits a year, at most", attrs=NUM)

    class Meta:
        model = ReferenceSite
        fields = ()


class VisitTable(ListTable):
    visitor = tables.Column("Who came", linkify=True)
    site = tables.Column("What they saw", accessor="site__title")
    visited_on = day_column("On")
    purpose = tables.Column("What for", default="–")
    outcome = tables.Column("What came of it", default="not known yet")

    class Meta:
        model = ReferenceVisit
        fields = ()
