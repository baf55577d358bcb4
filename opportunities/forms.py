"""What may be typed about sales."""

from django import forms
from django.core.exceptions import ValidationError

from accountfile.core.models import Account
from accountfile.pages.forms import RowForm
from accountfile.pages.typed import DateInput, TypedForm
from opportunities.models import (
    MarketingActivity,
    Opportunity,
    PipelineStage,
    PriceAgreement,
    Proposition,
    Qualification,
    WhitespaceCell,
)


class OwnedForm(RowForm):
    """A row with an owner: the person who adds it, unless they say otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.assume(owner=self.person.pk)


class CatalogueForm(RowForm):
    """A row about a product that is on sale, or about the one it already names."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        products = self.fields["product"]
        products.queryset = products.queryset.on_sale() | products.queryset.filter(
            pk=self.instance.product_id
        )


class OpportunityForm(OwnedForm, CatalogueForm):
    """The facts of an opportunity; its stage moves by a press of its own."""

    class Meta:
        model = Opportunity
        fields = [
            "name",
            "product",
            "owner",
            "stage",
            "engaged_on",
            "expected_on",
            "value",
            "currency",
            "probability",
            "client_need",
            "competitor",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["stage"]
        else:
            self.fields["stage"].queryset = PipelineStage.objects.open()
            self.fields["stage"].empty_label = None

    def clean(self):
        found = super().clean()
        if not found.get("name") and not found.get("product"):
            self.add_error("name", "Say what it is about, or choose a product.")
        return found


class MoveForm(TypedForm, forms.Form):
    """To which stage, by when it should close now, and why."""

    stage = forms.ModelChoiceField(PipelineStage.objects.open(), label="Move to", empty_label=None)
    expected_on = forms.DateField(
        label="Now expected to close on",
        widget=DateInput,
        required=False,
    )
    reason = forms.CharField(label="What has happened", max_length=300, required=False)


class _CloseForm(TypedForm, forms.Form):
    closed_on = forms.DateField(label="Closed on", widget=DateInput)

    def __init__(self, *args, opportunity, today, **kwargs):
        self.opportunity, self.today = opportunity, today
        super().__init__(
            *args,
            initial={"closed_on": today, "value": opportunity.expected_value},
            **kwargs,
        )

    def clean_closed_on(self):
        """Ask the rules of the row about the day on which it would be closed."""
        closed_on = self.cleaned_data["closed_on"]
        closed = Opportunity(engaged_on=self.opportunity.engaged_on, closed_on=closed_on)
        closed.as_of = self.today
        if found := closed.judge():
            raise ValidationError(found["closed_on"])
        return closed_on


class WinForm(_CloseForm):
    """At what value it was won, when, and what decided it."""

    value = forms.DecimalField(label="Won value", min_value=0, max_digits=18, decimal_places=2)
    reason = forms.CharField(
        label="Why did they choose us?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class LoseForm(_CloseForm):
    """When it was lost, to whom, why, and what we learn."""

    reason = forms.CharField(
        label="Why was it lost?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    competitor = forms.CharField(label="Who won it", max_length=200, required=False)
    lesson = forms.CharField(
        label="What we do differently next time",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )


class AssignForm(TypedForm, forms.Form):
    """The account that one or many opportunities belong to, by its name."""

    account = forms.CharField(label="Account", max_length=200)

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_account(self):
        """Return the one account of this name that the person may change."""
        named = Account.objects.visible_to(self.person).with_rights(self.person)
        found = [
            a
            for a in named.filter(name__iexact=self.cleaned_data["account"].strip())[:3]
            if a.may_change
        ]
        if not found:
            raise ValidationError(
                "There is no account of this name that you may change. Choose one of the list."
            )
        if len(found) > 1:
            raise ValidationError(
                "Several accounts have this name. Assign it from the file of the right one."
            )
        return found[0]


class QualificationForm(RowForm):
    class Meta:
        model = Qualification
        fields = [
            "opportunity",
            "held_on",
            *Qualification.ELEMENTS,
            "knock_out",
            "decision",
            "decided_by",
            "note",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance.opportunity_id
        rows = self.fields["opportunity"].queryset
        self.fields["opportunity"].queryset = (
            rows.open() | rows.filter(pk=chosen) if chosen else rows.open()
        )
        self.assume(held_on=self.person.today())


class PropositionForm(OwnedForm):
    class Meta:
        model = Proposition
        fields = [
            "title",
            "text",
            "hypothesis",
            "potential",
            "sponsor",
            "approach",
            "owner",
            "expires_on",
            "state",
            "why_not",
        ]


class PriceAgreementForm(CatalogueForm):
    class Meta:
        model = PriceAgreement
        fields = ["product", "discount", "price", "currency", "condition", "from_on", "until_on"]


class WhitespaceForm(CatalogueForm):
    class Meta:
        model = WhitespaceCell
        fields = ["product", "buying_centre", "holder", "competitor", "potential", "note"]


class MarketingForm(OwnedForm):
    class Meta:
        model = MarketingActivity
        fields = ["title", "audience_there", "planned_on", "owner", "cost", "state", "outcome"]
