"""Reports for forges: each against its published schema, word for word on a small county, and with hostile content."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from answers import call
from county import PENALTY, write_county
from gongshi.findings import Finding, Severity
from gongshi.reports import github, gitlab, junit, sarif
from gongshi.reports.place import prefix_of

HERE = Path(__file__).parent
SCHEMAS = HERE / "schemas"
FORMS = {"github": "txt", "gitlab": "json", "sarif": "json", "junit": "xml"}
FILE = f"post/decisions/2026/{PENALTY}.yaml"
HOSTILE = [
    "100%\r\n::error file=x::坏的",
    "a:b,c%0A::set-output name=x::y",
    "<script>alert(1)</script> & ]]> \x00\x1b[31m\ufffe",
    "| 表格 | [点我](javascript:x) ![](http://x/y) `a` **b** @someone https://x.example",
    "\u202e\U0001f600\u2028",
]


def finding(message: str = "不对", severity: Severity = Severity.GATE, **changes: object) -> Finding:
    return replace(Finding("GS012", severity, message, FILE, 3, 5, "改：这样", "某法第一条"), **changes)


def hostile() -> list[Finding]:
    plain = [finding(text, severity, fix=text, basis=text) for text in HOSTILE for severity in Severity]
    return [*plain, finding("全站", file="", line=0, column=0), finding(file="a b/文,件:%.yaml"), finding(), finding()]


def valid(form: str, text: str) -> None:
    if form == "junit":
        etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(etree.fromstring(text.encode()))
        return
    name = {"sarif": "sarif-schema-2.1.0.json", "gitlab": "gitlab-code-quality.schema.json"}[form]
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(text), schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county with one gate, in a repository whose content lies deeper than its root."""
    (tmp_path / ".git").mkdir()
    write_county(tmp_path / "gov", penalty={"处罚内容": "罚款3000元", "决定日期": "2026-02-30"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_the_report_is_as_it_was(form: str, county: Path) -> None:
    answer = call("check", "--content", "gov/content", "--format", form)
    assert answer.status == 1
    golden = HERE / "golden" / f"{form}.{FORMS[form]}"
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(answer.out, encoding="utf-8", newline="\n")
        pytest.fail("a new golden was written: look at it")
    assert answer.out == golden.read_text(encoding="utf-8")
    assert f"gov/content/{FILE}" in answer.out


@pytest.mark.parametrize("findings", [[], hostile()], ids=["none", "hostile"])
@pytest.mark.parametrize(
    ("form", "report"), [("gitlab", gitlab.code_quality), ("sarif", sarif.sarif), ("junit", junit.junit)]
)
def test_each_report_fits_its_schema(form: str, report: object, findings: list[Finding]) -> None:
    valid(form, report(findings, "gov/content"))  # type: ignore[operator]


def test_the_schemas_refuse_what_is_wrong() -> None:
    for form, bad in (("sarif", '{"version": "2.0.0", "runs": []}'), ("gitlab", '[{"description": "x"}]')):
        with pytest.raises(jsonschema.ValidationError):
            valid(form, bad)
    with pytest.raises(etree.DocumentInvalid):
        valid("junit", "<testsuites><case/></testsuites>")


def test_a_fingerprint_stays_when_lines_move_and_is_unique() -> None:
    def prints(findings: list[Finding]) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(gitlab.code_quality(findings, "content"))]

    before, moved = [finding(), finding(line=9), finding("别的")], [finding(line=40), finding(line=99), finding("别的")]
    assert prints(before) == prints(moved)
    assert len(set(prints(before))) == 3
    for change in ({"code": "GS011"}, {"file": "site.yaml"}, {"message": "不同"}):
        assert prints([finding(**change)]) != prints([finding()])
    found = json.loads(sarif.sarif(before, "content"))["runs"][0]["results"]
    assert [r["partialFingerprints"]["gongshi/v1"] for r in found] == prints(before)


def test_a_hostile_message_stays_inside_its_annotation() -> None:
    findings = hostile()
    commands, rest = github.annotated(findings, "content")
    lines = re.split(r"[\r\n]", commands)
    assert len(lines) + len(rest) == len(findings)
    for line in lines:
        assert re.match(r"::(error|warning|notice) file=[^,:\r\n]+(,line=\d+,col=\d+)?,title=[^,:]+::", line), line
    assert "file=content/a b/文%2C件%3A%25.yaml," in commands
    assert "100%25%0D%0A::error file=x::坏的" in commands


def test_ten_annotations_of_each_level_gates_first() -> None:
    findings = [finding(f"第{i}条", severity) for i in range(13) for severity in reversed(Severity)]
    commands, rest = github.annotated(findings, "content")
    levels = [line.split(" ")[0] for line in commands.split("\n")]
    assert levels == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert [f.message for f in rest] == ["第10条", "第11条", "第12条"] * 3
    assert {f.message for f in findings} == {f"第{i}条" for i in range(13)}


def test_the_summary_holds_only_text() -> None:
    table = github.summary(hostile(), "content").split("\n")[4:-1]
    assert len(table) == len(hostile())
    for row in table:
        assert len(re.findall(r"(?<!\\)\|", row)) == 5, row
        assert not re.search(r"(?<!\\)[\[\]`*!@<>]|https:|javascript:", row), row


def test_every_schema_is_the_one_that_its_row_names() -> None:
    """Where a schema comes from and under which licence is written beside it, for these very bytes."""
    rows = re.findall(
        r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", (SCHEMAS / "README.md").read_text(encoding="utf-8"), re.M
    )
    files = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in SCHEMAS.iterdir()
        if path.suffix in (".json", ".xsd")
    }
    assert dict(rows) == files


def test_the_summary_keeps_below_what_github_takes() -> None:
    text = github.summary([finding("长" * 400)] * 5000, "content")
    assert len(text.encode()) < 1024 * 1024
    assert re.search(r"还有 \d+ 条放不下", text)


def test_what_has_no_room_goes_to_the_summary_or_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"post/decisions/2026/x-{i:02}.yaml": "执法类别：行政处罚\n" for i in range(12)}
    write_county(tmp_path, files=files)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    answer = call("check", "--format", "github")
    assert answer.out.count("::error ") == 10
    assert re.search(r"还有 \d+ 条，运行 gongshi check 看全部", answer.err)
    summary = tmp_path / "summary.md"
    summary.write_text("先前的一步\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert "见作业摘要" in call("check", "--format", "github").err
    assert summary.read_text(encoding="utf-8").startswith("先前的一步\n## 公示检查")
    assert "x\\-11\\.yaml" in summary.read_text(encoding="utf-8")


def test_paths_are_from_the_root_of_the_repository(tmp_path: Path) -> None:
    content = write_county(tmp_path / "deep" / "down")
    assert prefix_of(content) == "content"
    (tmp_path / ".git").mkdir()
    assert prefix_of(content) == "deep/down/content"
    (content / ".git").write_text("gitdir: elsewhere\n")
    assert prefix_of(content) == ""
