"""Names in prose by statistics: what is guessed, what is not, and that a guess stops nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongshi.findings import Severity
from gongshi.redaction.scan import scan_text
from gongshi.source.own_folder import VARIABLE


def guesses(text: str) -> list[str]:
    return [text[s.start : s.end] for s in scan_text(text, guess_names=True) if s.type == "person_name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("执法人员询问张小禾时，其承认上述事实。", "张小禾"),
        ("该批种子由李建国运到北滩乡。", "李建国"),
        ("邻居陈立新、王丽华到场。", "王丽华"),
    ],
)
def test_a_full_name_in_prose_is_a_note(text: str, name: str) -> None:
    assert name in guesses(text)
    assert all(s.severity is Severity.NOTE for s in scan_text(text, guess_names=True))


@pytest.mark.parametrize(
    "text",
    [
        "张某表示没有异议。",
        "当事人未陈述、申辩，许可证在有效期内。",
        "该地周边种有白杨、高粱和黄豆，林草局已核实。",
        "执法人员王小禾、李春燕出示执法证。",
    ],
)
def test_words_masks_and_officers_are_no_guess(text: str) -> None:
    assert guesses(text) == []


def test_nothing_is_guessed_unless_asked() -> None:
    assert scan_text("该批种子由李建国运到北滩乡。") == []


def test_no_profile_makes_a_guess_a_gate() -> None:
    text = "该批种子由李建国运到北滩乡。"
    found = scan_text(text, guess_names=True, severities={"person_name": Severity.GATE})
    assert [s.severity for s in found] == [Severity.NOTE]


def test_files_are_guessed_in_and_lines_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("该批种子由李建国运到北滩乡。", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gongshi", "scan", str(tmp_path)], capture_output=True, check=False, text=True
    )
    assert (done.returncode, "姓名" in done.stdout, "李建国" in done.stdout) == (0, True, False)
    line = '{"id": 1, "text": "该批种子由李建国运到北滩乡。"}'
    for options, found in (([], False), (["--names"], True)):
        command = [sys.executable, "-m", "gongshi", "scan", "--jsonl", *options]
        done = subprocess.run(command, input=line, capture_output=True, check=True, text=True)
        assert ("person_name" in done.stdout) is found


def test_statistics_remember_nothing_where_others_could_write(tmp_path: Path) -> None:
    code = "from gongshi.redaction.guessed import guessed_names\nprint(*guessed_names('由李建国运到北滩乡。'))"
    environment = {**os.environ, "TMPDIR": str(tmp_path), VARIABLE: str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
    assert "person_name" in done.stdout
    assert not list(tmp_path.iterdir())
