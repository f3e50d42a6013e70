"""No rule of a style sheet is for nothing: each selector matches in some page, or needs what a script sets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sample_site import KINDS

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[2] / "themes" / "gongshi" / "static"
# What scripts write into pages: words of their quoted strings.
_QUOTED = re.compile(r'"([^"\n]*)"')
# Content may have these; of the pages looked at, one of each kind, none has.
_RARE = {
    ".tag-expected", ".tag-late", ".long table", ".tag-未生效", ".tag-过期", ".long h3", ".long blockquote", '.tongue [lang="mn-Mong"]', ".one-chart.wide",
    ".one-chart.wide .body", ".board .staff .qr", ".board .staff .qr svg",
}  # fmt: skip
# Pages are parsed and not shown. Given: their addresses, and the words of scripts that a selector may name for free.
_UNMATCHED = r"""async ([pages, words, rare]) => {
  const rules = (list) => Array.from(list).flatMap((rule) => rule.cssRules && rule.cssRules.length
    ? rules(rule.cssRules) : rule.selectorText ? rule.selectorText.split(/,\s*/) : []);
  const selectors = Array.from(document.styleSheets).flatMap((sheet) => rules(sheet.cssRules));
  const moments = /::?(hover|focus(-visible)?|target|checked|before|after|marker|-webkit-[a-z-]+)\b/g;
  const set = new Set(words);
  // An element, a class or an attribute that a script sets is taken for granted.
  const granted = (all, name) => (set.has(name) ? "" : all);
  const still = (selector) => selector.replace(moments, "").replace(/:not\(\)/g, "").split(/(?:\s*([>+~])\s*|\s+)(?![^(]*\))/)
    .map((part) => part === undefined ? " " : part.replace(/^(\w+)/, granted).replace(/\.([^\s.:#[\]>+~]+)/g, granted)
      .replace(/\[([\w-]+)[^\]]*\]/g, granted).replace(/^(?=$|:)/, "*")).join("")
    // What stands in an element that a script makes is made by it as well.
    .replace(/([ >]\*)+$/, "");
  let open = Array.from(new Set(selectors)).filter((selector) => !rare.includes(selector)).map((selector) => [selector, still(selector)]);
  for (const path of pages) {
    if (!open.length) break;
    const text = await (await fetch(path)).text();
    const found = new DOMParser().parseFromString(text, "text/html");
    open = open.filter(([, plain]) => !found.querySelector(plain));
  }
  return open.map(([selector]) => selector);
}"""


def test_every_rule_has_something_to_do(browser: Browser, address: str) -> None:
    words = {
        word
        for script in STATIC.glob("*.js")
        for text in _QUOTED.findall(script.read_text("utf-8"))
        for word in re.split(r"[^\w-]+", text)
    }
    pages = [address + path for path in KINDS.values() if "?" not in path]
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "boards/board-12.html")
    assert page.evaluate(_UNMATCHED, [pages, sorted(words), sorted(_RARE)]) == []
    context.close()
