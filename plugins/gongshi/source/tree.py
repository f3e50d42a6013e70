"""YAML events → plain data in one walk, with a gate at every spot that is refused or was read otherwise than meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from gongshi.findings import Finding, Severity
from gongshi.source import diagnose
from gongshi.source.diagnose import Slip
from gongshi.source.text import ENCODING, REFUSED_CHARACTER
from gongshi.source.values import REFUSED, SYNTAX, quoted
from gongshi.source.wording import mended, shown

MAX_DEPTH = 12
MAX_NODES = 20_000
DUPLICATE, SIZE = "GS003", "GS005"
MOST_FAULTS = diagnose.MOST_SLIPS

# Without libyaml the same parser in Python: slower, same events.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Keys that need a second look: colons that YAML did not take for one, odd spaces, full-width quotes.
_ODD_KEY = re.compile(r"[:：\s“”\"']")
# How a value begins that was probably meant as something else: a bullet, a bracket or a quote of full width.
_BULLETS = "-－—–−•●○▪◦‣·"
_ODD_START = frozenset(_BULLETS + "“‘＂「｛［")
_TEXT_DASH = re.compile(r"——|[-−－]\d|--")
_GLUED_FIELD = re.compile(r"[\u3400-\u9fff]{2,12}:\S")
_FIELD_INSIDE = re.compile(r"\n\s*(?:- +\S|[\w（）()、/·\-]{1,24} *:(?:\s|$))")
_LONGEST_LINE = 2000


class Tree:
    """``data`` (None unless the root is a mapping), ``faults`` without a file, ``error`` where YAML gave up.

    Events come one by one, so that a hostile file is dropped at the first one that goes too deep or too far.
    """

    def __init__(self, text: str) -> None:
        self.data: dict[str, Any] | None = None
        self.faults: list[Finding] = []
        self.error: yaml.YAMLError | None = None
        self.stopped = False  # the rest of the file was not read
        self._text = text
        self._raws: list[str] | None = None
        self._slips: list[Slip] | None = None
        loader = None
        try:
            loader = LOADER(text)
            self._read(loader.get_event)
        except yaml.YAMLError as error:
            self.error = error
        finally:
            if loader is not None:
                loader.dispose()

    def _read(self, next_event: Callable[[], Any]) -> None:
        """One loop over the events, kept flat because every file of a county goes through it."""
        container: Any = None  # the open dict or list
        key: str | None = None  # the pending key of an open dict
        key_line = -1
        keys: dict[str, int] | None = None  # the keys of an open dict with their lines; None in a list
        stack: list[tuple[Any, str | None, int, dict[str, int] | None]] = []
        count = 0
        while True:
            event = next_event()
            kind = type(event)
            value: Any
            if kind is ScalarEvent:
                text, mark = event.value, event.start_mark
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event)
                if event.style == '"' and REFUSED_CHARACTER.search(text):
                    self._escaped(event)
                if keys is not None and key is None:
                    if text in keys or not text or text == "<<" or _ODD_KEY.search(text):
                        self._key(text, event, keys)
                    key, key_line, keys[text] = text, mark.line, mark.line
                    continue
                if event.style:
                    value = text
                    if event.end_mark.line != mark.line:
                        self._quoted_lines(event)
                else:
                    value = text or None
                    if event.end_mark.line != mark.line:
                        self._plain_lines(event, key)
                    elif (text and text[0] in _ODD_START) or (":" in text and mark.line != key_line):
                        self._odd_value(text, mark, own_line=mark.line != key_line)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = container
                container, key, key_line, keys = stack.pop()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if not self._may_open(event, len(stack) + 1, as_key=keys is not None and key is None):
                    return
                stack.append((container, key, key_line, keys))
                key, key_line = None, -1
                if kind is MappingStartEvent:
                    container, keys = {}, {}
                else:
                    container, keys = [], None
                continue
            elif kind is StreamEndEvent:
                return
            elif kind is AliasEvent:
                self._refuse(event)
                value = ""
                if keys is not None and key is None:
                    key, key_line = "*", event.start_mark.line
                    continue
            elif kind is DocumentStartEvent and not self._may_begin(event, again=count > 0):
                return
            else:
                continue
            count += 1
            if count > MAX_NODES:
                self._stop(SIZE, f"内容太多，一个文件最多 {MAX_NODES} 项", event.start_mark, "拆成几个文件")
                return
            if keys is not None:
                container[key] = value
                key = None
            elif container is not None:
                container.append(value)
            else:
                self.data = value if type(value) is dict else None

    def _may_open(self, event: Any, depth: int, *, as_key: bool) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if as_key:
            self._stop(REFUSED, "字段名不能是列表或多层结构，只能是文字", event.start_mark, "字段: 值")
        elif depth > MAX_DEPTH:
            self._stop(SIZE, f"层次太深，最多 {MAX_DEPTH} 层", event.start_mark, "减少缩进的层次")
        return not self.stopped

    def _may_begin(self, event: Any, *, again: bool) -> bool:
        if event.version or event.tags:
            self._fault(REFUSED, "不接受以“%”开头的 YAML 指令，请删去这一行", event.start_mark, "删去这一行")
        if again:
            message = "一个文件只放一条记录，“---”后面不能再有内容"
            self._stop(REFUSED, message, event.start_mark, "删去“---”，或者拆成两个文件")
        return not self.stopped

    def _fault(self, code: str, message: str, mark: Any, fix: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Finding(code, Severity.GATE, message, "", mark.line + 1, mark.column + 1, fix))

    def _stop(self, code: str, message: str, mark: Any, fix: str) -> None:
        self.stopped = True
        # Beyond the cap too: a file not read to its end must never pass for a whole one.
        self.faults.append(Finding(code, Severity.GATE, message, "", mark.line + 1, mark.column + 1, fix))

    def _raw(self, number: int) -> str:
        """Raw line, counted from 0."""
        if self._raws is None:
            self._raws = self._text.split("\n")
        return self._raws[number] if number < len(self._raws) else ""

    def _slip_on(self, number: int) -> bool:
        """Report the slip on a line (from 0), if there is one."""
        slip = diagnose.slip_at(number + 1, self._raw(number)) if len(self.faults) < MOST_FAULTS else None
        if slip is not None:
            self.faults.append(slip.finding(""))
        return slip is not None

    def _refuse(self, event: Any) -> None:
        mark = event.start_mark
        raw = self._raw(mark.line)
        what = (
            "引用（*名称）" if type(event) is AliasEvent else "锚点（&名称）" if event.anchor else "类型标记（!类型）"
        )
        fix = raw[: mark.column] + quoted(raw[mark.column :].strip()) if len(raw) < _LONGEST_LINE else '字段: "值"'
        self._fault(REFUSED, f"不接受 YAML 的{what}；如果是文字，请加引号", mark, mended(fix))

    def _escaped(self, event: Any) -> None:
        """What may not stand in a file may not come in as an escape of double quotes either."""
        mark, character = event.start_mark, REFUSED_CHARACTER.search(event.value)
        if character is not None:
            message = f"双引号里的“\\”写法带进了看不见的字符（U+{ord(character[0]):04X}），请删去，或者改用单引号"
            self._fault(ENCODING, message, mark, "字段: '值'")

    def _key(self, key: str, event: Any, keys: dict[str, int]) -> None:
        mark = event.start_mark
        if key in keys:
            first, second = keys[key] + 1, mark.line + 1
            message = f"“{shown(key)}”写了两次：第 {first} 行和第 {second} 行，只能留一处"
            self._fault(DUPLICATE, message, mark, f"删去第 {first} 行或第 {second} 行")
        elif key == "<<" and not event.style:
            self._fault(REFUSED, "不接受 YAML 的合并写法“<<”，请逐项写出", mark, "逐项写出各个字段")
        elif not key:
            self._fault(REFUSED, "冒号前面没有字段名", mark, "字段: 值")
        elif _ODD_KEY.search(key) and not self._slip_on(mark.line):
            self._fault(SYNTAX, f"字段名“{shown(key)}”里有冒号、空格或引号", mark, "字段: 值")

    def _odd_value(self, text: str, mark: Any, *, own_line: bool) -> None:
        """A value on one line that reads like a list item, a field or a quotation gone wrong."""
        if text[0] in _BULLETS:
            suspicious = own_line and not _TEXT_DASH.match(text)
        else:
            suspicious = text[0] in _ODD_START or _GLUED_FIELD.match(text) is not None
        if suspicious:
            self._slip_on(mark.line)

    def _quoted_lines(self, event: Any) -> None:
        """Quotes may run over several lines, unless a field was swallowed by them; block scalars always may."""
        if event.style in ("|", ">"):
            return
        start, end = event.start_mark, event.end_mark
        inside = "\n".join(["", *(self._raw(number) for number in range(start.line + 1, end.line + 1))])
        if _FIELD_INSIDE.search(inside):
            self._fault(SYNTAX, "引号没有在这一行配对，下面的字段被当成了文字", start, '字段: "值"')

    def _plain_lines(self, event: Any, key: str | None) -> None:
        """Unquoted text over several lines: mostly a field or list item that YAML took for more text."""
        start = event.start_mark
        if self._slips is None:
            self._slips = diagnose.slips(self._text)
        found = [slip for slip in self._slips if start.line < slip.line <= event.end_mark.line + 1]
        for slip in found[: MOST_FAULTS - len(self.faults)]:
            self.faults.append(slip.finding(""))
        if not found:
            name = shown(key) if key else ""
            message = (
                f"{f'“{name}”的' if name else ''}文字分成了几行；多行文字先写“|”，正文从下一行开始，多缩进两个空格"
            )
            self._fault(SYNTAX, message, start, f"{name}: |" if name else "- |")
