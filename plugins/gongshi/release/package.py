"""A package: what has changed since the last one, for a host that is reached by hand.

A zip file of plain (stored) entries, the same bytes for the same two trees on every machine: the changed files in three
folders in the order in which they go up, a list of what to delete, checksums, and what to do with them in Chinese. The
format is described in docs/package.md.
"""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from gongshi.release.manifest import LIMIT, STATUS, Manifest, ManifestError, Row, parsed, safe
from gongshi.release.order import ENTRIES, PAGES, PARTS, stage, upwards
from gongshi.release.steps import SLIP, readme, slip

FORMAT = 1
HEAD, SEALED, SUMS, DELETED, README = "package.json", "manifest.json", "SHA256SUMS", "delete.txt", "README.txt"
_PAPERS = (README, HEAD, SEALED, SUMS, DELETED, SLIP)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = stat.S_IFREG | 0o644
_MOST_FILES = 1_000_000
# Bytes of each paper but the manifest; what a status file may be.
_PAPER, _STATUS = 64 * 1024 * 1024, 1024 * 1024
# What zipfile raises for a file that is none, or that was spoilt.
_SPOILT = (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError)
_DAMAGED = "这个包残缺或被改动，不能用"


class PackageError(Exception):
    """The package cannot be made or must not be used; the message says in Chinese why."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a package that was checked says. ``previous``: hash of the manifest that it starts from, None for a whole site.

    ``sealed``: the manifest that it leads to. ``entries``: path → name in the zip. ``since``: the day of ``previous``.
    """

    place: Path
    sealed: Manifest
    previous: str | None
    since: date | None
    entries: Mapping[str, str]
    deleted: tuple[str, ...]
    sums: Mapping[str, str]

    def row(self, path: str) -> Row:
        """Hash and size of one of ``entries``."""
        return self.sealed.files.get(path) or Row(self.sums[self.entries[path]], _STATUS)


def make(tree: Path, sealed: Manifest, since: Manifest | None, target: Path) -> int:
    """Writes the package that leads from ``since`` (None: from nothing) to ``tree``; how many files it holds.

    Every file is held against ``sealed`` while it is packed. Raises PackageError when one differs, OSError; ``target``
    is then as it was.
    """
    before = since.files if since else {}
    changed = [
        path for path, row in sealed.files.items() if before.get(path) is None or before[path].sha256 != row.sha256
    ]
    status = [STATUS] if (tree / STATUS).is_file() else []
    deleted = sorted(set(before) - set(sealed.files))
    # By hand on Windows the old name would be that of the new file, and the deletion its end.
    twins = {path.casefold() for path in deleted} & {path.casefold() for path in sealed.files}
    if twins:
        raise PackageError(f"{min(twins)} 的文件名只改了大小写，照单子删会删掉新的；请打完整的包（不写 --since）")
    draft = target.with_name(f".{target.name}.part")
    sums: dict[str, str] = {}
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
            for path in upwards([*changed, *status]):
                raw = (tree / path).read_bytes()
                digest = sha256(raw).hexdigest()
                if path != STATUS and digest != sealed.files[path].sha256:
                    raise PackageError(f"{path} 和发布清单里的不是同样的字节")
                name = f"{stage(path)}/{path}"
                sums[name] = digest
                _put(archive, name, raw)
            for name, raw in _papers(sealed, since, sums, deleted).items():
                _put(archive, name, raw)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return len(sums)


def _papers(sealed: Manifest, since: Manifest | None, sums: Mapping[str, str], deleted: list[str]) -> dict[str, bytes]:
    head = {
        "format": FORMAT,
        "as_of": sealed.as_of.isoformat(),
        "next": sealed.hash,
        "previous": since.hash if since else None,
        "since": since.as_of.isoformat() if since else None,
    }
    counts = {number: sum(name.startswith(f"{number}/") for name in sums) for number in (PARTS, PAGES, ENTRIES)}
    return {
        README: readme(sealed.as_of, since.as_of if since else None, counts, len(deleted)),
        SLIP: slip(sealed.hash, sealed.as_of),
        HEAD: (json.dumps(head, indent=1, sort_keys=True) + "\n").encode(),
        SEALED: sealed.written(),
        # For people, who may have an old Windows editor alone.
        DELETED: "".join(f"{path}\r\n" for path in deleted).encode(),
        SUMS: "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode(),
    }


def _put(archive: zipfile.ZipFile, name: str, raw: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # Unix, whatever wrote it
    entry.external_attr = _REGULAR << 16
    archive.writestr(entry, raw)


def opened(place: Path) -> Package:
    """Reads a package and refuses whatever ours never hold. Raises PackageError; never writes anything.

    The bytes of the files are held against their sums only when they are taken out (``taken``).
    """
    try:
        with zipfile.ZipFile(place) as archive:
            names = _names(archive, place.stat().st_size)
            papers = {name: _paper(archive, name, LIMIT if name == SEALED else _PAPER) for name in _PAPERS}
        return _package(place, names, papers)
    except PackageError:
        raise
    except ManifestError as error:
        raise PackageError(str(error)) from None
    except FileNotFoundError:
        raise PackageError(f"没有文件“{place}”") from None
    except (*_SPOILT, KeyError, TypeError, AttributeError, RecursionError):
        raise PackageError(_DAMAGED) from None


def taken(archive: zipfile.ZipFile, package: Package, path: str, into: IO[bytes]) -> None:
    """Copies one file out, and holds it against its row. Raises PackageError, OSError."""
    row, digest, size = package.row(path), sha256(), 0
    for piece in _pieces(archive, package.entries[path]):
        digest.update(piece)
        size += len(piece)
        into.write(piece)
    if digest.hexdigest() != row.sha256 or (path != STATUS and size != row.size):
        raise PackageError(f"{path} 的校验值不符，{_DAMAGED}")


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """What an entry holds. PackageError for whatever zipfile makes of damage; what writing raises passes by."""
    try:
        with archive.open(name) as source:
            while piece := source.read(1 << 20):
                yield piece
    except _SPOILT:
        raise PackageError(f"{name}：{_DAMAGED}") from None


def _names(archive: zipfile.ZipFile, size: int) -> list[str]:
    """Names of all entries, once every one of them is known to be a plain stored file that lies where it may."""
    entries = archive.infolist()
    folded: set[str] = set()
    for entry in entries:
        plain = stat.S_ISREG(entry.external_attr >> 16) and not entry.flag_bits & 1
        if not plain or entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
            raise PackageError(f"包里的“{entry.filename[:80]}”不是普通文件，{_DAMAGED}")
        number, _, path = entry.filename.partition("/")
        if entry.filename not in _PAPERS and not (
            number in {"1", "2", "3"} and safe(path) and str(stage(path)) == number
        ):
            raise PackageError(f"包里有不该有的文件“{entry.filename[:80]}”，{_DAMAGED}")
        if entry.filename.casefold() in folded:
            raise PackageError(f"包里有两个“{entry.filename[:80]}”，{_DAMAGED}")
        folded.add(entry.filename.casefold())
    # Stored entries that overlap are small on the disk and vast when taken out.
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > size:
        raise PackageError(f"包里的文件比包还大，{_DAMAGED}")
    return [entry.filename for entry in entries]


def _paper(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    if archive.getinfo(name).file_size > limit:
        raise PackageError(_DAMAGED)
    return archive.read(name)


def _package(place: Path, names: list[str], papers: Mapping[str, bytes]) -> Package:
    head: dict[str, Any] = json.loads(papers[HEAD])
    if head["format"] != FORMAT:
        raise PackageError(f"这个包的格式是第 {str(head['format'])[:9]} 版，本程序只认第 {FORMAT} 版")
    sealed = parsed(papers[SEALED], SEALED)
    entries = {name.partition("/")[2]: name for name in names if name not in _PAPERS}
    deleted = tuple(papers[DELETED].decode("utf-8").splitlines())
    lines = papers[SUMS].decode("utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    whole = (
        head["next"] == sealed.hash
        and head["as_of"] == sealed.as_of.isoformat()
        and (head["previous"] is None or len(head["previous"]) == 64)
        and set(entries) - {STATUS} <= set(sealed.files)
        and set(sums) == set(entries.values())
        and all(path == STATUS or sums[name] == sealed.files[path].sha256 for path, name in entries.items())
        and all(safe(path) and path not in sealed.files for path in deleted)
    )
    if not whole:
        raise PackageError(_DAMAGED)
    since = date.fromisoformat(head["since"]) if head["since"] else None
    return Package(place, sealed, head["previous"], since, entries, deleted, sums)
