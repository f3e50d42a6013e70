"""The tiny county with every list that the law asks for: it breaks no rule about organs, lists and inspections."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from county import DECISION, DUMPER, ENTITY, changed, write_county
from gongshi.assembly import assemble
from gongshi.rules import (
    RULES,
    benchmarks,
    boards,
    coverage,
    freshness,
    inspections,
    lists,
    organs,
    personnel,
    recordings,
    remedies,
    reports,
    services,
)
from gongshi.source.locator import Locator

MODULES = (
    benchmarks, boards, coverage, freshness, inspections, lists, organs, personnel, recordings, remedies, reports, services,
)  # fmt: skip
CODES = sorted(code for code, rule in RULES.items() if rule.check.__module__ in {m.__name__ for m in MODULES})

OFFICERS, ITEMS, POWERS = "pre/officers/a.yaml", "pre/items/a.yaml", "pre/powers/a.yaml"
DISCRETION, RECORDINGS = "pre/discretion/a.yaml", "pre/recordings/a.yaml"
REVIEWS, RANDOM_ITEMS, PLAN = "pre/review-catalogues/a.yaml", "pre/random-items/a.yaml", "pre/random-plans/a.yaml"
CAPPED, GUIDE, BOARD = "pre/inspection-items/a.yaml", "pre/guides/guide-a.md", "pre/boards/board-a.yaml"
PENALTY_FILE = "post/decisions/2026/qnz-zz-2026-003.yaml"
ORGAN_FILE = f"pre/entities/{ENTITY}.yaml"
BODY = "qinghe-dongzhen"
BODY_FILE = f"pre/entities/{BODY}.yaml"
CODE = "91659900MA5546586Y"
LAW = [{"法律": "中华人民共和国种子法", "条款": "第七十九条"}]
HEAD = {"执法主体": ENTITY, "更新日期": "2026-03-01"}
REVIEWED = {"审核人": "F001", "日期": "2026-02-26", "意见": "同意"}


def officer(number: str, **changes: Any) -> dict[str, Any]:
    """A line of the list of officers."""
    row = {
        "姓名": "王小禾", "执法证号": number, "所属单位": "大队", "执法类别": "农业", "发证机关": "自治区人民政府",
        "有效期自": "2023-06-01", "有效期至": "2028-05-31",
    }  # fmt: skip
    return changed(row, changes)


def item(code: str, kind: str, **changes: Any) -> dict[str, Any]:
    """A line of the list of items."""
    row = {
        "事项编码": code, "执法类别": kind, "事项名称": f"样品{kind}", "执法依据": LAW, "承办机构": "大队", "执法对象": "经营者",
        "流程图": "flow-a", "法定时限": "90日",
    }  # fmt: skip
    return changed(row, changes)


def recording(kind: str, name: str, step: str, manner: str = "录像") -> dict[str, Any]:
    """A line of the catalogue of recordings."""
    return {
        "执法类别": kind, "执法事项": name, "记录环节": step, "记录场所": "现场", "记录内容": "全过程", "记录方式": manner, "保管期限": "随案卷",
    }  # fmt: skip


def tier(name: str, least: str | None, most: str | None, outcome: str = "处2000元以上5000元以下罚款") -> dict[str, Any]:
    """A tier of a benchmark."""
    return changed(
        {"裁量阶次": name, "适用情形": "情形", "裁量幅度": outcome, "罚款下限": least, "罚款上限": most}, None
    )


def inspection(number: int, **changes: Any) -> dict[str, Any]:
    """An inspection of one enterprise for the capped item."""
    base = {key: DECISION[key] for key in ("执法主体", "内部")}
    record = {
        "执法类别": "行政检查", "文书号": f"青农检〔2026〕{number}号", "案件名称": "农药经营日常检查", **base, "执法事项": "NY-JC-001",
        "行政相对人": {"类别": "法人及非法人组织", "名称": "青禾县万家福商贸有限公司", "统一社会信用代码": CODE},
        "检查类型": "日常检查", "检查事项": "农药经营检查", "检查日期": f"2026-03-0{number}", "检查结果": "未发现问题", "处理情况": "未发现问题。",
        "依据": LAW, "决定日期": f"2026-03-0{number}",
    }  # fmt: skip
    record["内部"] = {**record["内部"], "执法人员": ["65990091", "65990092"]}
    return changed(record, changes)


def visit(number: int) -> str:
    """The file of the ``number``-th inspection."""
    return f"post/decisions/2026/jc-{number}.yaml"


def result(**changes: Any) -> dict[str, Any]:
    """A random inspection of one enterprise."""
    record = {
        "任务名称": "农药经营者抽查", "计划编号": "QH2026-NY-01", "执法主体": ENTITY, "抽查事项": "NY-SJ-001", "检查开始": "2026-03-02",
        "检查完成": "2026-03-03", "检查对象": [{"名称": "青禾县万家福商贸有限公司", "统一社会信用代码": CODE, "结果": "未发现问题"}],
        "抽查情况": "抽取1家。", "内部": {**DECISION["内部"], "执法人员": ["65990091", "65990092"]},
    }  # fmt: skip
    return changed(record, changes)


RESULT = "post/random-results/2026/sj-1.yaml"


def body(**entrustment: Any) -> dict[str, Any]:
    """A body entrusted by the organ."""
    term = {
        "委托机关": ENTITY,
        "委托书": "青农委〔2026〕1号",
        "委托事项": "种子",
        "期限自": "2026-01-01",
        "期限至": "2027-12-31",
    }
    return {
        "名称": "青禾县东镇综合行政执法队", "主体类别": "委托", "地址": "东镇", "电话": "0999-6594001", "执法区域": "东镇", "执法层级": "乡级",
        "职责": "检查", "权限": "检查", "主体依据": LAW, "委托": {**term, **entrustment}, "监督": {"电话": "0999-6594002"},
        "救济": {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院"},
    }  # fmt: skip


ROSTER = [
    {"标识": ENTITY, "名称": "青禾县农业农村局", "简称": "农业农村局"},
    {"标识": BODY, "名称": "青禾县东镇综合行政执法队", "简称": "东镇执法队"},
    {"标识": "qinghe-scjgj", "名称": "青禾县市场监督管理局", "简称": "市场监管局"},
]
FRONT: dict[str, Any] = {
    "事项名称": "农药经营许可", "事项编码": "NY-XK-001", "执法主体": ENTITY, "事项类型": "行政许可", "设定依据": LAW, "受理机构": "窗口",
    "决定机构": "本局", "服务对象": "企业", "受理条件": ["有经营场所"], "申请材料": [{"名称": "申请表", "样本": "guide-a/form.txt"}], "法定办结时限": "20",
    "承诺办结时限": "8", "结果名称": "许可证", "办理地点": "窗口", "办理时间": "工作日", "咨询电话": "0999-6590012", "监督电话": "0999-6590002",
    "到场次数": "1", "更新日期": "2026-03-01",
}  # fmt: skip
STAFF = [{"姓名": "林晓禾", "工号": "012", "AB岗": "A岗"}, {"姓名": "热娜", "工号": "015", "AB岗": "B岗"}]
FILES: dict[str, Any] = {
    OFFICERS: {**HEAD, "人员": [officer("65990091"), officer("65990092", 法制审核人员="法制审核")]},
    ITEMS: {
        **HEAD,
        "法制审核": REVIEWED,
        "事项": [
            item("NY-CF-001", "行政处罚"), item("NY-JC-001", "行政检查", 事项名称="农药经营检查"),
            item("NY-QZ-001", "行政强制", 事项名称="查封、扣押农药"), item("NY-XK-001", "行政许可", 服务指南="guide-a"),
        ],
    },
    POWERS: {
        **HEAD,
        "法制审核": REVIEWED,
        "权责": [
            {"职权编码": "P-1", "权力类型": "行政处罚", "权力名称": "处罚", "权力依据": LAW, "责任事项": "立案责任", "承办机构": "大队", "追责情形": "不立案"}
        ],
    },
    DISCRETION: {
        **HEAD,
        "基准": [
            {"基准编码": "NY-CL-001", "执法事项": "NY-CF-001", "违法行为": "标签", "处罚依据": LAW,
             "阶次": [tier("从轻", "2000.00", "5000.00"), tier("一般", "5000.00", "20000.00", "处5000元以上2万元以下罚款")]}
        ],
    },
    RECORDINGS: {
        **HEAD,
        "事项": [
            recording("行政检查", "日常检查", "亮证、告知"), recording("行政检查", "双随机抽查", "抽取", "屏幕录制"),
            recording("行政处罚", "调查取证", "询问"), recording("行政处罚", "证据先行登记保存", "清点"),
            recording("行政处罚", "听证", "举行", "全程录音录像"), recording("行政强制", "查封、扣押", "实施", "全程录音录像"),
            recording("文书", "留置送达", "张贴"),
        ],
    },
    REVIEWS: {
        **HEAD,
        "目录": [{"执法大类": "行政处罚", "审核的决定": "罚款", "标准": "5万元", "审核依据": LAW, "送审材料": "草稿", "审核时限": "5个工作日"}],
    },
    RANDOM_ITEMS: {
        **HEAD,
        "事项": [
            {"事项编码": "NY-SJ-001", "抽查类别": "农药", "抽查事项": "农药经营情况", "抽查依据": LAW, "抽查对象": "经营者", "抽查内容": "台账",
             "抽查比例": "20%", "抽查频次": "1次", "抽查方式": "现场检查", "每企业年度上限": "1"}
        ],
    },
    PLAN: {
        **HEAD,
        "年度": "2026",
        "任务": [
            {"计划编号": "QH2026-NY-01", "抽查任务名称": "抽查", "抽查事项": "NY-SJ-001", "抽查对象范围": "全县", "抽查比例及频次": "20%",
             "开始日期": "2026-03-01", "结束日期": "2026-11-30"}
        ],
    },
    CAPPED: {
        **HEAD,
        "事项": [
            {"事项编码": "NY-JC-001", "检查事项": "农药经营检查", "设定依据": LAW, "承办单位": "大队", "检查对象": "经营者", "检查内容": "台账",
             "检查方式": "现场检查", "检查频次": "2次", "年度频次上限": "2"}
        ],
    },
    BOARD: {
        "窗口": "12号窗口", "执法主体": ENTITY, "岗位": "受理岗", "岗位职责": ["受理"], "人员": STAFF, "办理事项": ["许可"], "服务指南": "guide-a",
        "进度查询": "窗口",
        "咨询电话": "0999-6590012", "投诉举报": "12345", "办公时间": "工作日", "更新日期": "2026-03-01",
    },
    "pre/flows/flow-a.yaml": {
        "名称": "流程图", "执法主体": ENTITY, "执法类别": "行政处罚", "更新日期": "2026-03-01",
        "步骤": [{"编号": "a", "内容": "立案", "形状": "开始", "下一步": [{"到": "b"}]}, {"编号": "b", "内容": "结案", "形状": "结束"}],
    },
    "pre/guides/guide-a/form.txt": "申请表：名称、地址、申请事项。\n",
    "pre/forms/a.yaml": {**HEAD, "文书": [{"编号": "WS-01", "名称": "检查笔录", "版本": "2026年版", "用途": "检查"}]},
    "post/annual-reports/old.yaml": {
        "标题": "2024年行政执法统计年报", "执法主体": ENTITY, "年度": "2024", "公布日期": "2025-01-20", "总体情况": "无。",
        "行政处罚": {"合计": "0", "罚没金额": "0.00"}, "行政强制": {"合计": "0"},
        "行政许可": dict.fromkeys(("申请数量", "受理数量", "许可数量", "不予许可数量"), "0"),
        "其他行为": dict.fromkeys(("行政征收总金额", "行政裁决涉及金额", "行政给付总金额", "行政奖励总金额"), "0.00") | {"合计": "0"},
    },
    BODY_FILE: body(),
    visit(2): inspection(2),
    visit(3): inspection(3),
    RESULT: result(),
}  # fmt: skip


POLICY_FILE = "pre/policies/publicity.md"
POLICY = """---
标题: 青禾县行政执法公示办法
执法主体: qinghe-nyncj
类别: 公示制度
成文日期: 2026-01-15
---
正文。
"""


def markdown(front: dict[str, Any]) -> str:
    """A guide: front matter and a line of prose."""
    return "---\n" + yaml.dump(front, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=1000) + "---\n正文。\n"


def write(folder: Path, files: dict[str, Any] | None = None, **changes: Any) -> Path:
    """The county with ``files`` laid over its own (None leaves one out); other ``changes`` as for ``write_county``."""
    # Through JSON, since YAML would write what is used twice as an alias, which content may not have.
    merged = json.loads(json.dumps(changed({**FILES, GUIDE: markdown(FRONT), POLICY_FILE: POLICY}, files)))
    site = {"机构名录": ROSTER, **changes.pop("site", {})}
    penalty = {"执法事项": "NY-CF-001", **changes.pop("penalty", {})}
    # What the tiny county brings by itself goes as well, when it is told to.
    merged |= {path: None for path, value in (files or {}).items() if value is None}
    merged["pre/officers/county.yaml"] = None
    return write_county(folder, site=site, penalty=penalty, files=merged, **changes)


def rows(file: str, key: str, *added: dict[str, Any], first: dict[str, Any] | None = None) -> dict[str, Any]:
    """A list file with ``first`` laid over its first row, and rows added."""
    record = deepcopy(FILES[file])
    record[key] = [changed(record[key][0], first), *record[key][1:], *added]
    return {file: record}


def hits(content: Path, code: str, as_of: date | None = None) -> list[tuple[str, str, str, str]]:
    """What one rule sees: file, the text of the line at the place from its column on, message, fix."""
    assembled = assemble(content, as_of)
    assert assembled.register is not None, assembled.findings
    assert not [f for f in assembled.findings if f.code < "GS100"]
    locator = Locator(content)
    found = []
    for hit in RULES[code].check(assembled.register):
        line, column = locator.locate(hit.file, hit.path)
        text = (content / hit.file).read_text(encoding="utf-8").splitlines()[line - 1][column - 1 :]
        found.append((hit.file, text, hit.message, hit.fix))
    return found


def one(content: Path, code: str, as_of: date | None = None) -> tuple[str, str, str, str]:
    """The only hit of one rule."""
    found = hits(content, code, as_of)
    assert len(found) == 1, found
    return found[0]
