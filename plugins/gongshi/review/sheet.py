"""The review as a page that stands alone and prints as 公开审查表 on A4; no script, nothing from elsewhere."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from gongshi.findings import SEVERITY_ZH
from gongshi.review.item import Review
from gongshi.review.texts import summary
from gongshi.review.words import CLOSE, OPEN, marked


def as_html(review: Review) -> str:
    """One HTML document; everything from content is escaped."""
    environment = Environment(
        loader=PackageLoader("gongshi.review", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(pair=_pair, severity=SEVERITY_ZH)
    return environment.get_template("sheet.html").render(review=review, summary=summary(review), foot=_foot(review))


def _foot(review: Review) -> str:
    """What stands at the foot of every sheet, so that none can be put among others: hexadecimal digits, safe in CSS."""
    forms = [item.form for item in review.items if item.form]
    return f"校验码 {forms[0]}" if len(forms) == 1 else f"{review.base[:12]}..{review.head[:12]}"


def _pair(old: str, new: str) -> tuple[Markup, Markup]:
    sides = marked(old, new) if old and new else (old, new)
    one, other = (
        Markup(str(escape(side)).replace(OPEN, f"<{tag}>").replace(CLOSE, f"</{tag}>"))  # noqa: S704 - escaped, then marked
        for side, tag in zip(sides, ("del", "ins"), strict=True)
    )
    return one, other
