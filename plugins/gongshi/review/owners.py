"""CODEOWNERS from the roster: the last line that matches a file decides, as on GitHub and GitLab.

Gitea reads its lines as regular expressions and wants a file of its own.
"""

from __future__ import annotations

from collections import defaultdict

from gongshi.records.base import Record
from gongshi.registry.register import Register
from gongshi.review.seen import records_of

_HEAD = "# 由 gongshi codeowners 从 site.yaml 的机构名录生成，不要手工改；名录或文件有变化时重新生成。"


def codeowners(register: Register, prefix: str) -> str:
    """One line for all of ``prefix`` (the content folder, with its slash), then files and folders by organ.

    Files whose organ has no accounts, and what several organs share, stay with the site's own reviewers.
    """
    site = _named(register.site.accounts)
    lines = [_HEAD, f"/{prefix}** {site}".rstrip()]
    owned: dict[str, list[str]] = defaultdict(list)
    accounts = {entry.id: _named(entry.accounts) for entry in register.site.roster}
    for file, record in sorted(records_of(register).items()):
        who = accounts.get(_organ(record), "")
        if who:
            owned[who].append(file)
    for who, files in sorted(owned.items()):
        for file in files:
            lines.append(f"/{prefix}{file} {who}")
            if not file.endswith(".md"):
                lines.append(f"/{prefix}{file.rsplit('.', 1)[0]}/ {who}")
    return "\n".join(lines) + "\n"


def _named(accounts: tuple[str, ...]) -> str:
    return " ".join(f"@{account}" for account in accounts)


def _organ(record: Record) -> str:
    shared: tuple[str, ...] = tuple(getattr(record, "entities", ()))
    if len(shared) == 1:
        return str(shared[0])
    return str(getattr(record, "entity", "") or (record.id if record.file.startswith("pre/entities/") else ""))
