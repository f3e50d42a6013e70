"""Chinese text measured without a font, and broken into lines at good places (禁则)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Rounded up from common fonts, so that text is never wider than what is reserved for it.
_NARROW_EM = 0.6
_CAPITAL_EM = 0.75
_BROAD = frozenset("MWmw@%&")

_NO_START = frozenset("、，。．；：？！）〕］】》〉」』”’…—～·％‰℃／,.;:?!)]}%/")
_NO_END = frozenset("（〔［【《〈「『“‘([{：")  # after a colon stands what it announces
_GOOD_AFTER = frozenset("、，。；？！）／,;?!)/")

# Breaking inside one of these reads badly; no dictionary is loaded for the sake of a line break.
_WORDS = (  # the longer first
    "处罚决定书|法定代表人|国家秘密|商业秘密|个人隐私|确认违法|确认无效|责令重作|利害关系人|执法证件|执法决定|行政处罚|行政许可|行政强制|行政检查|行政复议|行政诉讼|行政机关|执法人员|"
    "工作人员|法制审核|集体讨论|调查取证|陈述申辩|综合执法|封育区|公益林|负责人|当事人|申请人|第三人|举报人|"
    "见证人|主持人|工作日|决定书|通知书|告知书|申请书|许可证|合格证|承诺书|执法|处罚|许可|强制|"
    "检查|决定|告知|陈述|申辩|听证|立案|结案|归档|送达|公示|调查|取证|审查|审核|审批|批准|"
    "受理|补正|材料|申请|现场|核查|核验|验收|制作|签字|交付|执行|履行|法院|机关|机构|部门|"
    "单位|企业|个人|公民|法人|组织|违法|行为|事实|证据|线索|情节|复杂|重大|轻微|构成|犯罪|"
    "涉嫌|移送|司法|是否|属于|或者|以及|不予|可以|应当|需要|符合|条件|要求|提出|举行|主持|"
    "质证|辩论|笔录|查封|扣押|期限|延长|解除|没收|财物|清单|场所|理由|救济|途径|权利|义务|"
    "书面|口头|当场|收缴|罚款|备案|登记|更正|撤回|撤销|变更|确认|无效|责令|改正|整改|问题|"
    "结果|情形|情况|平台|网站|信用|内容|更新|台账|年度|计划|频次|范围|事项|依据|出示|证件|"
    "全程|记录|音像|录像|紧急|采伐|造林|林木|权属|地点|两名|两人|能否|作出|以上|以下|以内"
)

_UNIT = r"(?:个?工作日内?|个?自然日|个月内?|小时内?|日内?|天内?|万?元|年|月|人|名|份|条|款|项|次|株|％)?(?:以[上下内])?"
_ATOM = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*"
    + _UNIT
    + r"|第[〇零一二三四五六七八九十百千]+[条款项章编]"
    + "|"
    + _WORDS
    + r"|[!-\u024f\u0370-\u1fff]+|\s+|.",
    re.DOTALL,
)


@lru_cache(maxsize=4096)
def _em(ch: str) -> float:
    if unicodedata.category(ch) in {"Mn", "Me"}:
        return 0.0
    # Ambiguous characters (“ ” — × ≤) are full-width in Chinese fonts.
    if unicodedata.east_asian_width(ch) in {"W", "F", "A"} or ch in _BROAD:
        return 1.0
    return _CAPITAL_EM if ch.isupper() else _NARROW_EM


def ems(text: str) -> float:
    """The width of ``text`` in ems (1 em = the font size), by East Asian width alone."""
    return sum(map(_em, text))


def width(text: str, size: int) -> int:
    """The width of ``text`` in user units at font size ``size``, rounded up."""
    return -int(-ems(text) * size // 1)


@lru_cache(maxsize=2048)  # a diamond tries many widths
def wrap(text: str, limit: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``limit`` ems, evenly filled, broken where the fewest eyebrows are raised."""
    atoms = _atoms(text, limit)
    if not atoms:
        return ()
    sizes = [ems(atom) for atom in atoms]
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of the first n atoms, and where their last line begins
    for end in range(1, len(atoms) + 1):
        choices: list[tuple[float, int]] = []
        filled = 0.0
        for start in range(end - 1, -1, -1):
            filled += sizes[start]
            if filled > limit + 1e-9 and start < end - 1:
                break
            choices.append((best[start][0] + _cost(atoms, end, max(0.0, limit - filled), limit), start))
        best.append(min(choices))
    lines: list[str] = []
    end = len(atoms)
    while end:
        start = best[end][1]
        lines.append("".join(atoms[start:end]).strip())
        end = start
    return tuple(line for line in reversed(lines) if line)


def _cost(atoms: list[str], end: int, slack: float, limit: float) -> float:
    """Unevenness of a line that ends before atom ``end``, less a bonus for ending where one would pause."""
    cost = slack * slack + 5 * limit  # every further line costs something of its own
    pauses = end < len(atoms) and (atoms[end - 1].strip()[-1:] in _GOOD_AFTER or atoms[end][0] in "（ ")
    return cost - 3 * limit if pauses else cost


def _atoms(text: str, limit: float) -> list[str]:
    """Pieces that must not be broken; none starts or ends with a character that may not stand there in a line."""
    glued: list[str] = []
    for piece in _ATOM.findall(text):
        if glued and (piece[0] in _NO_START or glued[-1][-1] in _NO_END or not _em(piece[0]) or piece.isspace()):
            glued[-1] += piece
        else:
            glued.append(piece)
    pieces: list[str] = []
    for atom in glued:
        pieces.extend([atom] if ems(atom) <= limit else _chopped(atom, limit))
    return pieces


def _chopped(atom: str, limit: float) -> list[str]:
    """An atom longer than a line, cut by force."""
    parts, filled = [""], 0.0
    for ch in atom:
        if filled + _em(ch) > limit:
            parts.append("")
            filled = 0.0
        parts[-1] += ch
        filled += _em(ch)
    return [part for part in parts if part]
