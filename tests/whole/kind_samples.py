"""One valid file of each kind, and the small county around it that refers to none of them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import yaml

from county import DUMPER, ENTITY, changed, penalty, write_county


def _one_page() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


PDF = _one_page()
REVIEW = {
    "采集人": "C003",
    "保密审查人": "C001",
    "审核人": "F001",
    "批准人": "L001",
    "日期": "2026-03-04",
    "结论": "同意公开",
}
_CITATION = {"法律": "中华人民共和国种子法", "条款": "第七十九条"}
_FIRM = {"类别": "法人及非法人组织", "名称": "青禾县沃野农业有限公司", "统一社会信用代码": "00000000000000000X"}
_HEAD = {"执法主体": ENTITY, "更新日期": "2026-03-01"}


def _decision(kind: str, number: int, **own: Any) -> dict[str, Any]:
    base = {
        "执法类别": kind,
        "文书号": f"青农样〔2026〕{number}号",
        "案件名称": f"样品{kind}一件",
        "执法主体": ENTITY,
        "承办机构": "农业综合行政执法大队",
        "行政相对人": [{**_FIRM, "法定代表人": "马某", "经营场所": "青禾县东镇"}],
        "决定日期": "2026-03-02",
        "送达日期": "2026-03-03",
        "摘要": f"样品{kind}的摘要。",
        "依据": [_CITATION],
        "备注": f"样品{kind}的公开备注",
        "后续": [{"日期": "2026-03-10", "情形": "样品后续"}],
        "脱敏": [{"字段": "事由", "内容": "证人姓名样品", "方式": "隐去", "依据": "个人隐私"}],
        "内部": {"公开审查": REVIEW, "执法人员": ["65990001"], "档号": "样品档号-77", "备注": "样品内部备注"},
    }
    return {**base, **own}


def _rows(key: str, row: dict[str, Any], **head: Any) -> dict[str, Any]:
    return {**_HEAD, "说明": "样品清单说明", **head, key: [row]}


DECISIONS: dict[str, dict[str, Any]] = {
    "licence": _decision("行政许可", 11, 许可内容="准予经营农药", 许可编号="农药经许（新）6599001", 有效期自="2026-03-02", 有效期至="2031-03-01"),
    "penalty": changed(
        _decision("行政处罚", 12, 违法行为类型="样品违法行为", 违法事实="样品事实一。\n\n样品事实二。", 处罚依据=[_CITATION]),
        {"依据": None, "处罚类别": ["罚款", "没收违法所得"], "处罚内容": "罚款2000元，没收880元", "罚款金额": "2000.00",
         "没收金额": "880.00", "责令措施": ["限期改正"], "附件": [{"文件": "m-penalty/photo.pdf", "名称": "样品附件"}]},
    ),
    "coercion": _decision("行政强制", 13, 强制类别="行政强制措施", 强制方式="扣押财物", 事由="样品事由", 决定内容="扣押36瓶", 涉及金额="12.50"),
    "inspection": _decision(
        "行政检查", 14, 检查类型="日常检查", 检查事项="样品检查", 检查日期="2026-03-01", 检查结果="见逐户结果", 处理情况="样品处理",
        逐户结果=[{"名称": "样品甲店", "结果": "未发现问题"}, {"名称": "样品乙店", "结果": "发现问题已责令改正", "处理": "已改正"}],
    ),
    "levy": _decision("行政征收", 15, 征收项目="森林植被恢复费", 征收内容="征收81000元", 征收金额="81000.00"),
    "requisition": _decision("行政征用", 16, 征用财物="冷库一座", 事由="样品疫情处置", 征用内容="征用10日", 补偿金额="3000.00"),
    "confirmation": _decision("行政确认", 17, 确认事项="股权出质", 确认内容="样品确认内容"),
    "adjudication": _decision(
        "行政裁决", 18, 争议事项="名称争议", 事由="样品争议事由", 裁决内容="样品裁决内容",
        行政相对人=[{**_FIRM, "角色": "申请人"}, {**_FIRM, "名称": "青禾县另一家有限公司", "角色": "被申请人"}],
    ),
    "payment": _decision("行政给付", 19, 给付项目="扑杀补偿", 给付内容="补偿18户", 给付金额="86400.00",
                         行政相对人={"类别": "批量", "名称": "18户养殖户", "数量": "18"}),
    "reward": _decision("行政奖励", 20, 奖励项目="举报奖励", 奖励内容="给予奖励", 奖励金额="500.00",
                        行政相对人={"类别": "自然人", "名称": "某某（举报人）"}),
    "other": _decision("其他行政执法行为", 21, 行为类型="责令改正", 事由="样品事由", 决定内容="责令改正", 责令措施=["改正"], 履行日数="15"),
}  # fmt: skip

_GUIDE = {
    "事项名称": "样品许可", "执法主体": ENTITY, "事项类型": "行政许可", "设定依据": [_CITATION], "受理机构": "12号窗口",
    "决定机构": "青禾县农业农村局", "服务对象": "企业", "受理条件": ["有场所"], "法定办结时限": "20", "承诺办结时限": "8",
    "申请材料": [{"名称": "申请表", "样本": "m-guide/form.pdf"}, {"名称": "身份证明", "说明": "核对后退还"}],
    "结果名称": "样品证", "办理地点": "12号窗口", "办理时间": "工作日", "咨询电话": "0999-6590012", "监督电话": "0999-6590002",
    "到场次数": "1", "更新日期": "2026-03-01",
}  # fmt: skip
_POLICY = {
    "标题": "样品制度", "文号": "青政办发〔2026〕1号", "执法主体": [ENTITY], "类别": "公示制度", "成文日期": "2026-01-15",
    "摘要": "样品制度摘要", "附件": ["m-policy/text.pdf"],
}  # fmt: skip
_BODY = "\n## 第一章\n\n样品正文，见[链接](https://www.example.gov.cn/a)。\n\n- 一\n- 二\n\n## 第二章\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"
_STEPS = [
    {"编号": "a", "内容": "立案", "形状": "开始", "下一步": [{"到": "b"}]},
    {"编号": "b", "内容": "是否成立", "形状": "判断", "承办": "大队", "时限": "90日", "下一步": [{"到": "c", "条件": "是"}, {"到": "d", "条件": "否"}]},
    {"编号": "c", "内容": "决定", "下一步": [{"到": "d"}]},
    {"编号": "d", "内容": "结案", "形状": "结束"},
]  # fmt: skip

YAML_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "entity": ("pre/entities/qinghe-two.yaml", {
        "名称": "青禾县第二局", "主体类别": "法定", "统一社会信用代码": "11659900MA0365866A", "法定代表人": "样品局长",
        "地址": "团结路19号", "邮编": "839900", "电话": "0999-6590021", "执法区域": "青禾县", "职责": "样品职责", "权限": "样品权限",
        "主体依据": [_CITATION], "执法机构": [{"名称": "样品大队", "职责": "样品", "电话": "0999-6590022"}],
        "监督": {"电话": "0999-6590023", "信箱": "样品信箱"}, "救济": {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院"},
        "网址": "https://www.example.gov.cn/two",
    }),
    "officer": ("pre/officers/m-officers.yaml", _rows("人员", {
        "姓名": "样品员", "执法证号": "65990088", "所属单位": "样品大队", "执法类别": "农业", "发证机关": "自治区人民政府",
        "有效期自": "2023-06-01", "有效期至": "2028-05-31"})),
    "item": ("pre/items/m-items.yaml", _rows("事项", {
        "事项编码": "NY-CF-088", "执法类别": "行政处罚", "事项名称": "样品事项", "子项": ["子项一"], "执法依据": [_CITATION],
        "承办机构": "大队", "执法对象": "经营者", "法定时限": "90日", "救济": {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院"}}, 法制审核={"审核人": "F001", "日期": "2026-02-26", "意见": "同意"})),
    "power": ("pre/powers/m-powers.yaml", _rows("权责", {
        "职权编码": "6599-CF-00188", "权力类型": "行政处罚", "权力名称": "样品权力", "权力依据": [_CITATION],
        "责任事项": ["立案责任：样品"], "承办机构": "大队", "追责情形": "样品追责"})),
    "flow": ("pre/flows/m-flow.yaml", {
        "名称": "样品流程图", "执法主体": ENTITY, "执法类别": "行政处罚", "摘要": "样品流程", "依据": [_CITATION], "更新日期": "2026-03-01",
        "步骤": _STEPS}),
    "random-item": ("pre/random-items/m-random-items.yaml", _rows("事项", {
        "事项编码": "NY-SJ-088", "抽查类别": "农药", "抽查事项": "样品抽查", "抽查依据": [_CITATION], "抽查对象": "经营者",
        "抽查内容": "台账", "抽查比例": "20%", "抽查频次": "每年1次", "抽查方式": "现场"})),
    "random-plan": ("pre/random-plans/m-plan.yaml", _rows("任务", {
        "计划编号": "QH2026-NY-88", "抽查任务名称": "样品任务", "抽查事项": "NY-SJ-088", "抽查对象范围": "全县", "抽查比例及频次": "20%",
        "开始日期": "2026-03-01", "结束日期": "2026-11-30"}, 年度="2026")),
    "inspection-item": ("pre/inspection-items/m-inspection.yaml", _rows("事项", {
        "事项编码": "NY-JC-088", "检查事项": "样品检查", "设定依据": [_CITATION], "承办单位": "大队", "检查对象": "经营者",
        "检查内容": "台账", "检查方式": "现场", "检查频次": "每年2次", "年度频次上限": "2"})),
    "discretion": ("pre/discretion/m-discretion.yaml", _rows("基准", {
        "基准编码": "NY-CL-088", "违法行为": "样品行为", "处罚依据": [_CITATION],
        "阶次": [{"裁量阶次": "一般", "适用情形": "样品情形", "裁量幅度": "样品幅度", "罚款下限": "100", "罚款上限": "200"}]})),
    "recording": ("pre/recordings/m-recording.yaml", _rows("事项", {
        "执法类别": "强制", "执法事项": "样品扣押", "记录环节": "实施", "记录场所": "现场", "记录内容": "全过程", "记录方式": "录像",
        "保管期限": "随案卷"})),
    "review-catalogue": ("pre/review-catalogues/m-review.yaml", _rows("目录", {
        "执法大类": "处罚", "审核的决定": "样品决定", "标准": "样品标准", "审核依据": [_CITATION], "送审材料": "样品材料",
        "审核时限": "5个工作日", "公民罚款标准": "5000"})),
    "board": ("pre/boards/m-board.yaml", {
        "窗口": "样品窗口", "执法主体": ENTITY, "岗位": "样品岗", "岗位职责": ["受理"], "人员": [{"姓名": "样品甲", "工号": "012"}],
        "办理事项": ["样品许可"], "进度查询": "电话查询", "咨询电话": "0999-6590012", "投诉举报": "12345", "办公时间": "工作日",
        "更新日期": "2026-03-01"}),
    "form": ("pre/forms/m-forms.yaml", _rows("文书", {
        "编号": "WS-88", "名称": "样品笔录", "版本": "2026年版", "用途": "检查时", "文件": "m-forms/ws.pdf"})),
    "random-result": ("post/random-results/2026/m-result.yaml", {
        "任务名称": "样品抽查结果", "执法主体": ENTITY, "检查开始": "2026-03-01", "检查完成": "2026-03-02", "抽查基数": "30",
        "检查对象": [{"名称": "样品丙店", "结果": "未发现问题"}], "抽查情况": "样品情况",
        "内部": {"公开审查": REVIEW, "备注": "样品内部备注"}}),
    "annual-report": ("post/annual-reports/m-annual.yaml", {
        "标题": "样品年报", "执法主体": ENTITY, "年度": "2025", "公布日期": "2026-01-23",
        "行政处罚": {"罚款": "3", "合计": "3", "罚没金额": "6000"},
        "行政许可": {"申请数量": "2", "受理数量": "2", "许可数量": "2", "不予许可数量": "0"},
        "行政强制": {"扣押财物": "1", "合计": "1"},
        "其他行为": {"征收总金额": None, "行政征收总金额": "0", "行政裁决涉及金额": "0", "行政给付总金额": "0", "行政奖励总金额": "0",
                 "行政检查次数": "4", "合计": "4"},
        "总体情况": "## 一\n\n样品年报正文。", "差异说明": "样品差异"}),
    "undisclosed": ("post/undisclosed/2026/m-secret.yaml", {
        "执法主体": ENTITY, "执法类别": "行政处罚", "文书号": "青农密〔2026〕9号", "决定日期": "2026-03-02", "理由": "个人隐私",
        "依据": "政府信息公开条例第十五条", "批准人": "L003", "批准日期": "2026-03-03", "内部": {"备注": "样品不公开备注"}}),
}  # fmt: skip
YAML_KINDS["annual-report"][1]["其他行为"].pop("征收总金额")


def _front(data: dict[str, Any]) -> str:
    return f"---\n{dump(data)}---\n{_BODY}"


class _Plain(DUMPER):  # type: ignore[misc, valid-type]
    """Writes a value that stands in two places twice, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dump(data: Any) -> str:
    """YAML as a careful clerk writes it."""
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)


# Name → (path below content/, text) of a valid file.
SAMPLES: dict[str, tuple[str, str]] = {
    **{name: (path, dump(data)) for name, (path, data) in YAML_KINDS.items()},
    "guide": ("pre/guides/m-guide.md", _front(_GUIDE)),
    "policy": ("pre/policies/m-policy.md", _front(_POLICY)),
    **{f"decision-{code}": (f"post/decisions/2026/m-{code}.yaml", dump(data)) for code, data in DECISIONS.items()},
}
# Front matter or whole record as data, to change one value at a time.
DATA: dict[str, dict[str, Any]] = {
    **{name: data for name, (_, data) in YAML_KINDS.items()},
    "guide": _GUIDE,
    "policy": _POLICY,
    **{f"decision-{code}": data for code, data in DECISIONS.items()},
}
_ATTACHMENTS = (
    "post/decisions/2026/m-penalty/photo.pdf", "pre/guides/m-guide/form.pdf", "pre/policies/m-policy/text.pdf",
    "pre/forms/m-forms/ws.pdf",
)  # fmt: skip


def written(name: str, data: dict[str, Any]) -> str:
    """``data`` in the form that files of this kind have."""
    return _front(data) if SAMPLES[name][0].endswith(".md") else dump(data)


def write_small_county(folder: Path) -> Path:
    """Ten records, none of which refers to a sample; the samples' attachments lie ready."""
    officers = YAML_KINDS["officer"][1]
    items = YAML_KINDS["item"][1]
    withdrawn = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
    files: dict[str, Any] = {
        "pre/officers/qinghe-nyncj.yaml": {**officers, "人员": [{**officers["人员"][0], "执法证号": "65990001"}]},
        "pre/items/qinghe-nyncj.yaml": {**items, "事项": [{**items["事项"][0], "事项编码": "NY-CF-001", "流程图": "flow-base"}]},
        "pre/flows/flow-base.yaml": {**YAML_KINDS["flow"][1], "名称": "基础流程图"},
        "pre/guides/guide-base.md": _front({**_GUIDE, "事项名称": "基础许可", "申请材料": [{"名称": "申请表"}]}),
        "pre/policies/policy-base.md": _front({**_POLICY, "标题": "基础制度", "附件": []}),
        "pre/boards/board-base.yaml": {**YAML_KINDS["board"][1], "窗口": "基础窗口", "服务指南": ["guide-base"]},
        "post/decisions/2026/qnz-zz-2026-004.yaml": penalty(4, 案件名称="撤回的案件", 撤回=[withdrawn]),
        "post/decisions/2026/qnz-zz-2026-005.yaml": penalty(
            5, 执法事项="NY-CF-001", 附件=[{"文件": "qnz-zz-2026-005/a.pdf", "名称": "清单"}],
            关联=[{"记录": "qnz-zz-2026-004", "关系": "同案"}]),
        "post/decisions/2026/qnz-zz-2026-005/a.pdf": PDF,
        **dict.fromkeys(_ATTACHMENTS, PDF),
    }  # fmt: skip
    roster = [
        {"标识": ENTITY, "名称": "青禾县农业农村局", "简称": "农业农村局"},
        {"标识": "qinghe-two", "名称": "青禾县第二局", "简称": "第二局"},
    ]
    days = {"qnz-zz-2026-003": "2026-03-05", "qnz-zz-2026-004": "2026-03-05"}
    return write_county(folder, site={"机构名录": roster}, ledger=days, files=files)
