"""What stands around the decisions: site file, organs, officers, items and a process chart of the invented county."""

from __future__ import annotations

from random import Random
from typing import Any

from invented.organs import KINDS, ORGANS, Organ
from invented.vocabulary import COUNTY, credit_code, person
from invented.writing import yaml

_REVIEW = {
    "采集人": "C001",
    "保密审查人": "B001",
    "审核人": "F001",
    "批准人": "L001",
    "日期": "2026-03-03",
    "结论": "同意公开",
}
_REMEDY = {"复议机关": f"{COUNTY}人民政府", "诉讼法院": f"{COUNTY}人民法院"}
_OFFICERS = 25


def frame() -> dict[str, str]:
    """Path below content/ → text."""
    files = {"site.yaml": yaml(_site()), "pre/flows/flow-general.yaml": yaml(_flow())}
    for i, organ in enumerate(ORGANS):
        files[f"pre/entities/{organ.id}.yaml"] = yaml(_entity(organ, i))
        files[f"pre/officers/{organ.id}.yaml"] = yaml(_officers(organ))
        files[f"pre/items/{organ.id}.yaml"] = yaml(_items(organ))
        files[f"pre/recordings/{organ.id}.yaml"] = yaml(_recordings(organ))
    return files


def _site() -> dict[str, Any]:
    roster = [
        {"标识": o.id, "名称": o.name, "简称": o.short} | ({"规则配置": o.profile} if o.profile else {}) for o in ORGANS
    ]
    return {
        "内容格式": "1",
        "网站名称": f"{COUNTY}行政执法公示网（测试语料）",
        "地区": COUNTY,
        "网站域名": "www.qinghe.example",
        "网址": "https://www.qinghe.example/xzzf",
        "示例": "是",
        "基准日": "2026-11-21",
        "规则配置": "xinjiang",
        "历法": ["xinjiang"],
        "机构名录": roster,
        "网站说明": "程序生成的测试语料，机构、人员、企业和案件均为虚构。",
        "纠错电话": "0999-6590009",
        "页脚": {"主办单位": f"{COUNTY}人民政府办公室", "电话": "0999-6590000"},
    }


def _entity(organ: Organ, i: int) -> dict[str, Any]:
    r = Random(organ.id)
    laws = sorted({(m.law, m.article) for m in organ.matters})[:4]
    return {
        "名称": organ.name,
        "主体类别": "法定",
        "统一社会信用代码": credit_code(r, "11"),
        "法定代表人": person(r),
        "地址": f"{COUNTY}青禾镇团结路{18 + i}号",
        "电话": f"0999-659{i + 1}001",
        "执法区域": f"{COUNTY}行政区域",
        "职责": f"{organ.short}职责范围内的监督管理和行政执法。",
        "权限": "依照法律、法规、规章实施行政许可、行政处罚、行政强制、行政检查等行政执法行为。",
        "主体依据": [{"法律": law, "条款": article} for law, article in laws],
        "执法机构": [{"名称": unit} for unit in organ.units],
        "监督": {"电话": f"0999-659{i + 1}002"},
        "救济": _REMEDY,
    }


def _officers(organ: Organ) -> dict[str, Any]:
    r = Random(f"officers-{organ.id}")
    rows = [
        {
            "姓名": person(r), "执法证号": str(organ.certificate + n), "所属单位": organ.units[n % len(organ.units)],
            "执法类别": organ.short, "发证机关": "新疆维吾尔自治区人民政府", "有效期自": "2022-06-01", "有效期至": "2027-05-31",
            "法制审核人员": "法制审核" if n > _OFFICERS - 2 else "否",
        }
        for n in range(1, _OFFICERS + 1)
    ]  # fmt: skip
    return {"执法主体": organ.id, "更新日期": "2026-03-02", "核对日期": "2026-03-02", "公开审查": _REVIEW, "人员": rows}


def _items(organ: Organ) -> dict[str, Any]:
    rows = [
        {
            "事项编码": organ.code(m), "执法类别": m.kind, "事项名称": f"对{m.name}的处罚" if m.kind == "行政处罚" else m.name,
            "执法依据": [{"法律": m.law, "条款": m.article}], "承办机构": organ.units[0], "执法对象": "有关单位和个人",
            "流程图": "flow-general", "法定时限": "自立案之日起90日" if m.kind == "行政处罚" else "20个工作日",
        }
        for kind in KINDS for m in organ.of(kind)
    ]  # fmt: skip
    head = {"执法主体": organ.id, "更新日期": "2026-03-02", "核对日期": "2026-03-02"}
    return head | {
        "法制审核": {"审核人": "F001", "日期": "2026-03-01", "意见": "同意"},
        "公开审查": _REVIEW,
        "事项": rows,
    }


def _recordings(organ: Organ) -> dict[str, Any]:
    """The seven disputed steps, seizure and substitute performance in full."""
    steps = (
        ("行政检查", "日常检查", "现场检查", "录像"),
        ("行政检查", "双随机抽查", "随机抽取", "屏幕录制"),
        ("行政处罚", "调查取证", "询问", "录音或录像"),
        ("行政处罚", "证据先行登记保存", "清点", "录像"),
        ("行政处罚", "听证", "举行听证", "全程录音录像"),
        ("行政强制", "查封、扣押", "实施查封、扣押", "全程录音录像"),
        ("行政强制", "代履行、强制拆除", "实施", "全程录音录像"),
        ("文书送达", "留置送达", "送达", "拍照和录像"),
    )
    rows = [
        {
            "执法类别": kind, "执法事项": name, "记录环节": step, "记录场所": "现场", "记录内容": "告知、实施、签字的全过程",
            "记录方式": manner, "保管期限": "随案卷",
        }
        for kind, name, step, manner in steps
    ]  # fmt: skip
    return {"执法主体": organ.id, "更新日期": "2026-03-02", "核对日期": "2026-03-02", "公开审查": _REVIEW, "事项": rows}


def _flow() -> dict[str, Any]:
    texts = (
        "发现线索或者受理申请",
        "调查核实，收集证据",
        "审核、法制审核",
        "告知权利，听取意见",
        "作出决定",
        "送达、公示、归档",
    )
    steps: list[dict[str, Any]] = []
    for n, text in enumerate(texts):
        step: dict[str, Any] = {"编号": chr(97 + n), "内容": text, "形状": "开始" if n == 0 else "步骤"}
        steps.append(step | {"下一步": [{"到": chr(98 + n)}]})
    steps[-1] = {"编号": chr(96 + len(texts)), "内容": texts[-1], "形状": "结束"}
    return {
        "名称": "行政执法一般流程图",
        "执法主体": [o.id for o in ORGANS],
        "执法类别": "综合",
        "更新日期": "2026-03-02",
        "公开审查": _REVIEW,
        "步骤": steps,
    }
