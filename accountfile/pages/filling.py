"""Puts what was typed earlier back into the boxes of a form, whatever drew them."""

from html import escape
from html.parser import HTMLParser

from django.forms.utils import flatatt

from accountfile.pages.drafts import NOT_TYPED

NEVER_FILLED = {"password", "file", "submit", "button", "image", "reset"}


def filled(html, fields):
    """Return the HTML of a form with the values of ``{name: values}`` in its boxes, and all else as
    it was.
    """
    filler = Filler(fields)
    filler.feed(html)
    filler.close()
    return "".join(filler.parts)


class Filler(HTMLParser):
    """Copies HTML through, and changes only the tags of boxes that have a value."""

    def __init__(self, fields):
        super().__init__(convert_charrefs=False)
        self.fields = fields
        self.parts = []
        self.in_box = False
        self.select = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        raw = self.get_starttag_text()
        name = attributes.get("name")
        if tag == "input" and name not in NOT_TYPED:
            raw = self._input(raw, attributes)
        elif tag == "textarea" and name in self.fields:
            # A browser drops the first line break of a text, which may be one that was typed.
            raw += "\n" + escape(self.fields[name][-1], quote=False)
            self.in_box = True
        elif tag == "select" and (name in self.fields or "multiple" in attributes):
            self.select = Select(self.fields.get(name, []), raw)
            return
        elif tag == "option" and self.select:
            self.select.begin(raw, attributes)
            return
        self._copy(raw)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.in_box = False
        self._copy(f"</{tag}>")
        if tag == "select" and self.select:
            chosen, self.select = self.select, None
            self.parts.append(chosen.html())

    def handle_data(self, data):
        if not self.in_box:
            self._copy(data)

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")

    def handle_comment(self, data):
        self.handle_data(f"<!--{data}-->")

    def _copy(self, text):
        if self.select:
            self.select.copy(text)
        else:
            self.parts.append(text)

    def _input(self, raw, attributes):
        kind = attributes.get("type", "text")
        name = attributes.get("name")
        value = attributes.get("value", "on")
        # A box that was not ticked sends nothing: its absence says that it was cleared.
        if kind == "checkbox" and name:
            return tag_of(
                "input",
                attributes,
                checked=value in self.fields.get(name, []),
            )
        if kind in NEVER_FILLED or name not in self.fields:
            return raw
        typed = self.fields[name]
        if kind == "radio":
            return tag_of("input", attributes, checked=value in typed)
        return tag_of("input", attributes, value=typed[-1])


class Select:
    """One select and its options; where none of them is what was chosen, it stays as it was
    drawn.
    """

    def __init__(self, chosen, raw):
        self.chosen = chosen
        self.head = raw
        self.options = []
        self.found = False

    def begin(self, raw, attributes):
        self.options.append([raw, attributes, ""])

    def copy(self, text):
        if self.options:
            self.options[-1][2] += text
        else:
            self.head += text

    def html(self):
        drawn = [self._option(*option) for option in self.options]
        if not self.found and self.chosen:
            drawn = [raw + inside for raw, _, inside in self.options]
        return self.head + "".join(drawn)

    def _option(self, raw, attributes, inside):
        value = attributes.get("value", inside.split("<")[0].strip())
        selected = value in self.chosen
        self.found |= selected
        return tag_of("option", attributes, selected=selected) + inside


def tag_of(tag, attributes, **changed):
    """Return a start tag with these attributes, which the parser has unescaped, and with the
    changed ones.
    """
    bare = {name: True if value is None else value for name, value in attributes.items()}
    return f"<{tag}{flatatt(bare | changed)}>"
