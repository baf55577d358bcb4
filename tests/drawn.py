"""The forms that a page draws, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class DrawnForm:
    """A form: where it goes, what it would send now, and the names of its boxes of more than one
    line.
    """

    action: str
    method: str
    data: dict = field(default_factory=dict)
    boxes: list = field(default_factory=list)
    lines: list = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, url):
        super().__init__()
        self.url, self.forms, self.form, self.loose = url, [], None, []
        self.box = self.select = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.form = DrawnForm(
                urljoin(self.url, given.get("action") or self.url),
                given.get("method", "get").lower(),
            )
            self.forms.append(self.form)
        elif tag == "textarea":
            self.box = (given.get("name"), "readonly" in given, [])
        elif tag == "select":
            self.select = given.get("name")
        elif tag == "option" and self.select and self.form and "selected" in given:
            self.form.data.setdefault(self.select, []).append(given.get("value", ""))
        elif tag == "input" and self.form:
            self._input(given)

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        if self.box:
            self.box[2].append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.box:
            (name, readonly, parts), self.box = self.box, None
            if self.form is None:
                self.loose += [] if readonly else [name]
            elif not readonly:
                self.form.boxes.append(name)
                self.form.data[name] = ["".join(parts).removeprefix("\n")]

    def _input(self, given):
        kind, name = given.get("type", "text"), given.get("name")
        if not name or kind in ("submit", "button", "file", "image"):
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        if kind in ("text", "search", "email", "number", "date", "url"):
            self.form.lines.append(name)
        self.form.data.setdefault(name, []).append(
            given.get("value", "on" if kind == "checkbox" else "")
        )


def forms_of(answer):
    """Return the forms that send something on this page; a box that stands in no form is a
    fault.
    """
    reader = _Reader(answer.wsgi_request.get_full_path())
    reader.feed(answer.content.decode())
    assert reader.loose == []
    return [form for form in reader.forms if form.method == "post"]


def form_to(answer, action):
    """Return the one form of the page that goes to this address."""
    (form,) = [form for form in forms_of(answer) if form.action == action]
    return form
