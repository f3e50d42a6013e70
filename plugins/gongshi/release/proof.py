"""What the ledger proves: that it was not rewritten, that it fits what is live, and the history of one record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

from gongshi.release.folder import Folder, put
from gongshi.release.ledger import EVENTS, Entry, Ledger, LedgerError, follows, read_ledger
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
    if against is not None and not follows(folder.ledger.read_bytes(), against.read_bytes()):
        yield f"公示账和“{against.name}”对不上：那时已经登记的有改动或者删去"
    yield from _live(folder, ledger)
    if signers is not None:
        yield from _signed(folder, ledger, signers)


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


def as_text(record: str, entries: Sequence[Entry], ledger: Ledger) -> str:
    """The history of a record, for reading."""
    lines = [f"记录 {record} 的公示经过"]
    lines += [
        f"  第 {e.n} 条  {e.day}  {EVENTS[e.event]}{f'（首次公示 {e.first}）' if e.first else ''}\n"
        f"      公示内容 SHA-256  {e.statement or '——'}\n      发布清单 SHA-256  {e.manifest or '——'}"
        for e in entries
    ]
    lines.append(f"公示账共 {len(ledger.entries)} 条，末行 SHA-256  {ledger.head}")
    return "\n".join(lines)


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>公示经过 {{ record }}</title>
<style>
@page { size: A4 landscape; margin: 15mm; }
body { font: 11pt/1.6 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #000; }
h1 { font-size: 16pt; text-align: center; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; padding: .3em .5em; text-align: left; vertical-align: top; }
td.hash { font-family: monospace; font-size: 8pt; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>公示经过</h1>
<p>记录 {{ record }}{% if number %}，{{ number }}{% endif %}</p>
<table>
<thead><tr><th>序号</th><th>日期</th><th>事项</th><th>首次公示</th><th>公示内容 SHA-256</th><th>发布清单 SHA-256</th></tr></thead>
<tbody>
{% for e in entries %}<tr><td>{{ e.n }}</td><td>{{ e.day }}</td><td>{{ events[e.event] }}</td><td>{{ e.first }}</td>\
<td class="hash">{{ e.statement }}</td><td class="hash">{{ e.manifest }}</td></tr>
{% endfor %}
</tbody>
</table>
<p>公示账共 {{ count }} 条，末行 SHA-256 <code>{{ head }}</code>。核对方法见 docs/ledger.md。</p>
</body>
</html>
"""


def as_html(record: str, number: str, entries: Sequence[Entry], ledger: Ledger) -> str:
    """The same as a page that stands alone, for printing."""
    template = Environment(autoescape=True).from_string(_PAGE)
    return template.render(
        record=record, number=number, entries=entries, events=EVENTS, count=len(ledger.entries), head=ledger.head
    )
