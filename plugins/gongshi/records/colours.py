"""配色: a bureau's own colours, and whether they can be read where the theme puts them (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from gongshi.records.base import Model, key
from gongshi.records.types import patterned

Colour = Annotated[
    str,
    BeforeValidator(patterned(r"#[0-9A-Fa-f]{6}", "应是颜色：# 后面六位十六进制数字，加引号", "'#174f94'")),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}),
]
LEAST = Decimal("4.5")
# What the theme puts each colour on, or on it, at its faintest: the panel by day, the panel by night, white letters.
_BESIDE = {"brand": "#f3f6fa", "brand_dark": "#1a222c", "seal": "#ffffff"}


class Colours(Model):
    """Each may be left out; the theme's own colour stands then."""

    brand: Colour | None = key("主色", "页头、链接、标题线的颜色，要深", None, example="'#174f94'")
    brand_dark: Colour | None = key("深色主色", "读者用深色模式时的链接颜色，要浅", None, example="'#9cc4f5'")
    seal: Colour | None = key("印章色", "左上角印章的颜色，要深", None, example="'#b3281e'")

    def weak(self) -> list[tuple[str, str, Decimal]]:
        """Colours that are too faint: name of the field, colour, its contrast."""
        given = ((name, getattr(self, name)) for name in _BESIDE)
        measured = [(name, colour, contrast(colour, _BESIDE[name])) for name, colour in given if colour]
        return [each for each in measured if each[2] < LEAST]

    def usable(self) -> dict[str, str]:
        """Name of the field → colour, of those that can be read."""
        weak = {name for name, _, _ in self.weak()}
        return {name: getattr(self, name) for name in _BESIDE if getattr(self, name) and name not in weak}


def contrast(one: str, other: str) -> Decimal:
    """Contrast of two colours ``#rrggbb`` by WCAG 2.1, from 1 to 21, cut after two decimals: 4.499 is not 4.5."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return Decimal((light + 0.05) / (dark + 0.05)).quantize(Decimal("0.01"), ROUND_DOWN)


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
