"""What the ledger proves: that it was not rewritten, that it fits what is live, and the history of one record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

from gongshi.release.folder import Folder, put
from gongshi.release.ledger import EVENTS, Entry, Ledger, LedgerError, follows, on_site, parsed, read_ledger
from gongshi.release.signature import SignatureError, check

HEAD = "head"


def write_head(folder: Folder) -> Path:
    """The number and hash of the last line into a file of their own, to be signed or copied elsewhere. OSError."""
    ledger = read_ledger(folder.ledger)
    place = folder.ledger.with_name(HEAD)
    put(place, f"{len(ledger.entries)} {ledger.head}\n".encode())
    return place


def faults(folder: Folder, against: Path | None, signers: Path | None) -> Iterator[str]:
    """Everything that is wrong with the ledger, in Chinese; nothing when it holds."""
    if not folder.ledger.is_file():
        yield "没有公示账"
        return
    try:
        ledger = read_ledger(folder.ledger)
    except LedgerError as error:
        yield str(error)
        return
    if ledger.torn:
        yield f"公示账最后一行没有写完（{ledger.torn} 个字节），下一次发布会补上"
    if against is not None:
        yield from _against(folder, against)
    yield from _live(folder, ledger)
    if signers is not None:
        yield from _signed(folder, ledger, signers)


def _against(folder: Folder, against: Path) -> Iterator[str]:
    old = against.read_bytes()
    try:
        sound = bool(parsed(old).entries)
    except LedgerError:
        sound = False
    # Whatever has no whole line would agree with any ledger.
    if not sound:
        yield f"“{against.name}”不是公示账，或者残缺，不能拿来核对"
    elif not follows(folder.ledger.read_bytes(), old):
        yield f"公示账和“{against.name}”对不上：那时已经登记的有改动或者删去"


def _live(folder: Folder, ledger: Ledger) -> Iterator[str]:
    manifest = folder.manifest(folder.live())
    if folder.live() is None:
        yield "没有网站在线，或者看不出是哪一次发布"
    elif manifest is None:
        yield "在线的那次发布的清单残缺"
    elif not ledger.released(manifest.hash):
        yield "在线的网站不是公示账最后登记的那一次发布"
    entered = {entry.manifest for entry in ledger.entries if entry.event == "released"}
    for name in folder.names():
        kept = folder.manifest(name)
        if kept is not None and kept.hash not in entered and name != folder.live():
            yield f"{name} 的发布清单没有登记在公示账里"


def _signed(folder: Folder, ledger: Ledger, signers: Path) -> Iterator[str]:
    head = folder.ledger.with_name(HEAD)
    live = folder.live()
    try:
        check(head, signers)
        count, _, digest = head.read_text("ascii").strip().partition(" ")
        if not _was(ledger, int(count), digest):
            yield "签过名的公示账和现在的对不上：签名以前的行有改动"
        if live is not None:
            check(folder.release(live) / "manifest.json", signers)
    except (OSError, ValueError):
        yield "公示账的签名文件残缺"
    except SignatureError as error:
        yield str(error)


def _was(ledger: Ledger, count: int, digest: str) -> bool:
    """True when the ledger's hash after ``count`` lines was ``digest``."""
    if count == len(ledger.entries):
        return ledger.head == digest
    return 0 < count < len(ledger.entries) and ledger.entries[count].prev == digest


def as_text(record: str, number: str, entries: Sequence[Entry], ledger: Ledger, wrong: Sequence[str]) -> str:
    """The history of a record, for reading. ``wrong``: all that ``faults`` found."""
    lines = [f"{name}：{value}" for name, value in _head(record, number, entries)]
    lines += [
        f"  第 {e.n} 条  {e.day}  {_what(e)}\n"
        f"      公示内容 SHA-256  {e.statement or '——'}\n      发布清单 SHA-256  {e.manifest or '——'}"
        for e in entries
    ]
    lines.append(f"公示账共 {len(ledger.entries)} 条，末行 SHA-256  {ledger.head}")
    lines += [f"核对有不符：{fault}" for fault in wrong] or [_WELL]
    return "\n".join(lines)


_WELL = "核对过：公示账逐行相连，和在线的网站相符。"
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>公示经过 {{ record }}</title>
<style>
@page { size: A4; margin: 20mm; }
body { max-width: 48em; margin: 1em auto; padding: 0 1em; font: 12pt/1.6 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #000; }
h1 { font-size: 18pt; text-align: center; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; padding: .3em .5em; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
caption { text-align: left; padding: .5em 0; }
.events td:nth-child(-n+2), thead th { white-space: nowrap; }
code { font: 9pt monospace; overflow-wrap: anywhere; }
.wrong { font-weight: bold; }
.seal { margin-top: 3em; break-inside: avoid; }
@media print { body { max-width: none; padding: 0; } }
</style>
</head>
<body>
<h1>公示经过</h1>
<table>
{% for name, value in head %}<tr><th scope="row">{{ name }}</th><td>{{ value }}</td></tr>
{% endfor %}
</table>
<table class="events">
<caption>公示账的登记</caption>
<thead><tr><th>条</th><th>日期</th><th>事项</th></tr></thead>
<tbody>
{% for e in entries %}<tr><td>{{ e.n }}</td><td>{{ e.day }}</td><td>{{ what(e) }}\
{% if e.statement %}<br>公示内容 <code>{{ e.statement }}</code>{% endif %}\
{% if e.manifest %}<br>发布清单 <code>{{ e.manifest }}</code>{% endif %}</td></tr>
{% endfor %}
</tbody>
</table>
{% for fault in wrong %}<p class="wrong">核对有不符：{{ fault }}</p>
{% else %}<p>{{ well }}</p>
{% endfor %}
<p>公示账共 {{ count }} 条，末行 <code>{{ last }}</code>。公示内容、发布清单、末行都是 SHA-256。</p>
<p>再核对：<code>gongshi ledger verify --site 发布文件夹</code>；不用本程序的办法见 docs/ledger.md。</p>
<p class="seal">出具单位（盖章）：<br>日期：</p>
</body>
</html>
"""


def as_html(record: str, number: str, entries: Sequence[Entry], ledger: Ledger, wrong: Sequence[str]) -> str:
    """The same as a page that stands alone, for printing."""
    template = Environment(autoescape=True).from_string(_PAGE)
    return template.render(
        record=record, head=_head(record, number, entries), entries=entries, what=_what, wrong=wrong, well=_WELL,
        count=len(ledger.entries), last=ledger.head,
    )  # fmt: skip


def _what(entry: Entry) -> str:
    """The event; of what was public before there was a ledger, since when."""
    before = bool(entry.first) and entry.first < entry.day.isoformat()
    return f"{EVENTS[entry.event]}（{entry.first} 起，建账以前已公示）" if before else EVENTS[entry.event]


def _head(record: str, number: str, entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """What somebody asks first: of what, since when, and whether it is there now."""
    last = entries[-1]
    first = next((entry.first for entry in entries if entry.first), "")
    now = "在网站上公示" if on_site(entries) else f"不在公示：{last.day} {EVENTS[last.event]}"
    rows = [("文书号或名称", number), ("记录标识", record), ("首次公示", first), ("现在", now)]
    return [row for row in rows if row[1]]
