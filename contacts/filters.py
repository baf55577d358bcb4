"""How contacts are narrowed down across accounts."""

import django_filters
from django import forms

from accountfile.core.models import SearchEntry
from contacts.models import Contact
from contacts.models.contact import ALLEGIANCES, INFLUENCES, ROLES

UNKNOWN = [("unknown", "not known yet")]


class ContactFilter(django_filters.FilterSet):
    """Who, in which role, on whose side."""

    q = django_filters.CharFilter(
        method="named",
        label="Name",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = django_filters.ChoiceFilter(choices=list(ROLES.items()), method="playing", label="Role")
    allegiance = django_filters.ChoiceFilter(
        choices=[*ALLEGIANCES, *UNKNOWN],
        method="standing",
        label="Allegiance",
    )
    influence = django_filters.ChoiceFilter(
        choices=[*INFLUENCES, *UNKNOWN],
        method="standing",
        label="Influence",
    )
    gone = django_filters.BooleanFilter(
        method="departed",
        label="Who left",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Contact
        fields = []

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("gone"):
            queryset = queryset.current()
        return super().filter_queryset(queryset)

    def named(self, rows, name, value):
        found = SearchEntry.objects.filter(model="contacts.contact").matching(value)
        return rows.filter(pk__in=found.values("row_id"))

    def playing(self, rows, name, value):
        return rows.filter(**{value: True})

    def standing(self, rows, name, value):
        return rows.filter(**{f"shown_{name}": None if value == "unknown" else int(value)})

    def departed(self, rows, name, value):
        return rows.exclude(left_on=None) if value else rows
