"""Data files for supervisors and programs: the timeliness scorecard as JSON and CSV."""

from __future__ import annotations

import json

from gongshi.public.listing import as_csv
from gongshi.public.scorecard import Score, as_data, cells
from gongshi.site.press import Press


def build(press: Press, scores: list[Score]) -> None:
    """``data/timeliness.json`` and ``.csv``; the mark at its head tells spreadsheets that the CSV is UTF-8."""
    data = as_data(scores, press.register.setting.as_of)
    press.staging.write("data/timeliness.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    press.staging.write("data/timeliness.csv", "\ufeff" + as_csv(cells(scores)))
