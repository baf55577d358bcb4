"""What the lists of opportunities can be narrowed down to; the rows arrive already visible."""

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q

from accountfile.core.models import Account, plain
from accountfile.periods import choices, read_period
from opportunities.figures.people import account_managers
from opportunities.models import Opportunity, PipelineStage, Product, State


def sellers(request):
    """Return the people of whom a figure may lead here: who sells in the reader's line or in their
    files.
    """
    if request is None:
        return get_user_model().objects.none()
    rows = Opportunity.objects.visible_to(request.user)
    found = account_managers(rows)
    if request.user.sees_everything:
        return found
    theirs = Q(pk__in=rows.order_by().values("owner"))
    return found.filter(theirs | Q(pk__in=request.user.lines_down.values("junior")))


class OneOf(forms.IntegerField):
    """The number of a row that an address names, hidden from the filters but shown as a chip by its
    name.
    """

    widget = forms.HiddenInput

    def __init__(self, *, rows, **kwargs):
        self.rows = rows
        super().__init__(max_value=2**62, **kwargs)

    def clean(self, value):
        number = super().clean(value)
        if number is None:
            return None
        found = self.rows.filter(pk=number).first()
        if found is None:
            raise ValidationError("There is no such row.")
        return found


class OneOfFilter(django_filters.Filter):
    field_class = OneOf


class OpportunityFilter(django_filters.FilterSet):
    """Which opportunities: whose, of what, how far, closed when."""

    q = django_filters.CharFilter(
        method="named",
        label="Name",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = django_filters.ChoiceFilter(choices=State.choices, label="State")
    stage = django_filters.ModelChoiceFilter(queryset=PipelineStage.objects.all(), label="Stage")
    owner = django_filters.ModelChoiceFilter(queryset=sellers, label="Account manager")
    product = django_filters.ModelChoiceFilter(queryset=Product.objects.all(), label="Product")
    period = django_filters.ChoiceFilter(choices=(), method="counting", label="Period")
    slipped = django_filters.BooleanFilter(
        method="late",
        label="Past its day",
        widget=forms.CheckboxInput,
    )
    assigned = django_filters.BooleanFilter(
        method="placed",
        label="With an account",
        widget=forms.CheckboxInput,
    )
    account = OneOfFilter(rows=Account.objects.all(), label="Account")
    line = OneOfFilter(
        rows=get_user_model().objects.all(),
        field_name="owner__line_manager",
        label="Line manager",
    )
    region = django_filters.CharFilter(
        field_name="owner__region",
        label="Region",
        widget=forms.HiddenInput,
    )
    sector = django_filters.CharFilter(
        field_name="account__sector",
        label="Sector",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Opportunity
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        period = self.form.fields["period"]
        today = self.request.user.today()
        asked = read_period(self.data.get("period"), today, "all")
        known = dict(choices(today)) | {asked.code: asked.label[:1].upper() + asked.label[1:]}
        period.choices = [("", "---------"), *known.items()]
        if "account" in self.form.fields:
            self.form.fields["account"].rows = Account.objects.visible_to(self.request.user)

    def named(self, rows, name, value):
        words = (value, plain(value))
        found = Q()
        for word in words:
            found |= Q(name__icontains=word) | Q(account__name__icontains=word)
            # One that waits for its account has no name yet, and is called after its product.
            found |= Q(name="", product__name__icontains=word)
        return rows.filter(found)

    def counting(self, rows, name, value):
        return rows.counting_in(read_period(value, self.request.user.today(), "all"))

    def placed(self, rows, name, value):
        return rows.exclude(account=None) if value else rows

    def late(self, rows, name, value):
        return rows.slipped(self.request.user.today()) if value else rows


class InFileFilter(OpportunityFilter):
    """The same inside one file, where the account is no question."""

    account = assigned = line = region = sector = None
    owner = django_filters.ModelChoiceFilter(
        queryset=lambda request: get_user_model().objects.active(), label="Owner"
    )


class WaitingFilter(django_filters.FilterSet):
    """Which of the opportunities that wait for an account."""

    owner = django_filters.ModelChoiceFilter(queryset=sellers, label="Account manager")
    product = django_filters.ModelChoiceFilter(queryset=Product.objects.all(), label="Product")
    stage = django_filters.ModelChoiceFilter(queryset=PipelineStage.objects.all(), label="Stage")

    class Meta:
        model = Opportunity
        fields = []
