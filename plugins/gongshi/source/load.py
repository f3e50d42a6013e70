"""A content folder → typed records, attachments and all findings at once; one bad file never stops another."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from gongshi.findings import Finding, Scope, Severity, ordered
from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.records.kinds import KINDS, SITE, Kind
from gongshi.records.site import Site
from gongshi.source import markdown
from gongshi.source.cache import Cache, digest_of, shard_of
from gongshi.source.conflict import conflicts
from gongshi.source.halves import beside
from gongshi.source.schema_errors import WRONG, findings_from
from gongshi.source.text import decode, read_bytes
from gongshi.source.walk import PLACE, SourceFile, walk
from gongshi.source.yaml_reader import parse

SITE_FILE = "site.yaml"
# Folders below content/ that other rooms read: local notices, local rules, the release store.
OTHERS = ("calendars/", "profiles/", "release/")
_ENDINGS = {"yaml": ".yaml", "markdown": ".md"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_YEAR = re.compile(r"\d{4}")
# Windows hides the last ending, so that a record saved as "x.yaml.txt" looks right and would silently be no record.
_HIDDEN_ENDING = re.compile(r"\.(?:ya?ml|md|markdown)(?:\.[a-z]+)?$")

# A record, or None when one of the findings is a gate.
Read = tuple[Record | None, list[Finding]]
# Which of the files it is, and its bytes.
_Raw = tuple[int, bytes]


@dataclass(slots=True)
class Reading:
    """``records`` by the name of their kind, in the order of the files; ``site`` is None when it has a gate.

    ``attachments``: path below content/ → size in bytes, of every file that is no record. ``unreadable``: the files
    and folders below content/ that a gate holds back.
    """

    site: Site | None = None
    records: dict[str, list[Record]] = field(default_factory=dict)
    attachments: dict[str, int] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)


def read(content: Path, kinds: Sequence[Kind] = KINDS, cache: Cache | None = None) -> Reading:
    """Reads everything below ``content``. Never raises on what it finds there.

    ``cache`` spares what was read before and has not changed since; the answer is the same with and without.
    """
    reading = Reading()
    cache = cache or Cache(None)
    files, reading.findings = walk(content)
    by_folder = {kind.folder: kind for kind in kinds}
    found: list[tuple[SourceFile, Kind]] = []
    for source in files:
        if source.rel.startswith(OTHERS):
            continue
        kind, fault = _kind_of(source, by_folder)
        if fault is not None:
            reading.findings.append(fault)
        elif kind is None:
            reading.attachments[source.rel] = _size(source.path)
        else:
            found.append((source, kind))
    for (_, kind), (record, findings) in zip(found, _read_all(found, cache), strict=True):
        reading.findings += findings
        if isinstance(record, Site):
            reading.site = record
        elif record is not None:
            reading.records.setdefault(kind.name, []).append(record)
    if all(source.rel != SITE_FILE for source in files):
        message = "缺少站点文件 site.yaml，不知道是哪里的网站、有哪些执法机构"
        reading.findings.append(Finding(PLACE, Severity.GATE, message, SITE_FILE, fix="参照示例站点写一份 site.yaml"))
    reading.findings = ordered(_scoped(finding) for finding in reading.findings)
    reading.unreadable = frozenset(f.file for f in reading.findings if f.is_gate and f.file)
    return reading


def read_record(source: SourceFile, kind: Kind) -> Read:
    """One file as a record of ``kind``; None when a finding among those returned is a gate."""
    raw, findings = read_bytes(source.path, source.rel)
    return (None, findings) if raw is None else _record_of(raw, source, kind)


def _read_all(files: list[tuple[SourceFile, Kind]], cache: Cache) -> list[Read]:
    """Each file as ``read_record`` reads it, from the cache where that knows these very bytes."""
    answers: list[Read] = []
    unknown: tuple[list[_Raw], list[_Raw]] = [], []
    for i, (source, kind) in enumerate(files):
        raw, findings = read_bytes(source.path, source.rel)
        record = cache.get(source.rel, digest_of(source.rel, kind.name, raw)) if raw is not None else None
        answers.append((record, findings if raw is None else []))
        if record is None and raw is not None:
            # No file of the cache is written by both processes.
            unknown[shard_of(source.rel) % 2].append((i, raw))
    anew = partial(_anew, files, cache)
    with beside(anew, unknown[1]) as others:
        fresh = [*anew(unknown[0]), *others()]
    for i, answer in fresh:
        answers[i] = answer
        _keep(cache, answer)
    cache.tidy({shard_of(files[i][0].rel) for i, _ in chain(*unknown)})
    return answers


def _anew(files: list[tuple[SourceFile, Kind]], cache: Cache, raws: Sequence[_Raw]) -> list[tuple[int, Read]]:
    """What these bytes say, by the place of the file. The cache is written here: while the other process reads."""
    answers = [(i, _record_of(raw, *files[i])) for i, raw in raws]
    for _, answer in answers:
        _keep(cache, answer)
    cache.save({shard_of(files[i][0].rel) for i, _ in raws})
    return answers


def _keep(cache: Cache, answer: Read) -> None:
    """What is complained of is never kept."""
    record, findings = answer
    if record is not None and not findings:
        cache.keep(record.file, record.digest, record)


def _record_of(raw: bytes, source: SourceFile, kind: Kind) -> Read:
    text, found = decode(raw, source.rel)
    if text is None:
        return None, found
    unresolved = conflicts(text, source.rel)
    if unresolved:
        return None, found + unresolved
    body = ""
    if kind.form == "markdown":
        text, body, _, faults = markdown.split(text, source.rel)
        if faults:
            return None, found + faults
    parsed = parse(text, source.rel)
    if parsed.data is None:
        return None, found + parsed.findings
    identity = source.name.removesuffix(_ENDINGS[kind.form])
    model = kind.model_for(parsed.data)
    try:
        record = model.model_validate(parsed.data)
    except ValidationError as error:
        faults = findings_from(error, model, parsed.data, text, source.rel, identity)
        if model is Decision:
            # Without a readable 执法类别 nobody knows which fields belong here; that line is to be mended first.
            wanted = ("缺少“执法类别”", "“执法类别”没有填写")
            faults = [fault for fault in faults if fault.code == WRONG or fault.message.startswith(wanted)] or faults
        return None, found + faults
    except Exception:  # a fault of a record class: this record is held back, the others still come out
        message = "这条记录触发了程序错误，没有读取；请把文件发给维护人员"
        return None, [*found, Finding(WRONG, Severity.GATE, message, source.rel, 1, 1, record=identity)]
    digest = digest_of(source.rel, kind.name, raw)
    record.bind(id=identity, file=source.rel, body=body, digest=digest)
    return record, found


def _kind_of(source: SourceFile, by_folder: dict[str, Kind]) -> tuple[Kind | None, Finding | None]:
    """The kind of a record by its place; neither kind nor finding for an attachment."""
    if source.rel == SITE_FILE:
        return SITE, None
    folder, _, last = source.folder.rpartition("/")
    by_year = _YEAR.fullmatch(last) is not None and folder in by_folder and by_folder[folder].by_year
    kind = by_folder.get(folder if by_year else source.folder)
    if kind is None:
        return None, _misplaced(source, by_folder)
    ending = _ENDINGS[kind.form]
    if not source.name.endswith(ending):
        name = _HIDDEN_ENDING.sub("", source.name) + ending
        if _HIDDEN_ENDING.search(source.name):
            return None, _gate(source, f"“{kind.title}”的记录文件要以 {ending} 结尾", f"改名为 {name}")
        return None, _gate(
            source, "这里只放记录；附件要放进与记录同名的文件夹", f"{source.folder}/记录标识/{source.name}"
        )
    identity = source.name.removesuffix(ending)
    if not _ID.fullmatch(identity):
        message = "文件名（不含扩展名）就是记录的标识，只能用小写字母、数字和连字符，最多 80 个字符"
        return None, _gate(source, message, "改名，如 qnz-zz-2026-003" + ending)
    if kind.by_year and not by_year:
        return None, _gate(source, f"“{kind.title}”要放在以年份命名的文件夹里", f"{kind.folder}/年份/{source.name}")
    return kind, None


def _misplaced(source: SourceFile, by_folder: dict[str, Kind]) -> Finding | None:
    """A file in no kind's own folder is an attachment, when it lies deeper in one and is no record."""
    home = next((kind for folder, kind in by_folder.items() if source.rel.startswith(folder + "/")), None)
    if home is None:
        places = "、".join(list(by_folder)[:6])
        return _gate(
            source, f"这里不放文件，程序不知道它是什么；记录放在 {places} 等文件夹", "移到对应的文件夹，或者删去"
        )
    if _HIDDEN_ENDING.search(source.name):
        where = f"{home.folder}/年份" if home.by_year else home.folder
        return _gate(source, f"记录放得太深，“{home.title}”的记录直接放在 {where} 下", f"{where}/{source.name}")
    return None


def _gate(source: SourceFile, message: str, fix: str) -> Finding:
    return Finding(PLACE, Severity.GATE, message, source.rel, fix=fix)


def _scoped(finding: Finding) -> Finding:
    """Without its site file nothing can be built, so that a gate on it holds back everything."""
    return replace(finding, scope=Scope.RELEASE) if finding.file == SITE_FILE and finding.is_gate else finding


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:  # gone since it was listed: the rule on attachments says so
        return 0
