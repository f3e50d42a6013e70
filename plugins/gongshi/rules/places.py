"""Files lie where the record says, and a record lies where its date says."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule

LARGEST_ATTACHMENT = 20 * 1024 * 1024


def attached(register: Register) -> Iterator[tuple[Record, Path, str]]:
    """Every file that a record names: the record, the keys that lead to the name, the name."""
    for decision in register.decisions.values():
        for i, attachment in enumerate(decision.attachments):
            yield decision, ("附件", i, "文件"), attachment.file
    for policy in register.policies.values():
        for i, file in enumerate(policy.attachments):
            yield policy, ("附件", i), file
    for guide in register.guides.values():
        for i, material in enumerate(guide.materials):
            if material.sample:
                yield guide, ("申请材料", i, "样本"), material.sample
    for forms in register.catalogues["form"].values():
        for i, row in enumerate(forms.rows):
            if row.file:
                yield forms, ("文书", i, "文件"), row.file


@rule("GS131", "附件不在", Severity.GATE, "国办秘函〔2019〕19号（附件可用）")
def attachment_missing(register: Register) -> Iterator[Hit]:
    """附件要放在记录旁边、与记录同名的文件夹里，大小不超过 20 MB，一个附件只属于一条记录。

    处理：把文件放到提示的位置，或者删去这一条。

    合格：附件: [{文件: qnz-zz-2026-003/list.txt, 名称: 清单}]（文件就在 `qnz-zz-2026-003/` 里）

    不合格：附件: [{文件: qnz-zz-2026-003/gone.txt, 名称: 清单}]（文件夹里没有这个文件）
    """
    for record, path, file in attached(register):
        folder = record.file.rsplit("/", 1)[0]
        if file.split("/", 1)[0] != record.id:
            name = file.rsplit("/", 1)[-1]
            yield Hit(record.file, path, f"附件“{file}”不在本记录的文件夹里", f"文件: {record.id}/{name}", record.id)
            continue
        size = register.attachments.get(f"{folder}/{file}")
        if size is None:
            yield Hit(record.file, path, f"附件“{file}”不存在", f"把文件放到 {folder}/{file}", record.id)
        elif size > LARGEST_ATTACHMENT:
            message = f"附件“{file}”有 {size / 1048576:.1f} MB，超过 20 MB"
            yield Hit(record.file, path, message, "压缩或拆分后再放", record.id)


@rule("GS132", "年份文件夹不符", Severity.NOTE, "列表按决定年份分月，文件夹只为便于查找")
def wrong_year(register: Register) -> Iterator[Hit]:
    """决定放在了别的年份的文件夹里。不影响公示。

    处理：移到决定日期所在年份的文件夹。

    合格：决定日期: 2026-03-02（文件在 `post/decisions/2026/`）

    不合格：决定日期: 2025-12-31（文件在 `post/decisions/2026/`）
    """
    for decision in register.unsettled():
        folders = decision.file.split("/")
        if len(folders) == 4 and folders[2] != str(decision.decided.year):
            place = "/".join([*folders[:2], str(decision.decided.year), folders[3]])
            message = f"【决定日期】是 {decision.decided}，文件却在 {folders[2]} 文件夹里"
            yield Hit(decision.file, ("决定日期",), message, f"移到 {place}", decision.id)
