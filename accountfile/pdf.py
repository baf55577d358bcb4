"""Paper: a template and its words become a tagged PDF, and nothing outside of them is ever read or
fetched.

WeasyPrint runs with a fetcher of our own that knows ``data:`` addresses and a private ``asset:``
scheme served from memory. Its default one would attach any file of the machine that a client's text
asks for.
"""

import functools
import gc
import hashlib
import resource
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

PRINT_SHEET = Path(settings.BASE_DIR) / "static" / "print.css"
MOST_LETTERS = 4_000_000
MOST_ROWS = 5_000
MOST_PAGES = 400
MOST_MEMORY = 1_500_000_000  # bytes on top of what the process has already
TAGGED = {"pdf_variant": "pdf/ua-1"}
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")  # categories of what nobody misses on paper
ASSETS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


class TooLong(Exception):
    """More than can be printed; its text says what to leave out."""


@dataclass(frozen=True)
class PDF:
    """A printed document with its number of pages, its fingerprint and the letters that no font
    here has.
    """

    content: bytes
    pages: int
    sha256: str
    missing: str = ""


def render(template, context, *, title, language="en-GB", assets=None):
    """Return the template as a PDF/UA; its images are ``data:`` or the ``asset:name.svg`` given by
    name and bytes.
    """
    html = render_to_string(template, {**context, "title": title, "language": language})
    return printed(html, assets=assets)


def printed(html, *, assets=None):
    """Return this HTML as a PDF with our print sheet, or raise TooLong."""
    _check_length(html)
    # Imported here: a second and 60 MB that only the process which prints shall pay.
    from weasyprint import HTML

    sheet, fonts = _sheet()
    with _limited_memory(), _uninterrupted():
        paper = HTML(
            string=html,
            base_url=None,
            url_fetcher=_fetcher()(assets or {}),
        )
        document = paper.render(stylesheets=[sheet], font_config=fonts, **TAGGED)
        if len(document.pages) > MOST_PAGES:
            raise TooLong(
                f"This would be {len(document.pages)} pages; {MOST_PAGES} can be printed. "
                "Choose fewer sections."
            )
        content = document.write_pdf(**TAGGED)
        missing = sorted({code for font in document.fonts.values() for code in font.missing})
    letters = "".join(
        chr(code) for code in missing if unicodedata.category(chr(code)) not in UNSEEN
    )
    return PDF(
        content,
        len(document.pages),
        hashlib.sha256(content).hexdigest(),
        letters,
    )


def _check_length(html):
    if len(html) > MOST_LETTERS:
        raise TooLong(
            f"This text has {len(html):,} letters; {MOST_LETTERS:,} can be printed. Choose "
            "fewer sections."
        )
    if (rows := html.count("<tr")) > MOST_ROWS:
        raise TooLong(
            f"These tables have {rows:,} rows; {MOST_ROWS:,} can be printed. Choose fewer sections."
        )


@functools.cache
def _sheet():
    """Return the print sheet, parsed once in the life of the process, and the fonts it goes
    with.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    text = PRINT_SHEET.read_text(encoding="utf-8")
    return CSS(
        string=text,
        base_url=None,
        url_fetcher=_fetcher()({}),
        font_config=fonts,
    ), fonts


@functools.cache
def _fetcher():
    """Return the class of fetchers that reach nothing but memory."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class FromMemoryOnly(URLFetcher):
        def __init__(self, assets):
            super().__init__(allowed_protocols={"data"}, allow_redirects=False, timeout=1)
            self._assets = assets

        def fetch(self, url, headers=None):
            scheme, _, name = url.partition(":")
            if scheme != "asset":
                return super().fetch(url, headers)
            if name not in self._assets:
                raise ValueError(f"No asset is called {name}")
            kind = ASSETS[Path(name).suffix]
            return URLFetcherResponse(
                url,
                self._assets[name],
                {"Content-Type": kind},
            )

    return FromMemoryOnly


@contextmanager
def _limited_memory():
    """Keep one document from taking the machine's memory; what does not fit is too long."""
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MOST_MEMORY
    allowed = [most for most in (limit, before, hard) if most != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(allowed), hard))
    try:
        yield
    except MemoryError as error:
        raise TooLong(
            "This needs more memory than one document may take. Choose fewer sections."
        ) from error
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))


@contextmanager
def _uninterrupted():
    """Collect no garbage meanwhile: the million small objects of a document live to its end (a
    fifth quicker).

    Once it is written they go together: left to themselves they stay, and a worker grows with every
    document.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
            gc.collect()
