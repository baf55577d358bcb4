"""Who reports to whom, drawn by Graphviz."""

import re
import subprocess
from collections import Counter

from graphviz import Digraph, escape, nohtml

from accountfile.charts.chart import Chart
from accountfile.charts.drawing import ACCENT, HAIRLINE, INK, QUIET, TINT, shortened, titled

MOST_POSITIONS = 200
WIDEST = 6
SECONDS = 20
LOOKS = {
    "": {"color": HAIRLINE, "fillcolor": "white"},
    "key": {"color": ACCENT, "fillcolor": TINT, "penwidth": "1.6"},
    "gap": {
        "color": QUIET,
        "fillcolor": "white",
        "style": "rounded,filled,dashed",
        "fontcolor": QUIET,
    },
}


def organisation(*, title, nodes, edges):
    """Draw positions (key, name, role, mark) and their lines (senior key, junior key).

    The mark is "" or "key" (somebody who matters to us) or "gap" (vacant, or nobody we know).
    """
    shown = nodes[:MOST_POSITIONS]
    places = {key: f"p{number}" for number, (key, *_) in enumerate(shown)}
    # One line above each position: a web of lines would keep Graphviz busy for minutes.
    above = {junior: senior for senior, junior in edges if senior in places and junior in places}
    graph = _paper(sideways=max(Counter(above.values()).values(), default=0) > WIDEST)
    for key, name, role, mark in shown:
        graph.node(
            places[key],
            _label(name, role),
            **LOOKS[mark],
        )
    for junior, senior in above.items():
        graph.edge(places[senior], places[junior])
    left_out = len(nodes) - len(shown)
    told = f"{len(shown)} positions" + (
        f"; {left_out} more are only in the table." if left_out else "."
    )
    return Chart(
        titled(_drawn(graph), title),
        title,
        told,
        _table(nodes, edges),
    )


def _paper(*, sideways):
    graph = Digraph()
    graph.attr(
        rankdir="LR" if sideways else "TB",
        nodesep="0.18",
        ranksep="0.34",
        splines="polyline",
        bgcolor="white",
    )
    graph.attr(
        "node", shape="box", style="rounded,filled", fontname="Inter", fontsize="9", fontcolor=INK
    )
    graph.attr("node", margin="0.12,0.06", height="0.36")
    graph.attr("edge", arrowhead="none", color=QUIET, penwidth="0.8")
    return graph


def _label(name, role):
    """Return both lines as text: Graphviz would read a label in <…> as markup and &…; as a
    letter.
    """
    lines = [escape(shortened(text, 34).replace("&", "&amp;")) for text in (name, role) if text]
    return nohtml(r"\n".join(lines) or "–")


def _drawn(graph):
    command = ["dot", "-Tsvg"]  # found on the path: every system keeps it somewhere else
    asked = subprocess.run(  # noqa: S603 - a fixed command, nothing typed
        command, input=graph.source.encode(), capture_output=True, timeout=SECONDS, check=True
    )
    svg = asked.stdout.decode().replace(
        'font-family="Inter"', 'font-family="Inter, DejaVu Sans, Arial, sans-serif"'
    )
    # With a fixed size the picture would jump to a page of its own in the pack.
    return re.sub(r'<svg width="[^"]*" height="[^"]*"', "<svg", svg, count=1)


def _table(nodes, edges):
    names = {key: name or role for key, name, role, _ in nodes}
    above = {junior: names.get(senior, "") for senior, junior in edges}
    return ["Position", "Name", "Reports to"], [
        [role, name, above.get(key, "")] for key, name, role, _ in nodes
    ]
