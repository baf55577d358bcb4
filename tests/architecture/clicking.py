"""What a page draws for a hand: its links, and its buttons with what their forms would send."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, resolve

PLAIN = ("text", "search", "hidden", "email", "number", "date", "time", "password", "tel", "url")


@dataclass(frozen=True)
class Click:
    """One thing to follow or to press: where it was drawn, where it leads, what it sends."""

    page: str
    url: str
    method: str = "get"
    data: tuple = ()

    @property
    def shape(self):
        """Return what makes this click like another: the pattern of its address, and what it asks
        for by name.
        """
        return self.method, *shape_of(self.url)

    @property
    def sorts(self):
        """Return the column that a header's link sorts by, if it is one."""
        return sorted_by(self.url)

    @property
    def is_common(self):
        return self.method == "get" and ("?" in self.url or self.url.endswith(".svg"))

    def told(self, status):
        return f"{self.method.upper()} {self.url} drawn on {self.page} answers {status}"


@cache
def shape_of(url):
    """Return the pattern of an address and the names of what it asks for."""
    parts = urlsplit(url)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return (url,)
    if column := sorted_by(url):
        return found.view_name, column
    fixed = tuple(value for value in found.kwargs.values() if not str(value).isdigit())
    if found.view_name.startswith("surveys_public"):
        fixed = ()
    asked = frozenset(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return found.view_name, fixed, asked


def sorted_by(url):
    return dict(parse_qsl(urlsplit(url).query)).get("sort", "").lstrip("-")


@dataclass
class Form:
    """A form while it is read: its fields as they are filled, and its buttons."""

    action: str
    method: str
    fields: list = field(default_factory=list)
    buttons: list = field(default_factory=list)

    def clicks(self, page):
        for action, name, value in self.buttons or [("", "", "")]:
            sent = [*self.fields, *([(name, value)] if name else [])]
            url = urljoin(page, action or self.action or page)
            if self.method == "post":
                yield Click(page, url, "post", tuple(sent))
            else:
                asked = "&".join(f"{key}=" for key, _ in sent)
                yield Click(page, f"{url.split('?')[0]}?{asked}")


class Page(HTMLParser):
    """Reads one page for its clicks."""

    def __init__(self, url):
        super().__init__()
        self.url, self.found, self.form, self.select, self.textarea = url, [], None, None, None
        self.forms = {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        handle = getattr(self, f"on_{tag}", None)
        if handle:
            handle(attrs)

    def handle_endtag(self, tag):
        if tag == "form" and self.form:
            self.found.append(self.form)
            self.form = None
        if tag == "select" and self.select:
            name, options = self.select
            self._fill(
                {},
                name,
                next((v for v, chosen in options if chosen), options[0][0] if options else ""),
            )
            self.select = None
        if tag == "textarea" and self.textarea:
            self._fill({}, *self.textarea)
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.textarea[1] += data

    def clicks(self):
        """Yield every Click of the page, links first."""
        for each in self.found:
            if isinstance(each, Click):
                yield each
        for each in self.found:
            if isinstance(each, Form):
                yield from each.clicks(self.url)

    def on_a(self, attrs):
        self._link(attrs.get("href"))

    def on_img(self, attrs):
        self._link(attrs.get("src"))

    def on_div(self, attrs):
        self._link(attrs.get("hx-get"))

    def _link(self, address):
        if address and not address.startswith("#"):
            self.found.append(Click(self.url, urljoin(self.url, address).split("#")[0]))

    def on_form(self, attrs):
        self.form = Form(attrs.get("action", ""), attrs.get("method", "get").lower())
        if attrs.get("id"):
            self.forms[attrs["id"]] = self.form

    def on_input(self, attrs):
        kind = attrs.get("type", "text")
        if kind == "submit":
            self.on_button(attrs)
        elif kind in PLAIN or "checked" in attrs:
            self._fill(
                attrs, attrs.get("name"), attrs.get("value", "on" if "checked" in attrs else "")
            )

    def on_textarea(self, attrs):
        self.textarea = [attrs.get("name"), ""]

    def on_select(self, attrs):
        self.select = attrs.get("name"), []

    def on_option(self, attrs):
        if self.select:
            self.select[1].append((attrs.get("value", ""), "selected" in attrs))

    def on_button(self, attrs):
        form = self.forms.get(attrs.get("form")) or self.form
        if form and attrs.get("type", "submit") == "submit" and "disabled" not in attrs:
            form.buttons.append(
                (attrs.get("formaction", ""), attrs.get("name", ""), attrs.get("value", ""))
            )

    def _fill(self, attrs, name, value):
        form = self.forms.get(attrs.get("form")) or self.form
        if form and name and "disabled" not in attrs:
            form.fields.append((name, value or ""))


def clicks_of(url, answer):
    """Return every Click that an answer draws, those to other sites and to files at rest left
    out.
    """
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return []
    page = Page(url)
    page.feed(answer.content.decode())
    page.close()
    return [click for click in page.clicks() if is_ours(click.url)]


def is_ours(url):
    parts = urlsplit(url)
    at_rest = parts.path.startswith(("/static/", "/admin/"))
    return not parts.scheme and not parts.netloc and not at_rest
