"""Icons, each drawn once a process: heroicons' own tag builds the same few trees for every page."""

from functools import cache

from django import template
from heroicons.templatetags.heroicons import heroicon_outline as drawn

register = template.Library()


@register.simple_tag
@cache
def heroicon_outline(name, *, size=24, **attrs):
    """Return heroicons' outline of this name as SVG."""
    return drawn(name, size=size, **attrs)
