"""``gongshi check`` and ``gongshi due``: exit codes, streams, and the JSON that other tools rely on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from answers import call
from county import ENTITY, PENALTY, STANDING, penalty, write, write_county
from processes import GONGSHI, LONG, environment

DECISION = f"post/decisions/2026/{PENALTY}.yaml"
SHAPE = {
    "type": "object",
    "required": ["as_of", "findings", "counts"],
    "additionalProperties": False,
    "properties": {
        "as_of": {"type": ["string", "null"]},
        "counts": {
            "type": "object",
            "required": ["gate", "defect", "note"],
            "additionalProperties": False,
            "patternProperties": {".*": {"type": "integer", "minimum": 0}},
        },
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "severity", "scope", "file", "line", "column", "message", "fix", "basis"],
                "additionalProperties": False,
                "properties": {
                    "code": {"type": "string", "pattern": "^GS[0-9]{3}$"},
                    "severity": {"enum": ["gate", "defect", "note"]},
                    "scope": {"enum": ["record", "release"]},
                    "line": {"type": "integer", "minimum": 0},
                    "column": {"type": "integer", "minimum": 0},
                    "file": {"type": "string"},
                    "message": {"type": "string", "minLength": 1},
                    "fix": {"type": "string"},
                    "basis": {"type": "string"},
                },
            },
        },
    },
}


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid county in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AS_OF", raising=False)
    return write_county(tmp_path)


def test_a_sound_county(content: Path) -> None:
    answer = call("check")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith("提示 GS261  ")
    assert answer.out.endswith("基准日 2026-03-16：拦截 0，缺陷 0，提示 2\n")


def test_json_of_a_sound_county() -> None:
    answer = call("check", "--format", "json")
    assert (answer.status, answer.err) == (0, "")
    data = json.loads(answer.out)
    jsonschema.validate(data, SHAPE)
    assert (data["as_of"], data["counts"]) == ("2026-03-16", {"gate": 0, "defect": 0, "note": len(STANDING)})
    assert {f["code"] for f in data["findings"]} == STANDING


def test_json_of_a_bad_record(content: Path) -> None:
    write(content / DECISION, penalty(3, 罚款金额="两千"))
    answer = call("check", "--format", "json")
    data = json.loads(answer.out)
    jsonschema.validate(data, SHAPE)
    assert (answer.status, answer.err) == (1, "")
    (finding,) = [f for f in data["findings"] if f["severity"] == "gate"]
    assert (finding["file"], finding["severity"], finding["scope"]) == (DECISION, "gate", "record")
    assert finding["line"] == next(
        number
        for number, line in enumerate((content / DECISION).read_text("utf-8").splitlines(), 1)
        if "罚款金额" in line
    )
    assert "两千" in finding["message"]
    assert (data["counts"]["gate"], data["counts"]["defect"]) == (1, 0)


def test_json_of_a_site_that_cannot_be_read(content: Path) -> None:
    write(content / "site.yaml", "a: [\n")
    answer = call("check", "--format", "json", "--as-of", "2026-04-01")
    data = json.loads(answer.out)
    jsonschema.validate(data, SHAPE)
    assert (answer.status, data["as_of"]) == (3, "2026-04-01")
    assert data["findings"][0]["scope"] == "release"


def test_notes_hold_nothing_back(content: Path) -> None:
    write(content / "release/store.json", '{"format": 1, "records": {}}')
    answer = call("check", "--as-of", "2026-04-30", "--format", "json")
    data = json.loads(answer.out)
    jsonschema.validate(data, SHAPE)
    assert answer.status == 0
    assert {f["code"] for f in data["findings"]} == STANDING | {"GS142"}
    assert data["counts"]["note"] == len(STANDING) + 1


def test_only_the_files_asked_for(content: Path) -> None:
    write(content / DECISION, penalty(3, 罚款金额="两千"))
    assert call("check", f"content/{DECISION}").status == 1
    assert call("check", "content/post/decisions").status == 1
    assert call("check", "content").status == 1
    assert call("check", f"content/pre/entities/{ENTITY}.yaml").status == 0
    assert call("check", f"content/pre/entities/{ENTITY}.yaml", f"content/{DECISION}").status == 1
    assert "两千" not in call("check", "content/pre").out


def test_what_stops_everything_is_said_whatever_was_asked_for(content: Path) -> None:
    write(content / "site.yaml", "a: [\n")
    assert call("check", f"content/{DECISION}").status == 3


def test_all_findings_come_together_in_the_order_of_files(content: Path) -> None:
    for number in (5, 4):
        write(content / f"post/decisions/2026/a-{number}.yaml", penalty(number, 罚款金额="两千", 决定日期="昨天"))
    told = json.loads(call("check", "--format", "json").out)["findings"]
    findings = [f for f in told if f["severity"] == "gate"]
    assert [f["file"][-8:] for f in findings] == ["a-4.yaml"] * 2 + ["a-5.yaml"] * 2
    assert [f["line"] for f in findings[:2]] == sorted(f["line"] for f in findings[:2])


def test_people_are_told_of_gates_first_then_of_defects_then_of_notes(content: Path) -> None:
    """In each of these by file: the first file has a note, the last one a gate."""
    write(content / f"post/decisions/2026/{PENALTY}.yaml", penalty(3, 违法事实="证人王丽华证实。"))
    write(content / "post/decisions/2026/y-4.yaml", penalty(4, 违法事实="证人李某某证实。"))
    write(content / "post/decisions/2026/z-5.yaml", penalty(5, 罚款金额="两千"))
    told = call("check", "--as-of", "2026-04-30").out
    places = [line.split("  ") for line in told.splitlines() if re.match(r"(?:拦截|缺陷|提示) GS", line)]
    found = [(head[:2], place.split(":")[0]) for head, place in places]
    assert {severity for severity, _ in found} == {"拦截", "缺陷", "提示"}
    assert found == sorted(found, key=lambda one: ("拦截缺陷提示".index(one[0]), one[1]))
    assert found != sorted(found, key=lambda one: one[1])


def test_file_of_a_profile(content: Path, tmp_path: Path) -> None:
    write(tmp_path / "strict.yaml", "{]")
    assert call("check", "--profile", "strict.yaml").status == 3
    assert call("check", "--profile", "nowhere").status == 3
    assert call("check", "--profile", "xinjiang").status == 0


def test_due_with_nothing_to_do() -> None:
    answer = call("due")
    assert (answer.status, answer.out) == (0, "")
    assert "基准日 2026-03-16：0 项" in answer.err


def test_due_before_and_after_the_last_day(content: Path) -> None:
    write(content / "release/store.json", '{"format": 1, "records": {}}')
    # Decided on Monday 2 March 2026: seven working days end on Wednesday the 11th.
    soon, late = call("due", "--as-of", "2026-03-11"), call("due", "--as-of", "2026-03-12")
    assert (soon.status, late.status) == (0, 1)
    assert PENALTY in soon.out
    assert "逾期" not in soon.out
    assert late.out.startswith("2026-03-11　周三　过了 1 个工作日\n  逾期 公示")


def test_json_of_due(content: Path) -> None:
    write(content / "release/store.json", '{"format": 1, "records": {}}')
    answer = call("due", "--as-of", "2026-03-12", "--format", "json")
    data = json.loads(answer.out)
    assert (answer.status, answer.err, data["as_of"]) == (1, "", "2026-03-12")
    (entry,) = data["due"]
    assert entry.keys() == {"day", "task", "organ", "record", "title", "note", "overdue", "left", "regional"}
    assert (entry["day"], entry["task"], entry["record"], entry["overdue"]) == ("2026-03-11", "公示", PENALTY, True)


def test_due_of_a_site_that_cannot_be_read(content: Path) -> None:
    write(content / "site.yaml", "a: [\n")
    answer = call("due", "--format", "json")
    assert (answer.status, answer.out) == (3, "")
    assert "content/site.yaml:1" in answer.err


def test_build_says_in_json_what_was_held_back(content: Path) -> None:
    write(content / DECISION, penalty(3, 罚款金额="两千"))
    answer = call("build", "--format", "json")
    data = json.loads(answer.out)
    jsonschema.validate(data, SHAPE)
    assert (answer.status, data["counts"]["gate"]) == (1, 1)
    assert "其余已生成" in answer.err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
@pytest.mark.parametrize("args", [("check",), ("check", "--format", "json"), ("due",), ("schema",)])
def test_a_reader_that_goes_away_is_no_fault(content: Path, tmp_path: Path, args: tuple[str, ...]) -> None:
    write(content / "release/store.json", '{"format": 1, "records": {}}')
    process = subprocess.Popen(
        [*GONGSHI, *args],
        cwd=tmp_path,
        env=environment({"AS_OF": "2026-04-30"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(LONG) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.slow
def test_a_chinese_console_is_no_obstacle(content: Path, tmp_path: Path) -> None:
    """Python would use the console's code page, in which some of our marks do not exist."""
    write(content / DECISION, penalty(3, 罚款金额="两千"))
    for encoding in ("ascii", "gbk"):
        done = subprocess.run(
            [*GONGSHI, "check"],
            cwd=tmp_path,
            env=environment({"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}),
            capture_output=True,
            timeout=LONG,
            check=False,
        )
        assert done.returncode == 1
        assert "两千" in done.stdout.decode("utf-8")
        assert done.stderr == b""
