"""Charts for pages without scripts: numbers in, SVG out. Nothing is known here of records, pages or law.

Colours come from the page: text is ``currentColor``, the series are the classes ``c1`` to ``c5``. Each series bears a
pattern of its own beside its colour, and what a chart says stands in a table beside it, so that nobody needs to see it.
"""

from gongshi.charts.bars import bars
from gongshi.charts.columns import columns
from gongshi.charts.frame import MOST_SERIES, Series

__all__ = ["MOST_SERIES", "Series", "bars", "columns"]
