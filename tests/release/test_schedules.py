"""The ready schedules: valid for what reads them, and every call of ours in them is one that our commands take."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from jsonschema import validate

from gongshi.cli.main import cli
from needed import program

TOP = Path(__file__).parents[2]
SCHEDULES, SCHEMAS = TOP / "docs" / "schedules", TOP / "tests" / "reports" / "schemas"
FLOWS = {"github.yml": "github-workflows.json", "forgejo.yml": "github-workflows.json", "gitlab.yml": "gitlab-ci.json"}
UNITS = sorted(path.name for path in SCHEDULES.glob("gongshi-*"))
_CALL = re.compile(
    r"(?:-m gongshi|bin/gongshi|\"\$GONGSHI\"|^gongshi|`gongshi|； ?gongshi) ([a-z-]+[^|;&`}\n)]*)", re.M
)
_FIELD = re.compile(r"(?:\*|\d+(?:-\d+)?)(?:/\d+)?(?:,\d+(?:-\d+)?)*")
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def text_of(name: str) -> str:
    return (SCHEDULES / name).read_text(encoding="utf-8")


def files() -> list[str]:
    return sorted(path.name for path in SCHEDULES.iterdir())


def calls(name: str) -> list[list[str]]:
    """The words of every call of our command, without what a shell adds."""
    lines = "\n".join(line for line in text_of(name).splitlines() if name.endswith(".md") or not line.startswith("#"))
    return [shlex.split(re.sub(r"\s2>.*", "", found).rstrip("'")) for found in _CALL.findall(lines)]


@pytest.mark.parametrize("name", files())
def test_every_call_of_ours_is_one_that_the_command_takes(name: str) -> None:
    context = click.Context(cli, **cli.context_settings)
    for words in calls(name):
        command = cli.get_command(context, words[0])
        assert command is not None, words
        # Parsed as it would be; nothing is run. Raises on an option or an argument that there is not.
        command.make_context(words[0], words[1:], parent=context)


def test_the_calls_are_found() -> None:
    assert [words[0] for words in calls("gongshi-publish.service")] == ["publish", "publish"]
    assert [words[0] for words in calls("crontab")] == ["publish"] * 4 + ["health"]
    for name in FLOWS:
        assert [words[0] for words in calls(name)] == ["publish", "publish", "health"], name
    assert {"deploy", "package", "receipt", "health"} <= {words[0] for words in calls("README.md")}


@pytest.mark.parametrize("name", [name for name in files() if name not in ("README.md", "keep-store")])
def test_removals_are_done_when_nothing_can_be_published(name: str) -> None:
    if any(words[0] == "publish" for words in calls(name)):
        assert any("--removals-only" in words for words in calls(name))


def _loaded(name: str) -> dict[Any, Any]:
    data: dict[Any, Any] = yaml.safe_load(text_of(name))
    return {("on" if key is True else key): value for key, value in data.items()}


@pytest.mark.parametrize(("name", "schema"), FLOWS.items())
def test_a_workflow_is_what_its_platform_takes(name: str, schema: str) -> None:
    data = _loaded(name)
    validate(data, json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    assert re.search(r'fetch-depth: 0|GIT_DEPTH: "0"', text_of(name))
    assert "境内" in text_of(name) and "pull_request" not in text_of(name)


@pytest.mark.parametrize("name", FLOWS)
def test_every_script_of_a_workflow_is_a_shell_script(name: str) -> None:
    data = _loaded(name)
    scripts = data["publish"]["script"] if name == "gitlab.yml" else [
        step["run"] for step in data["jobs"]["publish"]["steps"] if "run" in step
    ]  # fmt: skip
    assert len(scripts) >= 4
    for script in scripts:
        assert "${{" not in script
        subprocess.run(["bash", "-n"], input=script.encode(), check=True)


def _hours_in_shanghai(field: str) -> set[int]:
    first, _, last = field.partition("-")
    return {(hour + 8) % 24 for hour in range(int(first), int(last or first) + 1)}


@pytest.mark.parametrize(
    ("status", "called", "mailed"),
    [(0, ["publish"], ""), (1, ["publish"], "said 1\n"), (3, ["publish", "--removals-only"], "said 3\nsaid 3\n")],
)
def test_the_crontab_publishes_removes_and_keeps_the_store(
    tmp_path: Path, status: int, called: list[str], mailed: str
) -> None:
    """Its line in a shell, with programs that only say that they were called: mail is what a line writes."""
    (tmp_path / "repository").mkdir()
    for name, says in (("gongshi", f"said {status}"), ("keep-store", ""), ("git", "")):
        stub = tmp_path / name
        body = f'echo "{name} $*" >>"{tmp_path}/calls"\n' + (f"echo {says} >&2\nexit {status}\n" if says else "")
        stub.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
        stub.chmod(0o755)
    line = next(line for line in text_of("crontab").splitlines() if line.startswith("5 0 "))
    command = line.split(maxsplit=5)[5].replace("/srv/gongshi", str(tmp_path))
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GONGSHI": "gongshi", "SITE": str(tmp_path / "site")}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == mailed
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in calls] == ["git", *["gongshi"] * len(called), "keep-store"]
    assert all(word in line for word, line in zip(called, calls[1:-1], strict=True))


@pytest.mark.parametrize("name", ["github.yml", "forgejo.yml"])
def test_a_platform_that_counts_in_utc_publishes_after_midnight_in_shanghai(name: str) -> None:
    crons = [entry["cron"].split() for entry in _loaded(name)["on"]["schedule"]]
    hours = [_hours_in_shanghai(fields[1]) for fields in crons]
    assert hours == [{0}, set(range(8, 21))]
    assert [int(fields[0]) for fields in crons] == [5, 35]


def test_the_crontab_can_be_read_and_its_commands_by_a_shell() -> None:
    lines = [line for line in text_of("crontab").splitlines() if line and not line.startswith("#")]
    entries = [line.split(maxsplit=5) for line in lines if not re.match(r"[A-Z]+=", line)]
    assert len(entries) == 3
    for *fields, command in entries:
        for field, (lowest, highest) in zip(fields, _RANGES, strict=True):
            assert _FIELD.fullmatch(field), field
            assert all(lowest <= int(number) <= highest for number in re.findall(r"\d+", field)), field
        # cron takes a per cent sign for the end of the line.
        assert "%" not in command
        subprocess.run(["sh", "-n"], input=command.encode(), check=True)
    assert entries[0][:2] == ["5", "0"]


def test_the_units_are_what_systemd_takes(tmp_path: Path) -> None:
    """With programs that are there in the places of those that are not."""
    program("systemd-analyze")
    for name in UNITS:
        text = re.sub(r"/srv/gongshi/(?:venv/bin/gongshi|keep-store)", sys.executable, text_of(name))
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "gongshi" in line]
    assert done.returncode == 0 and ours == [], done.stderr
    for name in UNITS:
        for when in re.findall(r"^OnCalendar=(.+)$", text_of(name), re.M):
            assert when.endswith("Asia/Shanghai")
            subprocess.run(["systemd-analyze", "calendar", when], check=True, capture_output=True)


def test_each_file_is_named_in_the_readme() -> None:
    said = text_of("README.md")
    for name in files():
        known = name == "README.md" or f"({name})" in said
        assert known, name


def test_the_store_goes_back_into_the_repository(tmp_path: Path) -> None:
    """keep-store in a real clone: commits what publishing wrote below content/release and nothing else, and pushes it."""

    def git(*words: str, at: Path = tmp_path / "clone") -> str:
        config = ["-c", "user.name=x", "-c", "user.email=x@qinghe.example", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", "-C", str(at), *config, *words], capture_output=True, text=True, check=True)
        return done.stdout

    (tmp_path / "clone" / "content" / "release").mkdir(parents=True)
    git("init", "-q", "--bare", str(tmp_path / "origin"), at=tmp_path)
    git("init", "-q")
    git("config", "user.name", "x")
    git("config", "user.email", "x@qinghe.example")
    (tmp_path / "clone" / "content" / "site.yaml").write_text("a", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "start")
    git("remote", "add", "origin", str(tmp_path / "origin"))
    git("push", "-q", "-u", "origin", "HEAD")
    (tmp_path / "clone" / "content" / "release" / "store.json").write_text("{}", encoding="utf-8")
    (tmp_path / "clone" / "content" / "site.yaml").write_text("b", encoding="utf-8")
    for _ in range(2):
        subprocess.run([str(SCHEDULES / "keep-store")], cwd=tmp_path / "clone", check=True, capture_output=True)
    assert git("log", "--format=%s", at=tmp_path / "origin").split() == ["发布台账", "start"]
    assert git("show", "--format=", "--name-only", "HEAD").split() == ["content/release/store.json"]
    shutil.rmtree(tmp_path / "origin")
    (tmp_path / "clone" / "content" / "release" / "store.json").write_text("[]", encoding="utf-8")
    cut_off = subprocess.run(
        [str(SCHEDULES / "keep-store")], cwd=tmp_path / "clone", capture_output=True, text=True, check=True
    )
    assert "还没有推上去" in cut_off.stderr and git("status", "--porcelain", "content/release") == ""
