"""What the client profile tells a review."""

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.profile.models import Fact, Position


def test_items_5_and_12_name_the_empty_boxes_and_the_assumptions(acme, today):
    Position.objects.create(account=acme, title="Head of energy", held=Position.Held.VACANT)
    Fact.objects.create(account=acme, topic=Fact.Topic.MARKET, text="It grows", known_on=today)
    section = sections.section_named("profile")
    assert [
        (item.heading, item.text)
        for item in section.agenda(acme, None, today)
        if item.tone == "watch"
    ] == [
        (
            Heading.ORGANISATION_CHANGES,
            "Vacant or unknown boxes in the client's organisation charts: 1.",
        ),
        (Heading.MISSING_INFORMATION, "Facts of the profile that are assumed, not confirmed: 1."),
    ]
    headings = [Heading.BUSINESS_PERFORMANCE, Heading.ORGANISATION_CHANGES]
    assert section.pack(acme, None, "internal")["headings"] == headings
