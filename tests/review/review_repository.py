"""A real repository with a county in it, for what a review says of a change."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from answers import call


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    stamp = f"2026-03-{day:02d}T10:00:00+0800"
    environment = {
        **os.environ, "GIT_AUTHOR_NAME": "示例采集人", "GIT_AUTHOR_EMAIL": "x@qinghe.example", "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_COMMITTER_NAME": "示例", "GIT_COMMITTER_EMAIL": "x@qinghe.example", "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp,
    }  # fmt: skip
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment)
    return done.stdout.decode().strip()


def committed(top: Path, message: str = "改动", day: int = 1) -> str:
    """Everything as it lies there; the first commit makes the repository."""
    if not (top / ".git").exists():
        git(top, "init", "-q", "-b", "main")
    git(top, "add", "-A")
    git(top, "commit", "-q", "--allow-empty", "-m", message, day=day)
    return git(top, "rev-parse", "HEAD")


def review(top: Path, wanted: str = "HEAD~1..HEAD", *options: str) -> dict[str, Any]:
    """The review in JSON."""
    answer = call("review", wanted, "--content", str(top / "content"), "--format", "json", *options)
    assert answer.status in (0, 1), answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def what(found: dict[str, Any]) -> dict[str, str]:
    """Record → what becomes of it."""
    return {item["record"]: item["what"] for item in found["items"]}
