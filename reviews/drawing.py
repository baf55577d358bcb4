"""Drawing a pack: the pages of a PDF from what was frozen, in the format it was frozen in."""

from datetime import date

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from accountfile import pdf
from accountfile.charts import contributions
from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.wording import joined
from reviews.models import Pack, taken_over_by
from reviews.models.pack import FORMATS

# The names of charts fit for the first page, the best first.
ON_THE_SNAPSHOT = ("revenue", "won_by_month")


class UnknownFormat(Exception):
    """A pack was frozen by a version of the product that is newer than this one."""


def draw(pack):
    """Return the PDF of what was frozen; nothing is asked of the file any more."""
    data, version = pack.data, pack.data["format"]
    if version not in FORMATS:
        raise UnknownFormat(
            f"The pack was frozen in format {version}, which this version cannot print."
        )
    charts = {slug: _charts(slug, part["data"], version) for slug, part in data["parts"].items()}
    # Taken out of its section's charts, so that no picture is printed twice.
    main_chart = _main_chart(charts) if "snapshot" in data else None
    context = {
        "pack": _cover(pack),
        "data": data,
        "agenda": [_item(item, data, charts) for item in data["agenda"]],
        "health_chart": _health(data, version),
        "main_chart": main_chart,
        "headings": Heading,
        "first": _words(data, charts, sections.FIRST_PAGE),
    }
    title = f"{data['client']}: performance review, {data['period']}"
    template = "annex" if pack.is_private else "pack"
    return pdf.render(
        f"reviews/pack/v{version}/{template}.html",
        context,
        title=title,
    )


def _cover(pack):
    """Return what the cover of the paper and the edges of its pages say."""
    data = pack.data
    edition = pack.get_edition_display()
    is_for_client = pack.edition == Pack.Edition.CLIENT
    names = [data["client"]] if is_for_client else data["recipients"]
    return {
        "client": data["client"],
        "period": data["period"],
        "edition": edition,
        "kind": "Performance review",
        "printed_on": date.fromisoformat(data["closed_on"]),
        "prepared_by": data["closed_by"],
        "prepared_for": joined(names, most=8) or "the file",
        "recipient": joined(names, most=3) or "the readers of this file",
        "version": f"{pack.template_version}.{data['format']}",
        "checksum": pack.checksum,
        "watermark": "" if is_for_client else edition.capitalize(),
    }


def _charts(slug, data, version):
    section = sections.section_named(slug)
    return section.pack_charts(data, version) if section else {}


def _item(item, data, charts):
    """Return one agenda item with everything that is printed under it."""
    number, evidence = item["number"], item["evidence"]
    minutes = [minute for minute in data.get("minutes", ()) if minute["number"] == number]
    words = _words(data, charts, number)
    # What belongs to a standing item that this agenda leaves out is printed with the item before
    # it.
    numbers = [each["number"] for each in data["agenda"]]
    holds = [heading for heading in Heading if taken_over_by(numbers, heading) == number]
    has_a_form = number in (Heading.SUCCESS_FACTORS, Heading.CLOSE)
    return item | {
        "holds": holds,
        "known": evidence[0] if evidence else None,
        "rest": evidence[1:],
        "words": words,
        "is_bare": not (words or minutes or has_a_form),
        "notes": _of_kind(minutes, "note"),
        "decisions": _of_kind(minutes, "decision"),
        "actions": [minute["action"] for minute in minutes if minute["action"]],
    }


def _of_kind(minutes, kind):
    return [minute for minute in minutes if minute["kind"] == kind]


def _words(data, charts, heading):
    """Return what each section prints under one heading, in the order of the file."""
    printed = []
    for slug, part in data["parts"].items():
        if heading in part["headings"]:
            printed.append(
                _part(
                    slug,
                    part,
                    charts[slug],
                    heading,
                    data["format"],
                )
            )
    return [words for words in printed if words.strip()]


def _part(slug, part, charts, heading, version):
    """Return a section's own words as it prints them, or nothing where it has no template for
    paper.
    """
    try:
        template = get_template(f"{slug}/pack/v{version}/_pack.html")
    except TemplateDoesNotExist:
        return ""
    context = {
        "data": part["data"],
        "charts": charts,
        "title": part["title"],
        "heading": heading,
        "headings": Heading,
        "first_page": sections.FIRST_PAGE,
    }
    return template.render({**part["data"], **context})


def _health(data, version):
    """Draw what makes up health, if anything does; format 1 kept a part as a list."""
    parts = data.get("snapshot", {}).get("health_parts", [])
    if version == 1:
        parts = [{"points": points, "text": text} for points, text in parts]
    items = [(part["text"], part["points"]) for part in parts]
    return contributions(title="What makes up health", items=items, text="none") if items else None


def _main_chart(charts):
    named = {name: drawn for drawn in charts.values() for name in drawn}
    return next((named[name].pop(name) for name in ON_THE_SNAPSHOT if name in named), None)
