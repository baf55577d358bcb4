"""How risks stand in lists."""

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from accountfile.core.models import plain
from accountfile.pages.tables import FIT, ListTable, day_column
from risk.models import TONES, Assumption, Response, Risk


class RiskTable(ListTable):
    """One line a risk, with its score as a word and a number."""

    title = tables.Column("Risk", linkify=True)
    score = tables.Column("Score", order_by=("points",), attrs=FIT)
    residual = tables.Column(
        "After our response",
        accessor="residual_score",
        orderable=False,
        default="not known yet",
    )
    answer = tables.Column("Our response", attrs=FIT)
    owner = tables.Column("Owner", accessor="owner__name")
    review_on = day_column("Look again on")
    state = tables.Column("State", attrs=FIT)

    class Meta:
        model = Risk
        fields = ()

    def render_score(self, record):
        return format_html(
            '<span class="state state-{}">{} {}</span>',
            record.tone,
            record.score,
            record.grade,
        )

    def value_score(self, record):
        return record.score


class RisksAcrossTable(RiskTable):
    """The same line with the account in front of it."""

    account = tables.Column(
        "Account",
        accessor="account__name",
        linkify=lambda record: file_address(record),
    )

    optional = ("residual", "answer", "owner", "review_on", "state")
    hidden_at_first = ("residual",)

    class Meta:
        model = Risk
        fields = ()
        sequence = ("title", "account", "...")


def file_address(risk):
    return reverse("section", args=[risk.account_id, "risk"])


class RiskFilter(django_filters.FilterSet):
    """Words, how grave, which state, whose."""

    q = django_filters.CharFilter(
        method="worded",
        label="Words",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    grade = django_filters.ChoiceFilter(
        choices=[(level, level) for level in TONES],
        method="graded",
        label="Score",
    )
    state = django_filters.ChoiceFilter(choices=Risk.State.choices, label="State")
    answer = django_filters.ChoiceFilter(choices=Risk.Answer.choices, label="Our response")
    mine = django_filters.BooleanFilter(method="owned", label="Mine", widget=forms.CheckboxInput)

    class Meta:
        model = Risk
        fields = []

    def worded(self, rows, name, value):
        return rows.filter(
            Q(title__icontains=value)
            | Q(title__icontains=plain(value))
            | Q(account__name__icontains=value)
        )

    def graded(self, rows, name, value):
        return rows.at_level(value)

    def owned(self, rows, name, value):
        return rows.filter(owner=self.request.user) if value else rows


class ResponseTable(ListTable):
    """One line for each thing done about a risk."""

    text = tables.Column("What is done", linkify=True)
    risk = tables.Column("About", accessor="risk__title")
    owner = tables.Column("Owner", accessor="owner__name")
    due_on = day_column("Due on")
    done_on = day_column("Done on", default="under way")

    class Meta:
        model = Response
        fields = ()


class AssumptionTable(ListTable):
    """One line for each thing that nobody has confirmed."""

    text = tables.Column("What we assume", linkify=True)
    rests_on = tables.Column("What rests on it", default="–")
    owner = tables.Column("Owner", accessor="owner__name")
    confirm_by = day_column("To be confirmed by", default="–")
    state = tables.Column("State", attrs=FIT)

    class Meta:
        model = Assumption
        fields = ()
