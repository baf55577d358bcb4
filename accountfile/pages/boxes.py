"""Many boxes saved together: each writes only what its person changed since the page was shown to
them.
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from accountfile.core.models import Change
from accountfile.pages.typed import TypedForm

UNREADABLE = object()


@dataclass(frozen=True)
class Clash:
    """One box that two people changed: its name, what the other one stored, and what this one
    entered.
    """

    label: str
    stored: str
    mine: str
    joined: bool

    def sentence(self, who):
        """Return what to say about it to the person who came second."""
        if self.joined:
            return f"{who} wrote about “{self.label}” while you did: both texts are there now."
        theirs = f"“{self.stored}”" if self.stored else "nothing"
        mine = f"“{self.mine}”" if self.mine else "nothing"
        return (
            f"{who} changed “{self.label}” to {theirs} while you entered {mine}: keep it again "
            "to have yours."
        )


class BoxForm(TypedForm, forms.ModelForm):
    """The boxes of one row among many on a page; every box carries along what the page showed in
    it.

    Who leaves a box as it was shown leaves what is stored by now. Of two people who change one box,
    long texts are put together; of anything else the first value stays, and the second person gets
    the page back with theirs in the box.
    """

    def __init__(self, *args, **kwargs):
        self.clashes = {}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def label_of(self, name):
        """Return how a person calls one of the boxes."""
        return f"{self.instance}: {self.fields[name].label}"

    def _clean_fields(self):
        super()._clean_fields()
        # Here, before the values reach the row: afterwards nobody knows what was stored.
        for name, mine in list(self.cleaned_data.items()):
            stored = getattr(self.instance, name)
            self.cleaned_data[name] = self._settled(name, stored, mine)

    def _settled(self, name, stored, mine):
        """Return what becomes of one box."""
        if name not in self.changed_data:
            return stored
        if alike(stored, self._shown(name)) or alike(stored, mine):
            return mine
        both = self._both(name, stored, mine)
        self.clashes[name] = Clash(
            label=self.label_of(name),
            stored=self._told(name, stored),
            mine=self._told(name, mine),
            joined=bool(both),
        )
        return both or stored

    def _shown(self, name):
        field = self.fields[name]
        hidden = self[name].html_initial_name
        raw = field.hidden_widget().value_from_datadict(
            self.data,
            self.files,
            hidden,
        )
        try:
            return field.clean(raw)
        except ValidationError:
            return UNREADABLE

    def _both(self, name, stored, mine):
        """Return two long texts as one, or nothing where they are not texts or too long for one
        box.
        """
        if not isinstance(self.fields[name].widget, forms.Textarea) or not mine:
            return None
        if mine in stored:
            return stored
        both = mine if stored in mine else f"{stored}\n{mine}"
        longest = self.instance._meta.get_field(name).max_length
        if longest is None or len(both) <= longest:
            return both
        return None

    def _told(self, name, value):
        choices = dict(getattr(self.fields[name], "choices", ()))
        named = choices.get(value, value)
        if named is None:
            return ""
        return str(named)

    @property
    def comes_back(self):
        """Say whether the person must look at it again: something is wrong, or a value of theirs
        was not stored.
        """
        return bool(self.errors) or any(not clash.joined for clash in self.clashes.values())

    def again(self):
        """Return the form for the next look: what is stored, and what this person entered where it
        was not stored.
        """
        if self.errors:
            return self
        data = self.data.copy()
        for name, field in self.fields.items():
            box = self[name]
            stored = field.prepare_value(getattr(self.instance, name))
            stored = "" if stored is None else str(stored)
            clash = self.clashes.get(name)
            data[box.html_initial_name] = stored
            if clash is None or clash.joined:
                data[box.html_name] = stored
        return type(self)(
            data,
            instance=self.instance,
            prefix=self.prefix,
        )


def alike(one, other):
    """Say whether two values are the same, however their lines end."""
    return _plain(one) == _plain(other)


def _plain(value):
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return value


def entered(boxes):
    """Return the forms that are in order and in which this person changed something that can be
    stored.
    """
    found = []
    for box in boxes:
        if not box.is_valid() or not box.has_changed():
            continue
        lost = {name for name, clash in box.clashes.items() if not clash.joined}
        if set(box.changed_data) - lost:
            found.append(box)
    return found


def sentences(boxes):
    """Return what to say about every box that two people changed, each with who was quicker."""
    clashing = [box for box in boxes if box.clashes]
    if not clashing:
        return []
    model = clashing[0].instance._meta.label_lower
    numbers = [box.instance.pk for box in clashing]
    changes = Change.objects.filter(model=model, row_id__in=numbers)
    # In order, so that of several the last one counts.
    quicker = dict(changes.order_by("pk").values_list("row_id", "actor"))
    said = []
    for box in clashing:
        who = quicker.get(box.instance.pk, "Somebody")
        said += [clash.sentence(who) for clash in box.clashes.values()]
    return said
