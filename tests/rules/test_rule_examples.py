"""Every rule shows what is right and what is wrong; what it shows is run through the rulebook where it is a piece of a record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from typing import Any

import decision_cases as one
import listed_county as county
import pytest
import yaml

from county import DECISION, ENTITY, PENALTY, changed, write_county
from gongshi.assembly import assemble
from gongshi.rules import RULES

GOOD, BAD = "合格：", "不合格："
_NOTE = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）$")
# Pairs are set apart by a full-width comma; within a value only half-width ones stand.
_PAIRS = re.compile(r"，(?=[\u4e00-\u9fffAB]{1,16}:)")


def shown(code: str, label: str) -> str:
    """The example behind ``label`` in the rule's manual."""
    (line,) = [line for line in cleandoc(RULES[code].manual).splitlines() if line.startswith(label)]
    return line.removeprefix(label)


def parsed(example: str) -> dict[str, Any]:
    """The keys and values of an example, without its remarks; None where it shows an empty value."""
    found: dict[str, Any] = {}
    for pair in _PAIRS.split(_NOTE.sub("", example.replace("`", "")).strip()):
        key, _, value = pair.partition(":")
        read = yaml.load(f"值: {value.strip()}", yaml.BaseLoader)["值"]
        found[key] = None if read in ("", None) else read
    return found


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_shows_both(code: str) -> None:
    good, bad = shown(code, GOOD), shown(code, BAD)
    assert good and bad and good != bad


Example = dict[str, Any]
Run = Callable[[Path, Example], set[str]]
_INTERNAL = {"公开审查", "法制审核", "执法人员", "立案日期", "听证日期", "集体讨论日期", "裁量", "提示静默", "缺陷说明"}


def _codes(content: Path) -> set[str]:
    found = assemble(content).findings
    assert not [f for f in found if f.code < "GS100"], found
    return {f.code for f in found}


def _split(example: Example) -> Example:
    """Keys of 内部 and of 救济 where they belong."""
    inner = {key: value for key, value in example.items() if key in _INTERNAL}
    outer = {key: value for key, value in example.items() if key not in _INTERNAL and key != "复议机关"}
    if "复议机关" in example:
        outer["救济"] = {"复议机关": example["复议机关"], "诉讼法院": "青禾县人民法院"}
    return {**outer, "内部": one.internal(**inner)} if inner else outer


def decision(*, files: Example | None = None, ledger: dict[str, str] | None = None, **base: Any) -> Run:
    """The example laid over the sound penalty, with ``base`` below it."""

    def run(folder: Path, example: Example) -> set[str]:
        laid = _split(example)
        inner = {**base.get("内部", {}), **laid.get("内部", {})}
        whole = {**base, **laid, **({"内部": inner} if inner else {})}
        own = {"pre/officers/nyncj.yaml": one.officers(one.officer("65990001"), one.officer("65990002"))}
        return _codes(
            write_county(folder, penalty={**one.SOUND, **whole}, files={**own, **(files or {})}, ledger=ledger)
        )

    return run


def licence(**base: Any) -> Run:
    def run(folder: Path, example: Example) -> set[str]:
        files = {"post/decisions/2026/xk.yaml": one.licence(**{**base, **example})}
        return _codes(write_county(folder, files=files, ledger={PENALTY: "2026-03-05", "xk": "2026-03-16"}))

    return run


def row(file: str, key: str) -> Run:
    """The example laid over the first row of a list of the county that has every list."""
    return lambda folder, example: _codes(county.write(folder, county.rows(file, key, first=example)))


def record(file: str) -> Run:
    """The example laid over a list or a page itself."""
    return lambda folder, example: _codes(county.write(folder, {file: changed(county.FILES[file], example)}))


def guide(folder: Path, example: Example) -> set[str]:
    return _codes(county.write(folder, {county.GUIDE: county.markdown({**county.FRONT, **example})}))


def organ(folder: Path, example: Example) -> set[str]:
    laid = {"救济": {"诉讼法院": "青禾县人民法院", **example}} if "复议机关" in example else example
    return _codes(county.write(folder, entity=laid))


def entrusted(folder: Path, example: Example) -> set[str]:
    # The term of the sound county's entrustment must still contain a start before its end.
    return _codes(county.write(folder, {county.BODY_FILE: county.body(**{"期限自": "2025-01-01", **example})}))


def listed(code: str) -> Run:
    """A decision's item in the county that has every list, one of another organ included."""
    other = {"pre/items/b.yaml": {**county.HEAD, "执法主体": "qinghe-scjgj", "法制审核": county.REVIEWED,
             "事项": [county.item("SC-CF-001", "行政处罚")]}}  # fmt: skip
    return lambda folder, example: _codes(county.write(folder, other if code == "GS278" else None, penalty=example))


def visited(folder: Path, example: Example) -> set[str]:
    inner = {**county.inspection(4)["内部"], **{k: v for k, v in example.items() if k in _INTERNAL}}
    rest = {k: v for k, v in example.items() if k not in _INTERNAL}
    if "执法事项" not in rest and "检查事项" in rest:
        rest["执法事项"] = None
    # The first two visits of the year are spent in the sound county.
    people = county.rows(county.OFFICERS, "人员", county.officer("65990001"), county.officer("65990002"))
    files = {**people, county.visit(3): None, county.visit(4): county.inspection(4, **rest, 内部=inner)}
    return _codes(county.write(folder, files))


def sampled(folder: Path, example: Example) -> set[str]:
    known = example.get("计划编号") == "QH2026-SC-04"
    plan = county.rows(county.PLAN, "任务", first={"计划编号": "QH2026-SC-04"}) if known else {}
    return _codes(county.write(folder, {**plan, county.RESULT: county.result(**example)}))


def tiers(folder: Path, example: Example) -> set[str]:
    tier = {**county.tier("一般", None, None), **example}
    return _codes(county.write(folder, county.rows(county.DISCRETION, "基准", first={"阶次": [tier]})))


def cited(folder: Path, example: Example) -> set[str]:
    return _codes(county.write(folder, entity={"主体依据": [{"条款": "第五条", **example}]}))


def site(folder: Path, example: Example) -> set[str]:
    laid = (
        {"机构名录": [{"名称": "青禾县农业农村局", "简称": "农业农村局", **example}]} if "标识" in example else example
    )
    return _codes(write_county(folder, site=laid))


def attached(folder: Path, example: Example) -> set[str]:
    files = {f"post/decisions/2026/{PENALTY}/list.txt": "清单：种子二十袋。\n"}
    return _codes(write_county(folder, penalty=example, files=files))


def two(folder: Path, example: Example) -> set[str]:
    files = {"post/decisions/2026/other.yaml": {**DECISION, **example}}
    return _codes(write_county(folder, files=files, ledger={PENALTY: "2026-03-05", "other": "2026-03-05"}))


def items(folder: Path, example: Example) -> set[str]:
    first = json.loads(json.dumps(one.items()))
    second = json.loads(json.dumps({**first["事项"][0], **example}))
    rows = (
        [second] if example == {"事项编码": "NY-CF-001"} or "index" in example.values() else [first["事项"][0], second]
    )
    return _codes(write_county(folder, files={"pre/items/a.yaml": {**first, "事项": rows}}))


def flow(folder: Path, example: Example) -> set[str]:
    chart = {"名称": "流程图", "执法主体": ENTITY, "执法类别": "行政处罚", "更新日期": "2026-03-01", **example}
    return _codes(write_county(folder, files={"pre/flows/a.yaml": chart}))


GRAVE = {"处罚类别": ["罚款", "吊销许可证件"], "暂扣或吊销证照名称及编号": "种子经营许可证1号"}
RANGE = {"pre/items/nyncj.yaml": one.items(), "pre/discretion/nyncj.yaml": one.benchmark()}
LAW = {"法律": "中华人民共和国种子法", "条款": "第七十九条"}
ON_SPOT = {"行政相对人": one.PERSON, "程序": "简易", "罚款金额": "200", "处罚内容": "给予罚款"}
PRICE = {"处罚依据": [{"法律": "价格违法行为行政处罚规定", "条款": "第七条"}]}
WITHDRAWN = {"情形": "撤销", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}


def withdrawn(folder: Path, example: Example) -> set[str]:
    return _codes(write_county(folder, penalty={"撤回": [{**WITHDRAWN, **example}]}))


def fined_by(folder: Path, example: Example) -> set[str]:
    amount = example["罚款金额"]
    basis = [{**LAW, "内容": example["内容"]}]
    return decision()(folder, {"处罚依据": basis, "罚款金额": amount, "处罚内容": f"罚款{amount}元"})


def reviewed_list(folder: Path, example: Example) -> set[str]:
    return _codes(write_county(folder, files={"pre/items/a.yaml": {**one.items(), **example}}))


def reviewed_on(folder: Path, example: Example) -> set[str]:
    return decision()(folder, {"公开审查": {**one.RELEASE, **example}})


def officer(key: str, adjusted: str = "2026-01-05") -> Run:
    """The example laid over one of the two officers of the case."""

    def run(folder: Path, example: Example) -> set[str]:
        rows = one.officers(one.officer("65990001"), one.officer("65990002", **example), adjusted=adjusted)
        return _codes(write_county(folder, penalty=one.SOUND, files={"pre/officers/nyncj.yaml": rows}))

    return run


# The rules whose examples are pieces of a record, each with the county into which they are laid.
RUNS: dict[str, Run] = {
    "GS101": decision(),
    "GS103": lambda folder, example: _codes(write_county(folder, entity=example)),
    "GS112": two,
    "GS113": decision(),
    "GS114": items,
    "GS115": items,
    "GS116": site,
    "GS117": site,
    "GS121": decision(),
    "GS122": withdrawn,
    "GS131": attached,
    "GS132": decision(送达日期=None),
    "GS144": decision(ledger={}, 送达日期=None),
    "GS151": flow,
    "GS161": decision(文书号="农药经许（新）65990010023"),
    "GS171": site,
    "GS172": decision(),
    "GS201": decision(),
    "GS202": reviewed_on,
    "GS203": decision(),
    "GS204": reviewed_list,
    "GS205": decision(**GRAVE),
    "GS206": decision(),
    "GS207": decision(**GRAVE, 内部=one.internal(法制审核=one.REVIEW)),
    "GS209": decision(),
    "GS210": decision(files={"pre/officers/b.yaml": one.officers(one.officer("65990004"), one.officer("65990009"))}),
    "GS211": officer("有效期至"),
    "GS212": officer("证件状态", "2026-02-01"),
    "GS215": decision(**ON_SPOT),
    "GS216": decision(**ON_SPOT, 依规不公示={"依据": "行政处罚法第四十八条"}),
    "GS220": decision(files=RANGE, 执法事项="NY-CF-001", 处罚内容="给予罚款"),
    "GS221": decision(files=RANGE, 执法事项="NY-CF-001", 处罚内容="给予罚款"),
    "GS222": decision(),
    "GS223": fined_by,
    "GS225": decision(),
    "GS226": licence(),
    "GS227": licence(),
    "GS228": licence(决定日期="2026-02-25", 有效期自="2026-02-25", 受理日期=None),
    "GS229": decision(),
    "GS231": decision(ledger={PENALTY: "2026-03-13"}),
    "GS232": licence(),
    "GS234": decision(),
    "GS236": decision(**ON_SPOT),
    "GS240": decision(),
    "GS241": decision(),
    "GS242": decision(**PRICE),
    "GS243": decision(),
    "GS244": decision(),
    "GS252": row(county.OFFICERS, "人员"),
    "GS253": organ,
    "GS254": entrusted,
    "GS255": entrusted,
    "GS258": organ,
    "GS259": organ,
    "GS260": record(county.POWERS),
    "GS263": cited,
    "GS270": visited,
    "GS272": visited,
    "GS275": guide,
    "GS279": listed("GS279"),
    "GS280": record(county.BOARD),
    "GS284": tiers,
    "GS295": sampled,
}
# Their wrong example is that the key is not there at all.
LEFT_OUT = {"GS279": {"执法事项": None}}
# Their examples have more to them than one record: files, days, commits, pictures.
TOLD_IN_WORDS = {
    "GS102", "GS111", "GS141", "GS142", "GS143", "GS208", "GS213", "GS230", "GS233", "GS245", "GS251", "GS256", "GS261", "GS262",
    "GS265", "GS266", "GS271", "GS276", "GS277", "GS278", "GS281", "GS282", "GS283", "GS285", "GS286", "GS287", "GS288", "GS290",
    "GS292", "GS293", "GS296",
}  # fmt: skip


def test_no_rule_is_forgotten() -> None:
    """GS301 and above are about history, masks and attachments: their own tests run what they show."""
    assert RUNS.keys() | TOLD_IN_WORDS == {code for code in RULES if code < "GS300"}
    assert not RUNS.keys() & TOLD_IN_WORDS


@pytest.mark.parametrize("code", RUNS)
def test_the_right_example_is_right(code: str, tmp_path: Path) -> None:
    found = RUNS[code](tmp_path, parsed(shown(code, GOOD)))
    assert code not in found
    # It is right as it stands: what it names is there.
    assert not found & {"GS101", "GS103"}


@pytest.mark.parametrize("code", RUNS)
def test_the_wrong_example_is_wrong(code: str, tmp_path: Path) -> None:
    assert code in RUNS[code](tmp_path, LEFT_OUT.get(code) or parsed(shown(code, BAD)))
