"""What may be typed about the client."""

from django.conf import settings
from django.core.exceptions import ValidationError

from accountfile.core.forms import RowForm
from accountfile.profile.models import BuyingDate, ClientCompetitor, Fact, Position, Supplier


class FactForm(RowForm):
    class Meta:
        model = Fact
        fields = ["topic", "prompt", "text", "source", "known_on", "grade"]
        help_texts = {
            "grade": "Confirmed means that somebody at the client, or a document, says so: name it as the source."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["known_on"].initial = self.person.today()

    def clean_known_on(self):
        known_on = self.cleaned_data["known_on"]
        if known_on > self.person.today():
            raise ValidationError("This day is still to come: give the day on which it was last true.")
        return known_on

    def clean(self):
        found = super().clean()
        if found.get("grade") == Fact.Grade.CONFIRMED and not found.get("source"):
            self.add_error("source", "Say who or what confirms it, or call it assumed.")
        return found


class PositionForm(RowForm):
    class Meta:
        model = Position
        fields = ["chart", "title", "unit", "held", "person", "reports_to", "matters"]
        help_texts = {"reports_to": "Leave it empty for the top of the chart, or while the line is not known."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        above = self.fields["reports_to"]
        above.queryset = above.queryset.exclude(pk=self.instance.pk)

    def clean(self):
        found = super().clean()
        if found.get("held") == Position.Held.KNOWN and not found.get("person"):
            self.add_error("person", "Give the name, or say that the position is vacant or not known to us.")
        return found


class SupplierForm(RowForm):
    class Meta:
        model = Supplier
        fields = ["name", "supplies", "rival", "standing", "seen_on", "evidence"]


class ClientCompetitorForm(RowForm):
    class Meta:
        model = ClientCompetitor
        fields = ["name", "threat", "answer", "seen_on", "evidence"]


class BuyingDateForm(RowForm):
    class Meta:
        model = BuyingDate
        fields = ["kind", "text", "falls_on", "limit", "currency", "signs"]
        help_texts = {"currency": "Three letters, such as EUR; empty means the currency of the account."}

    def clean_currency(self):
        return self.cleaned_data["currency"].upper() or getattr(self.account, "currency", settings.CURRENCY)

    def clean(self):
        found = super().clean()
        is_limit = found.get("kind") == BuyingDate.Kind.LIMIT
        if is_limit and "limit" not in self.errors and found.get("limit") is None:
            self.add_error("limit", "Up to which amount may they sign?")
        if found.get("kind") and not is_limit and "falls_on" not in self.errors and not found.get("falls_on"):
            self.add_error("falls_on", "A date of the buying calendar needs its day, if only a likely one.")
        return found
