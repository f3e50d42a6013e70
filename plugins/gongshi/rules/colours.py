"""A bureau's own colours can be read."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.colours import LEAST, Colours
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule


@rule("GS171", "配色看不清", Severity.DEFECT, "GB/T 37668-2019（对比度不低于4.5:1）；无障碍环境建设法第三十二条")
def weak_colour(register: Register) -> Iterator[Hit]:
    """【配色】里的颜色和它上面的文字、它下面的底色对比不到 4.5:1，老年人和视力不好的人看不清。本站不用这个颜色，
    仍用默认的颜色，其他内容照常公示。

    处理：主色、印章色换深一些的；深色主色换浅一些的；或者删去这一行。

    合格：配色: {主色: "#0b6b3a"}

    不合格：配色: {主色: "#7bc8a4"}
    """
    colours = register.site.colours
    for name, colour, ratio in colours.weak():
        zh = Colours.model_fields[name].alias
        message = f"【{zh}】是 {colour}，对比度只有 {ratio}，不应低于 {LEAST}；暂用默认的颜色"
        fix = "换浅一些的颜色" if name == "brand_dark" else "换深一些的颜色"
        yield Hit(register.site.file, ("配色", str(zh)), message, fix)
