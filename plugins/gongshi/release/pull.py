"""误公开, now: one record and all its traces gone from the live tree within seconds, whatever else is broken."""

from __future__ import annotations

import contextlib
import re
from datetime import date

from gongshi.release import deletion, switch
from gongshi.release.backup import sweep_pool
from gongshi.release.before import Before, before_of
from gongshi.release.folder import SITE, Folder, put
from gongshi.release.ledger import LedgerError, read_ledger
from gongshi.release.pulled import marked
from gongshi.release.removals import by_manifest
from gongshi.release.seal import seal
from gongshi.release.store import StoreError, read_store
from gongshi.release.work import Options, Work

STATUS = "taken_down"
_SITEMAP = re.compile(r"^Sitemap: (\S+)/sitemap\.xml$", re.M)


def on_site(before: Before, folder: Folder, record: str) -> list[str]:
    """Addresses below the live site that are the record's own."""
    if before.name is None:
        return []
    tree = folder.release(before.name) / SITE
    return [path for path, row in sorted(deletion.rows(before, tree).items()) if row.of == record]


def take_down(folder: Folder, work: Work, options: Options, before: Before, record: str) -> Before:
    """Pure deletion, at once; older releases go as well, since they still hold it. What is live then.

    Raises StoppedError when the deletion could not be made whole (1) or not at all (3).
    """
    day = work.today()
    try:
        by_manifest(folder, work, options, before, {record: STATUS}, before.as_of or day, day)
    finally:
        _forget(folder)
    try:
        return before_of(folder, read_ledger(folder.ledger))
    except LedgerError:
        return before_of(folder, before.ledger)


def _forget(folder: Folder) -> None:
    """Removes every release but the live one: no old value anywhere."""
    live = folder.live()
    for name in folder.names() if live is not None else ():
        if name != live:
            hidden = folder.releases / f".pulled-{name}"
            with contextlib.suppress(OSError):
                folder.release(name).rename(hidden)
            switch.discard(hidden)
    with contextlib.suppress(OSError):
        sweep_pool(folder)


def known(work: Work, record: str) -> bool:
    """True when the release store knows the record, or cannot say."""
    try:
        return record in read_store(work.content).entries
    except (OSError, StoreError):
        return True


def forget_statement(work: Work, record: str) -> None:
    """The store forgets what the record said. Says so when it cannot: the mark holds the record back all the same."""
    try:
        entry = read_store(work.content).entries.get(record)
        if entry is not None and entry.pulled is None:
            seal(work.content, {}, work.today(), [record])
    except (OSError, StoreError) as error:
        work.say(f"发布台账写不进去（{error}）：其中还留着这条记录公示过的内容，修复后请再运行一次")


def finish(folder: Folder, work: Work, options: Options, before: Before) -> Before:
    """Takes down what is marked, was not entered as pulled, and is still there: a run that should have done it died."""
    for record, day in marked(folder.root).items():
        entered = any(entry.event == "pulled" and entry.day >= day for entry in before.ledger.of(record))
        if not entered and on_site(before, folder, record):
            work.say(f"上一次撤下 {record} 没有做完，现在补做")
            before = take_down(folder, work, options, before, record)
    return before


def report(folder: Folder, before: Before, record: str, reason: str, paths: list[str], today: date) -> str:
    """What is left to do elsewhere: places it was sent to, addresses that caches and search engines must forget.

    ``before``: what was live before. Kept below DIR/pulled as well, outside everything that is served.
    """
    fact = before.facts.get(record)
    base = _base(folder, before)
    lines = [f"误公开撤下：{record}{f'（{fact.number}）' if fact else ''}，{today}"]
    if reason:
        lines.append(f"原因：{reason}")
    lines.append(
        "还报送、发布到这些地方，请逐一撤下：" if fact and fact.sent else "没有登记外部发布；仍请核对信用中国等平台"
    )
    lines += [f"  {platform}  {url}  {day}".rstrip() for platform, url, day in (fact.sent if fact else ())]
    lines.append("请向搜索引擎和缓存服务商申请删除下列地址的快照：" if paths else "网站上没有这条记录自己的文件")
    lines += [f"  {base}/{path}" for path in paths]
    text = "\n".join(lines) + "\n"
    with contextlib.suppress(OSError):
        put(folder.root / "pulled" / f"{record}.{today}.txt", text.encode())
    return text


def _base(folder: Folder, before: Before) -> str:
    name = folder.live() or before.name
    try:
        found = _SITEMAP.search((folder.release(name or "") / SITE / "robots.txt").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return found[1] if found else ""
