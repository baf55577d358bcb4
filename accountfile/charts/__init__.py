"""Charts drawn on the server as SVG, each with the table that says the same in words.

Pages show a chart as an image (``chart_response``), the pack as a ``data:`` image of the same
drawing. The same data always gives the same bytes, so a chart is drawn once and an unchanged one is
not sent again.
"""

from accountfile.charts.chart import Chart, cached_chart, chart_response
from accountfile.charts.drawing import FULL, HALF
from accountfile.charts.figures import bars_and_line, contributions, radar, stage_bars, trend
from accountfile.charts.organisation import organisation

__all__ = [
    "FULL",
    "HALF",
    "Chart",
    "bars_and_line",
    "cached_chart",
    "chart_response",
    "contributions",
    "organisation",
    "radar",
    "stage_bars",
    "trend",
]
