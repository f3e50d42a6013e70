"""Pages and styles by their standards, and nothing in styles and scripts that Chromium 80 or Safari 14 do not know.

html5lib reads as the HTML standard says and stops at the first parse error; tinycss2 does the same for CSS. Both are plain
Python, so that nobody needs Node or Java for this. The pages are the golden ones: each byte of them is what a build writes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
import tinycss2

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "site"
PAGES = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.html"))
STATIC = ROOT / "themes" / "gongshi" / "static"
STYLES = sorted(STATIC.glob("*.css"))
SCRIPTS = sorted(STATIC.glob("*.js"))

# Newer than Chromium 80 (February 2020) or Safari 14 (September 2020). What an older browser may leave out without harm
# is not here: text-wrap, text-underline-offset, :focus-visible, which stands in a rule of its own.
_PROPERTIES = {"inset", "gap", "row-gap", "column-gap", "aspect-ratio", "accent-color", "translate", "rotate", "scale",
               "content-visibility", "inset-inline", "inset-block", "margin-inline", "padding-inline"}  # fmt: skip
_FUNCTIONS = {"color-mix", "oklch", "oklab", "lab", "lch", "hwb", "light-dark", "round", "mod", "sin"}
_SELECTORS = re.compile(r":(?:is|where|has|user-valid|popover-open|modal)\b|&")
_AT_RULES = {"layer", "container", "property", "scope", "starting-style", "nest", "view-transition"}
_UNITS = {"dvh", "svh", "lvh", "dvw", "svw", "lvw", "cqw", "cqi", "lh", "rlh", "cap"}
_WORDS = {
    "logical assignment": r"(?:\|\||&&|\?\?)=",
    "private field": r"(?:this|\w)\.#\w|^\s*#\w+\s*[=(;]",
    "static block": r"\bstatic\s*\{",
    "number with underscores": r"\b\d+_\d",
    "lookbehind": r"\(\?<[=!]",
    "newer method": r"\.(?:replaceAll|at|findLast|findLastIndex|toSorted|toReversed|with|hasOwn|any|replaceChildren|groupBy)\(",
    "newer function": r"\b(?:structuredClone|reportError|AbortSignal\.timeout|crypto\.randomUUID|Array\.fromAsync)\b",
    "await outside of a function": r"^await\b",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_parsed_without_an_error(page: str) -> None:
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse((GOLDEN / page).read_bytes())
    ids = Counter(node.get("id") for node in document.iter() if node.get("id") is not None)
    assert [name for name, count in ids.items() if count > 1 or not name or " " in name] == []
    # A mapping that a template prints whole is no text for readers.
    assert not re.search(r"\{'\w+':|\bNone\b|Undefined", " ".join(document.find("body").itertext()))
    for node in document.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            assert set((node.get(attribute) or "").split()) <= ids.keys(), f"{attribute} of {node.tag} leads nowhere"


def test_the_parser_stops_at_an_error() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!DOCTYPE html><title>-</title><p><div></p></div>")


def _rules(nodes: list[Any]) -> Iterator[Any]:
    """Every rule, those within @media included. AssertionError at a parse error."""
    for node in nodes:
        broken = [token for token in [node, *getattr(node, "prelude", [])] if token.type == "error"]
        assert not broken, f"line {broken[0].source_line}: {broken[0].message}"
        yield node
        if node.type == "at-rule" and node.content is not None and node.lower_at_keyword != "page":
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _tokens(nodes: list[Any]) -> Iterator[Any]:
    for node in nodes:
        yield node
        yield from _tokens(getattr(node, "arguments", None) or getattr(node, "content", None) or [])


def newer(css: str) -> list[str]:
    """What of a style sheet is newer than the oldest browsers that the site is for. AssertionError at a parse error."""
    found = []
    for rule in _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        if rule.type == "at-rule":
            found += [f"@{rule.lower_at_keyword}"] if rule.lower_at_keyword in _AT_RULES else []
            continue
        found += _SELECTORS.findall(tinycss2.serialize(rule.prelude))
        for declared in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            assert declared.type != "error", f"line {declared.source_line}: {declared.message}"
            found += ["nesting"] if declared.type != "declaration" else []
            found += [declared.lower_name] if getattr(declared, "lower_name", "") in _PROPERTIES else []
            for token in _tokens(getattr(declared, "value", [])):
                found += [token.lower_name] if token.type == "function" and token.lower_name in _FUNCTIONS else []
                found += [token.lower_unit] if token.type == "dimension" and token.lower_unit in _UNITS else []
    return found


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_is_sound_and_old_enough(sheet: Path) -> None:
    assert newer(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("css", "what"),
    [
        ("a { gap: 1rem }", "gap"), ("a { color: color-mix(in srgb, red, blue) }", "color-mix"), ("a { height: 10dvh }", "dvh"),
        ("a:is(b) { color: red }", ":is"), ("@layer x { a { color: red } }", "@layer"), ("a { color: red; b { color: red } }", "nesting"),
        ("@media print { a { inset: 0 } }", "inset"),
    ],
)  # fmt: skip
def test_a_newer_feature_is_seen(css: str, what: str) -> None:
    assert newer(css) == [what]


def test_a_broken_rule_is_seen() -> None:
    with pytest.raises(AssertionError):
        newer("a { color: red } } b { color: red }")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_old_enough(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert {what for what, pattern in _WORDS.items() if re.search(pattern, text, re.M)} == set()


@pytest.mark.parametrize(
    "line",
    ["a ||= b;", "x = this.#y;", "class A { static { } }", "1_000", "/(?<=a)b/", "a.replaceAll(b, c)", "await x;"],
)
def test_a_newer_word_is_seen(line: str) -> None:
    assert [what for what, pattern in _WORDS.items() if re.search(pattern, line, re.M)]
