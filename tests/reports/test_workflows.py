"""The ready workflows: valid by their published schemas, and every command in them run in a clone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import validate

from county import DECISION, changed, write, write_county

TOP = Path(__file__).parents[2]
CI, SCHEMAS = TOP / "docs/ci", Path(__file__).parent / "schemas"
FILES = {"github.yml": "github-workflows.json", "forgejo.yml": "github-workflows.json", "gitlab.yml": "gitlab-ci.json"}


def loaded(name: str) -> dict[Any, Any]:
    data: dict[Any, Any] = yaml.safe_load((CI / name).read_text(encoding="utf-8"))
    # YAML 1.1 reads the key "on" as a truth value.
    return {("on" if key is True else key): value for key, value in data.items()}


def commands(name: str) -> list[str]:
    data = loaded(name)
    if name == "gitlab.yml":
        return [line for job in data.values() if isinstance(job, dict) for line in job.get("script", ())]
    return [step["run"] for job in data["jobs"].values() for step in job["steps"] if "run" in step]


@pytest.mark.parametrize(("name", "schema"), FILES.items())
def test_a_workflow_is_what_its_platform_takes(name: str, schema: str) -> None:
    validate(loaded(name), json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_a_workflow_says_where_content_belongs_and_reads_the_whole_history(name: str) -> None:
    text = (CI / name).read_text(encoding="utf-8")
    assert "境" in text.splitlines()[1]
    assert re.search(r'fetch-depth: 0|GIT_DEPTH: "0"', text)
    assert "pull_request_target" not in text


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_a_stranger_writes_reaches_a_shell(name: str) -> None:
    """Titles and branch names go through the environment, never into a script."""
    assert not any("${{" in command for command in commands(name))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    write_county(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "起点")
    write(
        tmp_path / "content/post/decisions/2026/qnz-zz-2026-004.yaml",
        changed(DECISION, {"文书号": "青农罚〔2026〕4号"}),
    )
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "改动")
    return tmp_path


def git(folder: Path, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "GIT_AUTHOR_NAME": "示例", "GIT_AUTHOR_EMAIL": "x@qinghe.example", "GIT_COMMITTER_NAME": "示例",
        "GIT_COMMITTER_EMAIL": "x@qinghe.example", "GIT_CONFIG_GLOBAL": os.devnull,
    }  # fmt: skip
    return subprocess.run(["git", "-C", str(folder), *arguments], check=more.pop("check", True), capture_output=True,
                          text=True, env={**environment, **more})  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_every_command_of_ours_runs(name: str, clone: Path) -> None:
    ours = [command for command in commands(name) if "gongshi" in command]
    assert len(ours) >= 4
    base = git(clone, "rev-parse", "HEAD~1").stdout.strip()
    environment = {**os.environ, "BASE": base, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    for command in ours:
        line = re.sub(r"^(?:\.venv/bin/)?python(?= -m gongshi)", f'"{sys.executable}"', command)
        done = subprocess.run(["bash", "-ec", line], cwd=clone, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)
    assert list(clone.glob("review.*"))


@pytest.mark.slow
def test_the_hook_judges_what_is_staged(clone: Path) -> None:
    hook = clone / ".git/hooks/pre-commit"
    shutil.copy(CI / "pre-commit", hook)
    hook.chmod(0o755)
    gongshi = {"GONGSHI": str(Path(sys.executable).parent / "gongshi")}
    file = clone / "content/post/decisions/2026/qnz-zz-2026-004.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("决定日期: ", "决定日期： "), encoding="utf-8")
    git(clone, "add", "-A")
    # What is mended in the folder only is not what would be committed.
    file.write_text(good + "备注: 示例\n", encoding="utf-8")
    refused = git(clone, "commit", "-m", "坏的", check=False, **gongshi)
    assert refused.returncode == 1 and "没有提交" in refused.stderr and "Traceback" not in refused.stderr
    git(clone, "add", "-A")
    assert git(clone, "commit", "-m", "好的", check=False, **gongshi).returncode == 0
