"""A decision without a flaw, and what the rules on decisions (GS201 to GS249) say once something is changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from county import DECISION, ENTITY, PENALTY, changed, write_county
from gongshi.assembly import assemble
from gongshi.findings import Finding

FILE = f"post/decisions/2026/{PENALTY}.yaml"
RELEASE = {
    "采集人": "C003",
    "保密审查人": "C001",
    "审核人": "F001",
    "批准人": "L001",
    "日期": "2026-03-04",
    "结论": "同意公开",
}
INTERNAL: dict[str, Any] = {"公开审查": RELEASE, "执法人员": ["65990001", "65990002"], "立案日期": "2026-02-12"}
SOUND: dict[str, Any] = {
    **DECISION,
    "送达日期": "2026-03-03",
    "证据": "1.现场检查笔录；2.询问笔录。",
    "履行方式和期限": "自收到决定书之日起15日内缴纳。",
    "内部": INTERNAL,
}
REVIEW = {"意见": "同意", "审核人": "F001", "日期": "2026-02-26"}
_CITATION = {"法律": "中华人民共和国种子法", "条款": "第七十九条"}
PERSON = {"类别": "自然人", "名称": "张某"}
FIRM = {"类别": "法人及非法人组织", "名称": "青禾县沃野农业有限公司", "统一社会信用代码": "00000000000000000X"}


def internal(**changes: Any) -> dict[str, Any]:
    """内部 with some keys laid over it."""
    return changed(INTERNAL, changes)


def officer(number: str, **changes: Any) -> dict[str, Any]:
    base = {
        "姓名": "王小禾", "执法证号": number, "所属单位": "大队", "执法类别": "农业", "发证机关": "自治区人民政府",
        "有效期自": "2023-06-01", "有效期至": "2028-05-31",
    }  # fmt: skip
    return {**base, **changes}


def officers(*rows: dict[str, Any], adjusted: str = "2026-01-05") -> dict[str, Any]:
    return {"执法主体": ENTITY, "更新日期": adjusted, "人员": list(rows)}


def items(adjusted: str = "2026-01-05", **row: Any) -> dict[str, Any]:
    """A list of one item, reviewed by the legal unit."""
    first = {
        "事项编码": "NY-CF-001", "执法类别": "行政处罚", "事项名称": "样品事项", "执法依据": [_CITATION],
        "承办机构": "大队", "执法对象": "经营者", "法定时限": "90日", **row,
    }  # fmt: skip
    review = {"审核人": "F001", "日期": adjusted, "意见": "同意"}
    return {"执法主体": ENTITY, "更新日期": adjusted, "法制审核": review, "事项": [first]}


def review_catalogue(adjusted: str = "2026-01-05", **row: Any) -> dict[str, Any]:
    first = {
        "执法大类": "行政处罚", "审核的决定": "较大数额罚款、没收", "标准": "对公民5000元以上、对单位5万元以上",
        "审核依据": [_CITATION], "送审材料": "样品材料", "审核时限": "5个工作日", "公民罚款标准": "5000", "单位罚款标准": "50000",
    }  # fmt: skip
    return {"执法主体": ENTITY, "更新日期": adjusted, "目录": [changed(first, row)]}


def benchmark(*tiers: dict[str, Any], adjusted: str = "2026-01-05", **row: Any) -> dict[str, Any]:
    """Two tiers, 2000 to 20000 yuan, unless others are given."""
    low = {
        "裁量阶次": "从轻",
        "适用情形": "初次",
        "裁量幅度": "处2000元以上5000元以下罚款",
        "罚款下限": "2000",
        "罚款上限": "5000",
    }
    high = {
        "裁量阶次": "从重",
        "适用情形": "再次",
        "裁量幅度": "处5000元以上20000元以下罚款",
        "罚款下限": "5000",
        "罚款上限": "20000",
    }
    first = {
        "基准编码": "NY-CL-001", "执法事项": "NY-CF-001", "违法行为": "样品行为", "处罚依据": [_CITATION],
        "阶次": list(tiers) or [low, high], **row,
    }  # fmt: skip
    return {"执法主体": ENTITY, "更新日期": adjusted, "基准": [first]}


def licence(**changes: Any) -> dict[str, Any]:
    base = {
        "执法类别": "行政许可", "文书号": "青农（农药）许〔2026〕1号", "案件名称": "农药经营许可", "执法主体": ENTITY,
        "行政相对人": FIRM, "许可内容": "准予经营农药", "受理日期": "2026-02-24", "有效期自": "2026-03-02",
        "有效期至": "2031-03-01", "依据": [_CITATION], "决定日期": "2026-03-02", "内部": {"公开审查": RELEASE},
    }  # fmt: skip
    return changed(base, changes)


def flaws(
    folder: Path,
    penalty: Mapping[str, Any] | None = None,
    *,
    files: Mapping[str, Any] | None = None,
    ledger: Mapping[str, str] | None = None,
    **county: Any,
) -> list[Finding]:
    """The findings of GS201 to GS249 over the sound county with ``penalty`` laid over its decision."""
    written = {"pre/officers/nyncj.yaml": officers(officer("65990001"), officer("65990002")), **(files or {})}
    laid = {**SOUND, **(penalty or {})}
    content = write_county(folder, penalty=laid, files=written, ledger=ledger, **county)
    found = assemble(content).findings
    assert not [f for f in found if f.code < "GS100"], found
    return [f for f in found if "GS200" < f.code < "GS250"]


def flaw(folder: Path, penalty: Mapping[str, Any] | None = None, **county: Any) -> Finding:
    """The one finding that there is."""
    found = flaws(folder, penalty, **county)
    assert len(found) == 1, [(f.code, f.file, f.line, f.message) for f in found]
    return found[0]


def seen(finding: Finding) -> tuple[str, str, int, int]:
    return finding.code, finding.file, finding.line, finding.column


def key_at(folder: Path, finding: Finding) -> str:
    """The text that begins where the finding points: line and column are right when it is the key that was meant."""
    line = (folder / "content" / finding.file).read_text(encoding="utf-8").split("\n")[finding.line - 1]
    return line[finding.column - 1 :]
