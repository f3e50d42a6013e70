"""What is due: one valid county, one thing changed, and the entry that it makes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from answers import call
from county import DECISION, ENTITY, ORGAN, PENALTY, changed, write_county
from gongshi.assembly import assemble
from gongshi.due import Due, due
from gongshi.reports.calendar import as_ics

FILE = f"post/decisions/2026/{PENALTY}.yaml"
WITHDRAWN = {
    "情形": "撤销",
    "生效日期": "2026-03-10",
    "依据": "青政复决〔2026〕4号",
    "说明": "行政复议决定撤销原处罚决定。",
}


def of(task: str, tmp_path: Path, day: str | None = None, **county: Any) -> list[Due]:
    content = write_county(tmp_path, **county)
    register = assemble(content, date.fromisoformat(day) if day else None).sound
    return [entry for entry in due(register) if entry.task == task]


def test_a_withdrawal_stays_until_other_platforms_are_clean(tmp_path: Path) -> None:
    internal = {**DECISION["内部"], "外部发布": [{"平台": "信用中国"}]}
    (entry,) = of("撤回", tmp_path, "2026-03-20", penalty={"撤回": WITHDRAWN, "内部": internal})
    assert entry.overdue and entry.day == date(2026, 3, 13) and entry.left == -5
    assert "信用中国" in entry.note


def test_this_site_takes_down_by_itself(tmp_path: Path) -> None:
    assert of("撤回", tmp_path, "2026-03-20", penalty={"撤回": WITHDRAWN}) == []
    (entry,) = of("撤回", tmp_path, "2026-03-11", penalty={"撤回": WITHDRAWN})
    assert not entry.overdue and entry.left == 2


def officers(**row: Any) -> dict[str, Any]:
    person = {
        "姓名": "王小禾", "执法证号": "65990009", "所属单位": "大队", "执法类别": "农业", "发证机关": "自治区人民政府", "有效期自": "2023-06-01",
        "有效期至": "2026-04-30", **row,
    }  # fmt: skip
    return {"pre/officers/more.yaml": {"执法主体": ENTITY, "更新日期": "2026-03-01", "人员": [person]}}


@pytest.mark.parametrize(
    ("row", "overdue"),
    [({}, False), ({"有效期至": "2026-03-01"}, True), ({"有效期至": "2028-01-01"}, None), ({"证件状态": "注销"}, None)],
)
def test_certificates_run_out(row: dict[str, str], overdue: bool | None, tmp_path: Path) -> None:
    found = [e for e in of("证件换发", tmp_path, files=officers(**row)) if "65990009" in e.title]
    assert [entry.overdue for entry in found] == ([] if overdue is None else [overdue])


def test_a_list_is_checked_every_year(tmp_path: Path) -> None:
    listed = officers(有效期至="2028-01-01")
    listed["pre/officers/more.yaml"]["更新日期"] = "2025-03-20"
    found = [e for e in of("清单核对", tmp_path, files=listed) if e.record == "more"]
    assert [(e.day, e.overdue) for e in found] == [(date(2026, 3, 20), False)]


def test_an_annual_report_from_the_first_of_january(tmp_path: Path) -> None:
    (entry,) = of("年报", tmp_path, "2027-01-04")
    assert (entry.day, entry.overdue) == (date(2027, 1, 31), False)


def test_the_next_years_notice_is_asked_for_in_december(tmp_path: Path) -> None:
    assert of("放假通知", tmp_path, "2026-11-30") == []
    assert [entry.title for entry in of("放假通知", tmp_path, "2026-12-01")] == ["2027年放假安排"]


def test_a_silence_about_to_end(tmp_path: Path) -> None:
    silence = {"代码": "GS113", "原因": "示例", "到期": "2026-03-30"}
    (entry,) = of("提示静默到期", tmp_path, penalty={"内部": {**DECISION["内部"], "提示静默": [silence]}})
    assert entry.day == date(2026, 3, 30)


def test_the_calendar_file_can_be_read_by_calendars(tmp_path: Path) -> None:
    hostile = changed(DECISION, {"案件名称": "名称；有，逗号\\和换行" * 12})
    content = write_county(tmp_path, penalty={**hostile, "撤回": WITHDRAWN}, entity=ORGAN)
    answer = call("due", "--ics", "--content", str(content), "--as-of", "2026-03-11")
    raw = answer.out.encode("utf-8")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert len(events) == len(
        json.loads(call("due", "--format", "json", "--content", str(content), "--as-of", "2026-03-11").out)["due"]
    )
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert all(type(event.decoded("DTSTART")) is date for event in events)
    assert all(event.walk("VALARM") for event in events)


def test_a_duty_keeps_its_uid_when_its_day_moves() -> None:
    one = Due(date(2026, 3, 11), "公示", "局", "a", "案", "", False)
    moved = Due(date(2026, 3, 12), "公示", "局", "a", "案", "按期", True)
    uids = [
        Calendar.from_ical(as_ics([e], date(2026, 3, 1), "x.example")).walk("VEVENT")[0]["UID"] for e in (one, moved)
    ]
    assert uids[0] == uids[1]
    assert as_ics([one], date(2026, 3, 1), "x.example") == as_ics([one], date(2026, 3, 1), "x.example")


def test_one_organs_list(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    assert call("due", "--organ", "nobody", "--content", str(content)).status == 2
    data = json.loads(call("due", "--organ", ENTITY, "--format", "json", "--content", str(content)).out)
    assert data["format"] == 1 and {entry["organ"] for entry in data["due"]} <= {"青禾县农业农村局", ""}
