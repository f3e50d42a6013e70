"""What attachments hide, carry along, or cannot be judged by: the audit of each, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.records.decision import Attachment, Decision
from gongshi.records.lists import Forms, FormTemplate
from gongshi.records.pages import Guide, Material
from gongshi.redaction.files import AT_ONCE, Audit, Problem
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.places import LARGEST_ATTACHMENT, attached

_PRIVACY = "个人信息保护法第十条、第二十五条；政府信息公开条例第十五条"
_SECRECY = "保守国家秘密法（信息公开前保密审查）；政府信息公开条例第十七条"
_USABLE = "国办秘函〔2019〕19号（附件可用）"


_Audited = tuple[Record, Path, str, Audit]


def _audits(register: Register) -> list[_Audited]:
    """Every attachment that is where it should be, worked out once for all rules; that on places tells of the others."""
    known: list[_Audited] | None = register.memo.get(_audits)
    if known is None:
        known = register.memo[_audits] = _audited(register)
    return known


def _audited(register: Register) -> list[_Audited]:
    found, places = [], []
    for record, path, file in attached(register):
        place = f"{record.file.rsplit('/', 1)[0]}/{file}"
        size = register.attachments.get(place)
        if size is not None and size <= LARGEST_ATTACHMENT and file.split("/", 1)[0] == record.id:
            found.append((record, path, file))
            places.append(place)
    # Each thread waits for a process that audits.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [(*one, audit) for one, audit in zip(found, pool.map(register.audit, places), strict=True)]


def _hits(register: Register, kinds: tuple[str, ...], severities: tuple[Severity, ...], fix: str) -> Iterator[Hit]:
    for record, path, file, audit in _audits(register):
        for problem in audit.problems:
            if problem.kind in kinds and problem.severity in severities:
                yield Hit(record.file, path, _told(file, problem), fix, record.id)


def _told(file: str, problem: Problem) -> str:
    place = f"（{problem.place}）" if problem.place else ""
    return f"附件“{file}”{place}：{problem.message}"


_GATE = (Severity.GATE,)


@rule("GS440", "附件不能审计", Severity.GATE, _USABLE)
def attachment_refused(register: Register) -> Iterator[Hit]:
    """附件加了密码、已损坏、太大、带宏、类型不收，或者在限定的时间和内存里审计不完。不能审计的附件不公示。

    处理：按提示重新导出；或者删去附件，公示记录本身。

    合格：能够打开、没有密码的 PDF

    不合格：设了打开密码的 PDF
    """
    yield from _hits(register, ("refused",), _GATE, "按提示重新导出后替换，或者删去这个附件")


@rule("GS441", "附件里有假脱敏", Severity.GATE, _PRIVACY)
def fake_redaction(register: Register) -> Iterator[Hit]:
    """附件里有看不见、却能复制出来的文字：被色块、图片、批注遮盖，与背景同色，小得看不见，在页面之外，在隐藏的图层、行、列、工作表里。

    处理：在原稿里把文字删去或者换成“某”，再重新导出；遮盖不是删除。

    合格：原稿里把姓名换成“张某”，再导出 PDF

    不合格：在 PDF 里用黑色块盖住姓名，复制出来还是全名
    """
    yield from _hits(register, ("covered", "hidden"), _GATE, "在原稿里删去这些文字（不是遮盖），重新导出后替换")


@rule("GS442", "附件里留有修改痕迹或者嵌入内容", Severity.GATE, _PRIVACY)
def traces(register: Register) -> Iterator[Hit]:
    """附件里留着修订、批注、以前的版本，或者嵌着别的文件、脚本、外部数据：公示以后任何人都能打开来看。

    处理：接受全部修订，删去批注和嵌入的内容，另存或者重新打印为 PDF。

    合格：接受全部修订、删去批注以后另存的 docx

    不合格：留着修订痕迹和批注的 docx
    """
    yield from _hits(register, ("revisions", "embedded"), _GATE, "清除后另存，或者重新打印为 PDF")


@rule("GS443", "附件的文字里有不该公开的信息", Severity.GATE, _PRIVACY)
def private_in_attachment(register: Register) -> Iterator[Hit]:
    """附件的文字里有身份证号、手机号、银行账号等。提示只写首尾两个字，不写内容。

    处理：在原稿里脱敏，重新导出。

    合格：当事人：张某

    不合格：当事人：张某，身份证号码写了十八位
    """
    yield from _hits(register, ("private",), _GATE, "在原稿里脱敏，重新导出后替换")


@rule("GS444", "附件的文字里疑有个人信息", Severity.NOTE, _PRIVACY)
def perhaps_private(register: Register) -> Iterator[Hit]:
    """附件的文字里有可能不该公开的内容，请看一眼。

    处理：不该公开的，在原稿里脱敏；可以公开的，不用处理。

    合格：联系电话写本机关在名录里公布的电话

    不合格：附件里有一个没有在机构信息里公布的固定电话
    """
    yield from _hits(register, ("private",), (Severity.DEFECT, Severity.NOTE), "请核对")


@rule("GS445", "扫描件和图片没有人工核验", Severity.DEFECT, _SECRECY)
def not_looked_at(register: Register) -> Iterator[Hit]:
    """扫描件、图片里的内容机器不能判断（印章、签名、证件、涂黑是否盖严）。请人看过，在附件上写“已人工核验”。

    处理：照提示在附件上写核验人、日期和校验码。核验只对当时的文件有效：校验码随文件变，换了文件要重新核验。
    制度文件的附件没有写核验的地方，请换成带文字层的 PDF。

    合格：扫描的 PDF，写了 已人工核验: {人: C001, 日期: 2026-03-04, 校验: 0F9C2A6B13D4E587}

    不合格：扫描的 PDF，没有写“已人工核验”
    """
    for record, path, file, audit in _audits(register):
        if not audit.needs_tick:
            continue
        why = "；".join(f"{p.place}{p.message}" for p in audit.problems if p.kind == "unseen")
        code = audit.digest[:16].upper()
        entry = _entry(record, path)
        if entry is None:
            yield Hit(record.file, path, f"附件“{file}”：{why}", "换成带文字层的 PDF", record.id)
            continue
        if entry.checked is not None and entry.checked.digest == code:
            continue
        again = "，核验以后换过文件，要重新核验" if entry.checked else ""
        fix = f"已人工核验: {{人: 核验人编号, 日期: 核验日期, 校验: {code}}}"
        yield Hit(record.file, path, f"附件“{file}”：{why}，要有人看过{again}", fix, record.id)


def _entry(record: Record, path: Path) -> Attachment | Material | FormTemplate | None:
    i = path[1]
    if not isinstance(i, int):
        return None
    match record:
        case Decision():
            return record.attachments[i]
        case Guide():
            return record.materials[i]
        case Forms():
            return record.rows[i]
    return None


@rule("GS446", "附件带有元数据", Severity.NOTE, _PRIVACY)
def metadata(register: Register) -> Iterator[Hit]:
    """附件带有作者、拍摄地点、缩略图、历史版本等。公示的文件里已经去掉，仓库里的原文件没有动。

    处理：可以不处理；最好在导出时就不带。

    合格：导出时不带作者、拍摄地点的 PDF

    不合格：文件属性里有作者姓名的 PDF
    """
    for record, path, file, audit in _audits(register):
        said = [
            problem.message
            for problem in audit.problems
            if problem.severity is Severity.NOTE and problem.kind != "private"
        ]
        if said:
            message = f"附件“{file}”{'、'.join(dict.fromkeys(said))}"
            yield Hit(record.file, path, message, "公示件里已经去掉元数据，不必处理", record.id)
