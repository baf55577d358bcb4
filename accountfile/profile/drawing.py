"""The organisation charts of a client, the same on the page and in the pack."""

from typing import NamedTuple

from accountfile.charts import cached_chart, organisation
from accountfile.profile.models import Position


class Box(NamedTuple):
    """One position as it is drawn; ``above`` is the number of the position it reports to, or
    None.
    """

    number: int
    position: str
    holder: str
    above: int | None
    mark: str


def draw(title, boxes):
    """Draw these boxes and the lines between them, once for the same facts."""
    nodes = [(str(box.number), box.holder, box.position, box.mark) for box in boxes]
    edges = [(str(box.above), str(box.number)) for box in boxes if box.above]
    return cached_chart(organisation, title=title, nodes=nodes, edges=edges)


def chart_of(name, title):
    """Return the function that draws one of an account's charts."""

    def drawing(account, period):
        rows = Position.objects.filter(account=account, chart=name)
        return draw(
            title,
            [
                Box(
                    p.pk,
                    p.title,
                    p.holder,
                    p.reports_to_id,
                    p.mark,
                )
                for p in rows
            ],
        )

    return drawing
