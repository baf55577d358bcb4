"""How the list of reviews is narrowed."""

from datetime import timedelta

import django_filters as filters

from accountfile.pages.typed import DateInput
from accountfile.people.models import User
from reviews.models import Review

STATES = [
    ("all", "all, closed ones too"),
    ("ahead", "still to be held"),
    ("overdue", "overdue"),
    ("month", "in the next 30 days"),
    *Review.State.choices,
]


class ReviewFilter(filters.FilterSet):
    account = filters.CharFilter(
        field_name="account__name",
        lookup_expr="icontains",
        label="Client",
    )
    state = filters.ChoiceFilter(
        choices=STATES,
        method="in_state",
        label="State",
        empty_label="Not closed yet",
    )
    manager = filters.ModelChoiceFilter(
        field_name="account__account_manager",
        queryset=User.objects.none(),
        label="Account manager",
        empty_label="Anybody",
    )
    since = filters.DateFilter(
        field_name="planned_on",
        lookup_expr="gte",
        label="Planned from",
        widget=DateInput,
    )
    until = filters.DateFilter(
        field_name="planned_on",
        lookup_expr="lte",
        label="Planned until",
        widget=DateInput,
    )

    class Meta:
        model = Review
        fields = ["account", "state", "manager", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request:
            self.filters["manager"].queryset = self._managers()

    def _managers(self):
        user = self.request.user
        people = User.objects.filter(accounts__isnull=False)
        return (people if user.sees_everything else people.filter(lines_up__senior=user)).distinct()

    def in_state(self, rows, name, value):
        """Narrow to a state, or to what a person calls one."""
        today = self.request.user.today()
        if value == "all":
            return rows
        if value == "ahead":
            return rows.planned()
        if value == "overdue":
            return rows.overdue(today)
        if value == "month":
            return rows.planned().filter(planned_on__range=(today, today + timedelta(days=30)))
        return rows.filter(state=value)
