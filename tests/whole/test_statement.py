"""A statement changes when, and only when, the record says something else to the public."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_samples import DECISIONS, SAMPLES

from county import DECISION
from gongshi.public.statement import canonical, digest, restored, statement_of
from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.records.decisions import DECISIONS as CLASSES
from gongshi.records.kinds import BY_NAME
from gongshi.source.fields import fields_of
from gongshi.source.yaml_reader import parse

FULL: dict[str, Any] = {
    **DECISION,
    "摘要": "一句话",
    "备注": "公开的备注",
    "附件": [{"文件": "a/b.pdf", "名称": "决定书"}],
    "更正": [{"日期": "2026-03-20", "字段": "罚款金额", "原因": "录入错误"}],
    "脱敏": [{"字段": "违法事实", "内容": "证人姓名", "方式": "隐去", "依据": "个人隐私"}],
    "误公开": [{"下线日期": "2026-03-10", "重新公示日期": "2026-03-11"}],
}
WORDS = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6)
DAYS = st.dates().filter(lambda day: 1950 <= day.year <= 2100).map(str)


def penalty(**changes: Any) -> Record:
    return CLASSES["行政处罚"].model_validate({k: v for k, v in {**FULL, **changes}.items() if v is not None})


def said(**changes: Any) -> str:
    return digest(statement_of(penalty(**changes)))


@given(WORDS, WORDS, DAYS)
def test_nothing_private_is_in_it(note: str, content: str, day: str) -> None:
    internal = {**DECISION["内部"], "备注": note, "档号": note, "立案日期": day}
    redactions = [{"字段": "违法事实", "内容": content, "方式": "删除", "依据": "个人隐私"}]
    assert said(内部=internal, 脱敏=redactions, 误公开=[{"下线日期": day, "内部说明": note}]) == said()
    assert said(内部=None, 误公开=None) == said()


@given(st.sampled_from(["案件名称", "违法事实", "摘要", "备注", "处罚内容", "文书号"]), WORDS)
def test_every_public_word_is_in_it(key: str, word: str) -> None:
    assert (said(**{key: word}) == said()) == (word == FULL[key])


@given(DAYS, st.decimals(min_value=1, max_value=10**9, places=2), WORDS)
def test_public_values_within_others_are_in_it(day: str, amount: Any, word: str) -> None:
    assert (said(决定日期=day) == said()) == (day == FULL["决定日期"])
    assert (said(罚款金额=f"{amount:f}") == said()) == (f"{amount:f}" == FULL["罚款金额"])
    party = {**FULL["行政相对人"], "名称": word}
    assert said(行政相对人=party) != said()
    assert said(更正=[{**FULL["更正"][0], "原因": word}]) != said()


def test_what_is_assumed_anyway_may_be_written_or_left_out() -> None:
    assert said(程序="普通", 救济=None, 后续=[], 送达日期=None) == said()
    assert said(程序="简易") != said()


def test_one_entry_or_a_list_of_one_is_the_same() -> None:
    assert said(更正=FULL["更正"][0], 罚款金额="2,000元") == said()


def test_a_new_optional_field_changes_nothing() -> None:
    """A later engine's class: the same record, one field more."""
    from gongshi.records.base import key

    class Later(CLASSES["行政处罚"]):  # type: ignore[misc]
        novel: str | None = key("新栏目", "以后才有的", None)
        choice: str = key("新选项", "以后才有的", "普通")

    later = Later.model_validate(FULL)
    assert digest(statement_of(later)) == said()


def _samples() -> dict[str, tuple[str, Record]]:
    found: dict[str, tuple[str, Record]] = {}
    for name, (file, text) in SAMPLES.items():
        kind = next((k for k in ("decision", "random-result") if file.startswith(f"{BY_NAME[k].folder}/")), None)
        if kind:
            data = parse(text, file).data
            assert data is not None
            found[name] = kind, BY_NAME[kind].model_for(data).model_validate(data)
    return found


@pytest.mark.parametrize("name", _samples())
def test_the_class_reads_it_again(name: str) -> None:
    kind, record = _samples()[name]
    statement = statement_of(record)
    again = restored(statement, kind, "a-1")
    assert type(again) is type(record)
    assert (again.id, canonical(statement_of(again))) == ("a-1", canonical(statement))


def test_all_kinds_are_looked_at() -> None:
    assert len(DECISIONS) == 11 == len([kind for kind, _ in _samples().values() if kind == "decision"])


def test_what_was_redacted_is_read_again_without_its_content() -> None:
    again = restored(statement_of(penalty()), "decision", "a-1")
    assert isinstance(again, Decision)
    (redaction,) = again.redactions
    assert (redaction.field, redaction.ground, redaction.content) == ("违法事实", "个人隐私", "（未公开）")


@pytest.mark.parametrize(
    ("statement", "kind"), [({}, "decision"), ({"执法类别": "行政处罚"}, "decision"), ({}, "novel")]
)
def test_what_no_class_can_read_is_an_error(statement: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValueError):
        restored(statement, kind, "a-1")


def test_every_private_field_of_a_decision_is_known_here() -> None:
    """What is added to a class as private later is to be looked at: it must be in no statement."""
    private = {
        (name, key)
        for name, model in CLASSES.items()
        for key, info in fields_of(model).items()
        if isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("private")
    }
    assert {key for _, key in private} == {"内部", "误公开"}
