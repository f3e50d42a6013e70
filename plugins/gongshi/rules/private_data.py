"""What the detectors find in the fields that will be public: numbers, addresses, births, secrecy marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import compress, islice

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.redaction.conditions import minors
from gongshi.redaction.contacts import networks
from gongshi.redaction.fields import Field
from gongshi.redaction.files.text import hint
from gongshi.redaction.plain import plain
from gongshi.redaction.prefilter import Look
from gongshi.redaction.scan import scan_text
from gongshi.redaction.span import ZH, Span, Type
from gongshi.redaction.things import doubtful_things
from gongshi.registry.declared import Declared, declared, records_of
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.texts import texts_of

_PRIVACY = "个人信息保护法第二十五条、第二十八条；政府信息公开条例第十四条、第十五条"
# Between two fields: more lines than any number spans, so that no run of digits goes on in the next one.
_APART = "\n\n\n\n"
# Records whose texts are looked at in one go, which takes a third less time.
_AT_ONCE = 50
# Judged with the whole record in view (GS403, GS400).
_ELSEWHERE = frozenset({"minor", "person_name"})


@rule("GS420", "公开的字段里有不该公开的信息", Severity.GATE, _PRIVACY, pure=True)
def private_in_record(register: Register) -> Iterator[Hit]:
    """要公开的字段里有身份证号、手机号、银行账号、住址、出生日期、健康状况、电子邮箱、密级标志等。提示只写首尾两个字，不写内容。
    机构登记的办公电话、信箱、地址、罚款专户，本记录的经营场所、代码、证号，逐字相同的可以写；手机号只有“允许出现”能放行。

    处理：在这一处删去或者遮盖，并在“脱敏”里登记；确实可以公开的，经批准在 site.yaml 的“允许出现”里写明字段和值。

    合格：违法事实: 执法人员电话联系当事人。

    不合格：违法事实: 执法人员拨打当事人电话13×××××××××（十一位写全）。
    """
    look = Look(spared=frozenset({minors}))
    for record in _suspected(register, look, register.sound.fresh("GS420", records_of(register))):
        suspicious = [field for field in texts_of(register, record) if look.holds(field.value)]
        for field, span, shown, place in _found(register, record, suspicious, "GS420"):
            if span.severity is Severity.GATE:
                message = f"【{field.label}】有{ZH[span.type]}（{shown}）"
                fix = "删去或者遮盖，并在“脱敏”里登记"
                yield Hit(record.file, field.path, message, fix, record.id, place)


@rule("GS421", "公开的字段里疑有个人信息", Severity.NOTE, _PRIVACY, pure=True)
def perhaps_private_in_record(register: Register) -> Iterator[Hit]:
    """要公开的字段里有可能不该公开的内容：没有登记过的固定电话、车牌号、社交账号、配方和底价一类。请看一眼。

    处理：不该公开的删去；可以公开的不用处理。

    合格：违法事实: 当事人驾驶货车运输。

    不合格：违法事实: 当事人驾驶新Q12345号货车运输。
    """
    for record in register.sound.fresh("GS421", records_of(register)):
        fields = texts_of(register, record)
        if not _doubtful(_joined(fields)):
            continue
        for field, span, shown, place in _found(register, record, fields, "GS421"):
            # Policies and lists speak of secrets as the law does.
            spoken_of = span.type == "secret" and record.id not in register.decisions
            if span.severity is Severity.NOTE and not spoken_of:
                message = f"【{field.label}】疑有{ZH[span.type]}（{shown}）"
                yield Hit(record.file, field.path, message, "请核对", record.id, place)


class _Asked:
    """What may stand in a field; ``passed`` once something did, so that the verdict hangs on other records as well."""

    def __init__(self, known: Declared, record: Record, field: Field) -> None:
        self._known, self._record, self._field = known, record, field
        self.passed = False

    def passes(self, type_: Type, shown: str) -> bool:
        """True when a find may stand there."""
        may = self._known.passes_in(self._record, self._field, type_, shown)
        self.passed = self.passed or may
        return may


def _found(
    register: Register, record: Record, fields: Iterable[Field], code: str
) -> Iterator[tuple[Field, Span, str, tuple[int, int] | None]]:
    """Every find with its hint and its place in the record's file."""
    known = declared(register)
    for field in fields:
        asked = _Asked(known, record, field)
        for span in scan_text(field.value, allowed=asked):
            if span.type not in _ELSEWHERE:
                shown = field.value[span.start : span.end]
                yield field, span, hint(shown), _place(register, record, field.value, span.start)
        if asked.passed:
            register.sound.hangs(code, record.file)


def _place(register: Register, record: Record, value: str, start: int) -> tuple[int, int] | None:
    """Line and column in the record's file of what stands at ``start`` of a value; None when the line is not there as
    it is (folded, quoted): the key's place is told then.
    """
    begin = value.rfind("\n", 0, start) + 1
    line = value[begin : value.find("\n", start) if "\n" in value[start:] else len(value)]
    try:
        text = (register.content / record.file).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = [(n, raw.find(line)) for n, raw in enumerate(text.split("\n"), 1) if line in raw]
    return (found[0][0], found[0][1] + start - begin + 1) if len(found) == 1 else None


def _suspected(register: Register, look: Look, records: Iterator[Record]) -> Iterator[Record]:
    while some := list(islice(records, _AT_ONCE)):
        yield from compress(some, look.hold([_joined(texts_of(register, record)) for record in some]))


def _joined(fields: Iterable[Field]) -> str:
    return _APART.join(field.value for field in fields)


_LANDLINE = re.compile(r"(?<![0-9])0[0-9]{2,3}[ \-.)/]{0,2}[2-9][0-9]{2,3}[ \-.]?[0-9]{4}")


def _doubtful(text: str) -> bool:
    """Whether the detectors of what is only for people to look at have anything to say."""
    spelt = plain(text).text
    if "密" in spelt or _LANDLINE.search(spelt):
        return True
    return any(True for detector in (networks, doubtful_things) for _ in detector(spelt))
