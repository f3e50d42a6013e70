"""What is left out of style sheets on their way to the public: nothing that a browser reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tinycss2

from gongshi.site.theme import compact

STATIC = Path(__file__).parents[2] / "themes" / "gongshi" / "static"


def _rules(nodes: list[Any]) -> list[Any]:
    """Every rule as its words, white space of any length being one, and none at the ends."""
    return [
        [
            kind,
            *(
                " ".join(text.split()).replace(" ,", ",").replace(", ", ",").replace(" >", ">").replace("> ", ">")
                for text in texts
            ),
        ]
        for kind, *texts in _parts(nodes)
    ]


def _parts(nodes: list[Any]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for node in nodes:
        head = tinycss2.serialize(node.prelude)
        if node.type == "at-rule" and node.lower_at_keyword == "media":
            found += [("media", head)]
            found += _parts(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
            continue
        found += [(node.type, head)]
        for each in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
            if each.type == "declaration":
                found += [(each.name, tinycss2.serialize(each.value))]
            else:
                found += [("margin box", tinycss2.serialize([each]).replace(" ", "").replace(";}", "}"))]
    return found


def _of(css: str) -> list[Any]:
    return [
        [part.replace(": ", ":") for part in rule]
        for rule in _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    ]


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_the_short_form_says_the_same(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")
    short = compact(css)
    assert _of(short) == _of(css)
    assert len(short.encode()) < 0.84 * len(css.encode())


def test_strings_and_needed_spaces_stay() -> None:
    css = 'a > b :focus , i { /* ; no */ margin: 0/* ; */.5em\n 1px; content: "第 " attr(x) " ;  {" }\n@media (a: b) and (c) { p { } }'
    assert compact(css) == 'a>b :focus,i{margin:0 .5em 1px;content:"第 " attr(x) " ;  {"}@media (a:b) and (c){p{}}'
