"""The catalogue of what is recorded in sound and picture: the seven disputed steps, and full recording of seizure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongshi.findings import Severity
from gongshi.records.catalogue import Catalogue
from gongshi.records.lists import Item, Recording
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import by_organ, unreadable

_FULL = "全程录音录像"
# Each step with the words by which catalogues name it, and the kinds of item of which it is part (none: of every one).
_STEPS: tuple[tuple[str, tuple[str, ...], frozenset[str]], ...] = (
    (
        "现场检查",
        ("现场检查", "日常检查", "专项检查", "监督检查", "现场执法", "现场勘验", "现场核查", "实地检查", "巡查"),
        frozenset({"行政检查", "行政处罚"}),
    ),
    ("随机抽查", ("随机抽", "双随机"), frozenset({"行政检查"})),
    ("调查取证", ("调查", "取证", "询问", "讯问", "勘验", "抽样"), frozenset({"行政处罚"})),
    ("证据保存", ("证据保存", "登记保存", "证据保全"), frozenset({"行政处罚"})),
    ("听证", ("听证",), frozenset({"行政处罚", "行政许可"})),
    ("行政强制", ("强制", "查封", "扣押", "冻结", "代履行", "拆除"), frozenset({"行政强制"})),
    ("送达", ("送达",), frozenset()),
)
# Each measure with the words that name it; 拆除 alone is how catalogues put 强制拆除.
_MEASURES = {
    "查封": ("查封",),
    "扣押": ("扣押",),
    "强制拆除": ("拆除",),
    "代履行": ("代履行",),
    "限制人身自由": ("限制人身自由",),
}


def _by_organ(
    register: Register,
) -> Iterator[tuple[list[Catalogue], list[tuple[Catalogue, int, Recording]], list[Item]]]:
    """Every organ that published a catalogue: its files, all their rows with their places, its enforcement items."""
    items = by_organ(register, "item")
    for organ, catalogues in by_organ(register, "recording").items():
        rows = [(catalogue, i, row) for catalogue in catalogues for i, row in enumerate(catalogue.rows)]
        yield catalogues, rows, [row for listed in items.get(organ, ()) for row in listed.rows]


@rule(
    "GS265",
    "音像记录清单缺环节",
    Severity.DEFECT,
    "国办发〔2018〕118号（现场检查、随机抽查、调查取证、证据保存、听证、行政强制、送达）",
)
def steps_not_covered(register: Register) -> Iterator[Hit]:
    """执法音像记录事项清单要覆盖容易引发争议的七个环节：现场检查、随机抽查、调查取证、证据保存、听证、行政强制、送达。
    看“执法类别”“执法事项”“记录环节”三栏。事项清单里没有这类职权的（例如没有行政强制事项），不要求那个环节。

    处理：在清单里补上缺少的环节。

    合格：有一条 `记录环节: 举行听证`

    不合格：有处罚事项的机关，清单里没有一条写到听证
    """
    for catalogues, rows, items in _by_organ(register):
        text = "\n".join(f"{row.kind} {row.item} {row.step}" for _, _, row in rows)
        kinds = {item.kind for item in items}
        missing = [
            name
            for name, words, needed_for in _STEPS
            if (not kinds or not needed_for or needed_for & kinds) and not any(word in text for word in words)
        ]
        if missing:
            message = f"【事项】没有写到{'、'.join(missing)}，这{len(missing)}个环节都要记录"
            yield Hit(catalogues[0].file, ("事项",), message, f"记录环节: {missing[0]}", catalogues[0].id)


@rule(
    "GS266",
    "应当全程录音录像的没有",
    Severity.DEFECT,
    "国办发〔2018〕118号（查封扣押、强制拆除等推行全程音像记录）",
)
def not_recorded_in_full(register: Register) -> Iterator[Hit]:
    """查封、扣押、强制拆除、代履行要全程录音录像：清单里写到它们的各条中，至少一条的记录方式是“全程录音录像”；
    事项清单里有这些强制事项的，音像记录清单里不能没有，也不能没有公布音像记录清单。限制人身自由的同样。

    处理：把实施环节的记录方式改为全程录音录像，或者补上这一条。

    合格：`记录方式: 全程录音录像`

    不合格：`执法事项: 查封、扣押`，`记录方式: 拍照`
    """
    yield from _without_catalogue(register)
    for catalogues, rows, items in _by_organ(register):
        seen: set[tuple[str, int]] = set()
        absent = []
        for measure, words in _MEASURES.items():
            named = [(c, i, row) for c, i, row in rows if any(word in row.item + row.step for word in words)]
            if named and all(row.manner != _FULL for _, _, row in named):
                catalogue, i, row = named[0]
                if (catalogue.file, i) not in seen:
                    seen.add((catalogue.file, i))
                    message = f"【记录方式】{measure}写的是“{row.manner}”，应当全程录音录像"
                    yield Hit(catalogue.file, ("事项", i, "记录方式"), message, f"记录方式: {_FULL}", catalogue.id)
            elif not named and _is_power(words, items):
                absent.append(measure)
        if absent:
            message = f"【事项】没有写到{'、'.join(absent)}，本机关的事项清单里有，应当全程录音录像"
            yield Hit(catalogues[0].file, ("事项",), message, f"记录方式: {_FULL}", catalogues[0].id)


def _without_catalogue(register: Register) -> Iterator[Hit]:
    """Organs that may seize and have published no catalogue at all; said at the first such item."""
    if unreadable(register, "recording"):
        return
    published = by_organ(register, "recording")
    for organ, listed in by_organ(register, "item").items():
        places = [(items, i) for items in listed for i, row in enumerate(items.rows) if _measures_of(row)]
        if organ not in published and places:
            items, i = places[0]
            message = (
                f"【事项名称】有{'、'.join(_measures_of(items.rows[i]))}的职权，没有公布音像记录清单，应当全程录音录像"
            )
            fix = "在 content/pre/recordings/ 里补上音像记录清单"
            yield Hit(items.file, ("事项", i, "事项名称"), message, fix, items.id)


def _measures_of(item: Item) -> list[str]:
    return [measure for measure, words in _MEASURES.items() if _is_power(words, [item])]


def _is_power(words: Sequence[str], items: Sequence[Item]) -> bool:
    return any(
        item.kind == "行政强制" and any(word in text for word in words for text in (item.name, *item.sub))
        for item in items
    )
