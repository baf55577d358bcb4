"""What may be typed about the client."""

from accountfile.pages.forms import RowForm
from accountfile.profile.models import BuyingDate, ClientCompetitor, Fact, Position, Supplier


class FactForm(RowForm):
    class Meta:
        model = Fact
        fields = ["topic", "prompt", "text", "source", "known_on", "grade"]
        help_texts = {
            "grade": (
                "Confirmed means that somebody at the client, or a document, says so: name it as "
                "the source."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.assume(known_on=self.person.today())


class PositionForm(RowForm):
    class Meta:
        model = Position
        fields = ["chart", "title", "unit", "held", "person", "reports_to", "matters"]
        help_texts = {
            "reports_to": "Leave it empty for the top of the chart, or while the line is not known."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        above = self.fields["reports_to"]
        above.queryset = above.queryset.exclude(pk=self.instance.pk)


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
        help_texts = {
            "currency": "Three letters, such as EUR; empty means the currency of the account."
        }
