"""A 公开审查表 that was signed on paper vouches for the words that were on it, and for no others."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.public.fingerprint import fingerprint, in_groups
from gongshi.records.base import Record
from gongshi.records.life import ReleaseReview
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule

_INTERNAL, _OPEN = ("内部", "公开审查", "审查表"), ("公开审查", "审查表")


def _signed(register: Register) -> Iterator[tuple[Record, ReleaseReview | None, Path]]:
    """Everything that may be shown and can carry a signed form, with the keys that lead to it."""
    for record in register.dated():
        release = record.internal.release
        if release is not None and release.form is not None and register.standings[record.id].state.shown:
            yield record, release, _INTERNAL
    for report in register.annual_reports.values():
        yield report, report.internal.release, _INTERNAL
    for rows in register.catalogues.values():
        for catalogue in rows.values():
            yield catalogue, catalogue.release, _OPEN
    for pages in (register.flows, register.guides, register.boards, register.policies):
        for page in pages.values():
            yield page, page.release, _OPEN


@rule(
    "GS330",
    "签字后内容又改过",
    Severity.GATE,
    "政府信息公开条例第十七条（公开前审查）；国办发〔2018〕118号（审核、发布）",
)
def changed_after_signature(register: Register) -> Iterator[Hit]:
    """“审查表”里的校验码，与现在要公开的内容对不上：领导签字以后，公开的文字、更正、后续或者附件又改过，或者校验码抄错了。
    撤回、提前终止公示不受影响，照常撤下。

    处理：先看改动对不对。改得对的，用 `gongshi review --form 记录标识` 重新打印审查表，送领导重新签字，换上新的校验码；
    改错了的，改回签字时的内容。在线审核、不用纸质签字的，删去“审查表”这一行。

    合格：审查表与 `gongshi review --form 记录标识` 打印的校验码相同

    不合格：签字后罚款金额由 2000 元改为 20000 元，审查表没有换
    """
    for record, review, path in _signed(register):
        if review is None or review.form is None:
            continue
        present = fingerprint(record, register.digest)
        if review.form != present:
            message = (
                f"【审查表】签字的是 {in_groups(review.form)}，现在的公开内容是 {in_groups(present)}："
                "签字以后内容改过，或者校验码抄错了"
            )
            fix = f"gongshi review --form {record.id} 重新打印，领导签字后换上新的校验码；改错了的，改回签字时的内容"
            yield Hit(record.file, path, message, fix, record.id)
