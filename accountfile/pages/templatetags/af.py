"""What every template may use: the ways values read, states, and the number of a press."""

import re
from uuid import uuid4

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html

from accountfile import periods, wording

register = template.Library()

for _reads in (
    wording.day,
    wording.day_time,
    wording.money,
    wording.number,
    wording.percent,
    wording.or_unavailable,
    wording.or_unknown,
    wording.initials,
    wording.markdown,
    periods.away,
):
    register.filter(_reads)


@register.filter
def moment(value):
    """Return a moment as a machine reads it from a page, which knows no millionths of a second."""
    return value.isoformat(timespec="seconds")


@register.filter
def undo_url(extra_tags):
    """Return where a message can be taken back, or nothing; only paths of our own."""
    tags = str(extra_tags or "").split()
    if len(tags) == 2 and tags[0] == "undo" and re.match(r"/(?!/)", tags[1]):
        return tags[1]
    return ""


@register.simple_tag
def state(tone, word):
    """Return a state as a sign and a word; ``static/css/parts.css`` says which tones there are."""
    return format_html('<span class="state state-{}">{}</span>', tone, word)


@register.simple_tag
def press():
    """Return a number used once, by which the server knows the same press when it comes twice."""
    return uuid4()


@register.inclusion_tag("pages/_figure.html")
def figure(label, value, **more):
    """Show one key figure; ``pages/_figure.html`` says what else it may be given."""
    return {"label": label, "value": value, "lacking": isinstance(value, wording.Lack), **more}


@register.simple_block_tag
def nothing(content, title, url="", verb=""):
    """Show an empty place: what it is for, and the first step if there is one."""
    return render_to_string(
        "pages/_empty.html", {"title": title, "text": content, "url": url, "verb": verb}
    )
