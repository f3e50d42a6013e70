"""A tiny valid county: one organ, one penalty. Tests start from it and change one thing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gongshi.release.manifest import STATUS
from gongshi.release.seal import written
from gongshi.release.store import Entry

REPOSITORY = Path(__file__).parents[1]
ENTITY, PENALTY = "qinghe-nyncj", "qnz-zz-2026-003"
AS_OF = "2026-03-16"
# Text that only the penalty carries: a build that must not show it is searched for this.
FRAGMENT = "丰穗农资"

SITE: dict[str, Any] = {
    "内容格式": "1",
    "网站名称": "青禾县行政执法公示网",
    "地区": "青禾县",
    "网站域名": "www.qinghe.example",
    "网址": "https://www.qinghe.example/xzzf",
    "网站标识码": "6599000001",
    "示例": "是",
    "基准日": AS_OF,
    "机构名录": [{"标识": ENTITY, "名称": "青禾县农业农村局", "简称": "农业农村局"}],
    "纠错电话": "0999-6590000（青禾县司法局）",
    "页脚": {"主办单位": "青禾县人民政府办公室", "电话": "0999-6590000"},
}
ORGAN: dict[str, Any] = {
    "名称": "青禾县农业农村局",
    "主体类别": "法定",
    "统一社会信用代码": "11659900MA0365866A",
    "地址": "青禾县团结路18号",
    "电话": "0999-6590001",
    "执法区域": "青禾县行政区域",
    "执法层级": "县级",
    "职责": "负责种子、农药、兽药等监督管理",
    "权限": "行政许可、行政处罚、行政强制、行政检查",
    "主体依据": [{"法律": "中华人民共和国种子法", "条款": "第五条"}],
    "监督": {"电话": "0999-6590002"},
    "救济": {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院"},
}
DECISION: dict[str, Any] = {
    "执法类别": "行政处罚",
    "文书号": "青农（种子）罚〔2026〕3号",
    "案件名称": "经营标签不符合规定的种子案",
    "执法主体": ENTITY,
    "行政相对人": {"类别": "个体工商户", "名称": "青禾县丰穗农资经营部", "统一社会信用代码": "00000000000000000X"},
    "决定日期": "2026-03-02",
    "违法行为类型": "经营标签不符合规定的种子",
    "违法事实": "2026年2月11日，执法人员检查发现丰穗农资经营部所售玉米种子的标签没有标注检疫证明编号。",
    "处罚依据": [{"法律": "中华人民共和国种子法", "条款": "第七十九条"}],
    "处罚类别": ["罚款"],
    "处罚内容": "罚款2000元",
    "罚款金额": "2000.00",
    "证据": "1.现场检查笔录；2.询问笔录。",
    "履行方式和期限": "自收到决定书之日起15日内缴纳。",
    "内部": {
        "公开审查": {"保密审查人": "C001", "批准人": "L001", "日期": "2026-03-04", "结论": "同意公开"},
        "执法人员": ["65990091", "65990092"],
    },
}
OFFICERS: dict[str, Any] = {
    "执法主体": ENTITY,
    "更新日期": "2026-01-05",
    "人员": [
        {
            "姓名": name,
            "执法证号": number,
            "所属单位": "农业综合行政执法大队",
            "执法类别": "农业",
            "发证机关": "新疆维吾尔自治区人民政府",
            "有效期自": "2023-06-01",
            "有效期至": "2028-05-31",
            "法制审核人员": reviewer,
        }
        for name, number, reviewer in (("王小禾", "65990091", "否"), ("林晓禾", "65990092", "法制审核"))
    ],
}
# What the tiny county is told all the same: its organ has published no lists yet, and most columns are empty.
STANDING = frozenset({"GS261", "GS293"})

# The 公开审查 that lists, pages and reports get in ``write_county`` when a test says nothing of it.
REVIEWED = {"保密审查人": "C001", "批准人": "L001", "日期": "2026-03-01", "结论": "同意公开"}

Changes = Mapping[str, Any]
# libyaml where there is one: the same bytes in a fifth of the time.
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write_county(
    folder: Path,
    *,
    site: Changes | None = None,
    entity: Changes | None = None,
    penalty: Changes | None = None,
    ledger: Mapping[str, str] | None = None,
    files: Mapping[str, Any] | None = None,
) -> Path:
    """Writes ``folder/content`` and returns it.

    ``site``, ``entity`` and ``penalty`` are laid over the valid record; a value of None takes a key away. ``ledger``
    maps ids to days of first publication in the release store (the penalty's by default). ``files`` adds or replaces files below content/:
    bytes and text are written as they are, anything else as YAML; None leaves one out.
    """
    content = folder / "content"
    records: dict[str, Any] = {
        "site.yaml": changed(SITE, site),
        f"pre/entities/{ENTITY}.yaml": changed(ORGAN, entity),
        "pre/officers/county.yaml": OFFICERS,
        f"post/decisions/2026/{PENALTY}.yaml": changed(DECISION, penalty),
    }
    records["release/store.json"] = index({PENALTY: "2026-03-05"} if ledger is None else ledger)
    for path, value in {**records, **(files or {})}.items():
        if value is not None:
            write(content / path, _reviewed(path, value))
    return content


def _reviewed(path: str, value: Any) -> Any:
    """A list, page or report with a passed 公开审查 at its end, unless it says something of its own (None: none at all)."""
    if path.startswith("post/annual-reports/") and isinstance(value, Mapping):
        return {**value, "内部": changed({"公开审查": REVIEWED, **value.get("内部", {})}, None)}
    if not path.startswith("pre/") or path.startswith("pre/entities/"):
        return value
    if isinstance(value, Mapping):
        return changed(
            {"公开审查": REVIEWED, **value} if "公开审查" in value else {**value, "公开审查": REVIEWED}, None
        )
    front = value.rfind("\n---\n") if isinstance(value, str) and path.endswith(".md") else -1
    if front < 0 or "公开审查" in value:
        return value
    line = "公开审查: {保密审查人: C001, 批准人: L001, 日期: 2026-03-01, 结论: 同意公开}"
    return f"{value[:front]}\n{line}{value[front:]}"


def index(days: Mapping[str, str]) -> str:
    """A release store's index that knows days of first publication and nothing else."""
    return written({record: Entry(date.fromisoformat(day)) for record, day in days.items()})


def write_bureau(folder: Path, **changes: Any) -> Path:
    """A bureau's whole repository: content and the two settings files, nothing else. Returns ``folder``."""
    write_county(folder, **changes)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copyfile(REPOSITORY / name, folder / name)
    return folder


def changed(record: Changes, changes: Changes | None) -> dict[str, Any]:
    """``record`` with ``changes`` laid over it; None takes a key away."""
    merged = {**record, **(changes or {})}
    return {key: value for key, value in merged.items() if value is not None}


def write(path: Path, value: Any) -> None:
    """Puts ``value`` (bytes, text or a record) at ``path``, always with LF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(value, str | bytes):
        value = yaml.dump(value, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=1000)
    path.write_bytes(value if isinstance(value, bytes) else value.encode("utf-8"))


def penalty(number: int, **changes: Any) -> dict[str, Any]:
    """Another penalty of the same organ, with a document number of its own."""
    return changed(DECISION, {"文书号": f"青农（种子）罚〔2026〕{number}号", **changes})


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` by its path, but the one that bears the clock: what two builds are compared by."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != STATUS)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def text_of(folder: Path) -> str:
    """All bytes and all names below ``folder`` as one text, to look for what must not be there."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return "\n".join(f"{p.relative_to(folder).as_posix()}\n{p.read_bytes().decode('utf-8', 'replace')}" for p in files)
