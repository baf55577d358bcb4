"""What a chart is, and how it is kept and sent."""

import base64
import hashlib
import json
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

DRAWN_AS = 2  # raise it when a drawing changes, so that cached ones are drawn anew


@dataclass(frozen=True)
class Chart:
    """A drawing and the same facts as a table of headers and rows."""

    svg: str
    title: str
    description: str
    table: tuple

    @property
    def alt(self):
        """Return what the picture says, for those who do not see it."""
        return f"{self.title}. {self.description}"

    @property
    def data_uri(self):
        """Return the drawing as the address of an image, for the pack."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.svg.encode()).decode()}"

    @property
    def etag(self):
        """Return the fingerprint of these very bytes."""
        return f'"{hashlib.sha256(self.svg.encode()).hexdigest()[:32]}"'


def cached_chart(draw, **data):
    """Return draw(**data), drawn once for as long as the data stays the same."""
    told = json.dumps(data, sort_keys=True, default=str)
    key = f"chart:{DRAWN_AS}:{draw.__name__}:{hashlib.sha256(told.encode()).hexdigest()}"
    return cache.get_or_set(
        key,
        lambda: draw(**data),
        timeout=7 * 24 * 3600,
    )


def chart_response(request, chart):
    """Answer with the drawing, or with 304 when the reader has it already."""
    response = HttpResponse(chart.svg, content_type="image/svg+xml; charset=utf-8")
    response["ETag"] = chart.etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    # A drawing opened on its own brings its styles along; nothing else may run or load in it.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return get_conditional_response(request, etag=chart.etag, response=response)
