"""Where a finding lies as a forge sees it: paths from the root of the repository, with forward slashes."""

from __future__ import annotations

from pathlib import Path

from gongshi.findings import Finding

SITE_FILE = "site.yaml"


def prefix_of(content: Path) -> str:
    """The content folder's path below its repository's root (``.git`` marks it), empty when it is the root itself.

    Outside any repository the folder's own name: all that readers elsewhere could find it by.
    """
    folder = content.resolve()
    for root in (folder, *folder.parents):
        if (root / ".git").exists():
            relative = folder.relative_to(root).as_posix()
            return "" if relative == "." else relative
    return folder.name


def path_of(finding: Finding, prefix: str) -> str:
    """The finding's file from the repository's root. One that names no file is put at the site file."""
    file = finding.file or SITE_FILE
    return f"{prefix}/{file}" if prefix else file


def words_of(finding: Finding) -> str:
    """Message, mended line, source and the record's own answer, a line each."""
    parts = [finding.message]
    if finding.fix:
        parts.append(f"处理：{finding.fix.removeprefix('例如 ')}")
    if finding.basis:
        parts.append(f"依据：{finding.basis}")
    if finding.answer:
        parts.append(finding.answer)
    return "\n".join(parts)
