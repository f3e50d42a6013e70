"""One case: who, where, what goods, which numbers; and the sentences filled with them. The order of draws is the seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from invented import phrases, vocabulary
from invented.organs import KINDS, ORGANS, Matter, Organ

LAST = date(2026, 11, 18)
_SHORTEST, _LONGEST = 150, 500


@dataclass(frozen=True, slots=True)
class Case:
    """What a record is written from. ``fate`` says what became of it, ``words`` fill the blanks of the sentences."""

    organ: Organ
    matter: Matter
    decided: date
    party: vocabulary.Name
    fate: str
    words: dict[str, str]
    facts: str
    evidence: str
    amount: int
    random: Random


def case(index: int, total: int) -> Case:
    """Case number ``index`` of a corpus of ``total``: the first eleven are one of each kind, then by weight."""
    r = Random(f"case-{index}")
    kinds = list(KINDS)
    weights = [words.weight for words in KINDS.values()]
    kind = kinds[index] if index < len(kinds) else r.choices(kinds, weights)[0]
    organ, matter = r.choice([(o, m) for o in ORGANS for m in o.of(kind)])
    fate = _fate(kind, r)
    # Firms return: two cases in five have a party that other cases have as well.
    who = f"party-{r.randrange(max(20, total * 3 // 5))}"
    party = vocabulary.party(f"{organ.letters}-{who}", organ.trades, people=kind in ("行政处罚", "行政检查"))
    decided = _decided(kind, fate, party.kind, r)
    words = _words(organ, matter, party, decided, r)
    words["conduct"] = matter.conduct.format_map(words)
    return Case(
        organ,
        matter,
        decided,
        party,
        fate,
        words,
        _facts(kind, words, r),
        "；".join(f"{i}.{text}" for i, text in enumerate(_some(phrases.EVIDENCE, words, r), 1)) + "。",
        r.choice((500, 1000, 2000, 3000, 5000, 6000, 8000, 10000, 15000, 20000, 30000, 50000, 120000)),
        r,
    )


def _fate(kind: str, r: Random) -> str:
    """Nine in ten stay plainly visible; the others show what a life can bring."""
    roll = r.random()
    for share, fate in (
        (0.01, "撤回"),
        (0.02, "期满"),
        (0.025, "提前终止"),
        (0.045, "更正"),
        (0.06, "迟"),
        (0.07, "新"),
    ):
        if roll < share:
            return fate if kind == "行政处罚" or fate not in ("期满", "提前终止") else ""
    return "严重" if kind == "行政处罚" and r.random() < 0.3 else ""


def _decided(kind: str, fate: str, party: str, r: Random) -> date:
    """A working weekday on which the decision, with the term of its kind, is still visible unless ``fate`` says not."""
    if fate == "新":
        day = LAST - timedelta(r.randrange(4))
    elif fate == "期满":
        day = date(2023, 1, 4) + timedelta(r.randrange(240))
    elif kind == "行政处罚" and (fate != "严重" or party == "自然人"):
        day = date(2025, 11, 26) + timedelta(r.randrange(340))
    elif fate == "严重":
        day = date(2023, 12, 1) + timedelta(r.randrange(720))
    elif party == "自然人":
        day = date(2024, 12, 1) + timedelta(r.randrange(700))
    else:
        day = date(2023, 1, 4) + timedelta(r.randrange(1400))
    return day - timedelta(max(0, day.weekday() - 4))


def zh(day: date) -> str:
    """A date in words."""
    return f"{day.year}年{day.month}月{day.day}日"


def _words(organ: Organ, matter: Matter, party: vocabulary.Name, decided: date, r: Random) -> dict[str, str]:
    (product, unit, price), (product2, _, _) = r.sample(organ.goods, 2)
    brand, left = vocabulary.fancy(r), r.randint(1, 60 if price < 1000 else 6)
    # Dear goods come in small numbers.
    bought = left + r.randint(2, 400 if price < 1000 else 12)
    cost, sale = price * bought, round(price * r.uniform(1.1, 1.8), 1)
    found, supplier = (
        decided - timedelta(r.randint(24, 85)),
        vocabulary.party(f"s{r.randrange(9000)}", organ.trades, False),
    )
    numbers = {
        "qty": left, "price": price, "bought": bought, "sold": bought - left, "left": left, "sale": f"{sale:g}",
        "cost": cost, "value": f"{sale * bought:.2f}", "gain": f"{(sale - price) * (bought - left):.2f}",
        "n": r.randint(2, 14), "bad": r.randint(1, 5), "days": r.randint(6, 190), "years": r.randint(2, 5),
        "low": f"{r.uniform(1.2, 48):.1f}", "high": f"{r.uniform(50, 98):.1f}", "area": r.randint(30, 9600), "hour": r.randint(8, 21),
    }  # fmt: skip
    return {key: str(value) for key, value in numbers.items()} | {
        "day": zh(found),
        "day0": zh(found - timedelta(r.randint(5, 160))),
        "day2": zh(found + timedelta(r.randint(2, 20))),
        "month": f"{found.year}年{r.randint(1, found.month)}月",
        "place": party.place if party.kind != "自然人" else vocabulary.COUNTY + vocabulary.village(r),
        "town": party.town,
        "party": party.full if party.kind != "自然人" else "当事人",
        "product": f"“{brand}”牌{product}" if r.random() < 0.55 else product,
        "product2": product2,
        "unit": unit,
        "spec": f"{r.choice((5, 10, 20, 25, 40, 50, 100, 250, 500))}{r.choice(('克', '毫升', '公斤', '粒'))}×{r.randint(1, 48)}",
        "batch": f"{r.choice('ABCDHKLNPQS')}{found.year % 100}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(0, 99):02d}",
        "shelf": f"{r.choice('ABCDEF')}{r.randint(1, 40):02d}-{r.randint(100, 999)}",
        "report": f"{r.choice(('QH', 'NJ', 'ZJ', 'TS', 'JC'))}{found.year}{r.randint(1000, 99999):05d}",
        "invoice": f"{found.year % 100}{r.randint(10**6, 10**7 - 1)}",
        "licence": f"{organ.letters}{r.randint(10**6, 10**7 - 1)}〔{decided.year}〕{r.randint(1, 999)}",
        "supplier": supplier.full,
        "supplier_place": supplier.place,
        "lab": vocabulary.laboratory(r),
        "unit_name": r.choice(organ.units),
        "check": r.choice(phrases.CHECKS),
        "source": r.choice(phrases.SOURCES),
        "label": r.choice(phrases.LABELS),
        "metric": r.choice(phrases.METRICS),
        "slogan": r.choice(phrases.SLOGANS),
        "tier": r.choice(phrases.TIERS),
        "change": r.choice(phrases.CHANGES),
        "matter": matter.name,
        "law": matter.law,
        "article": matter.article,
    }


def _facts(kind: str, words: dict[str, str], r: Random) -> str:
    """Sentences in the order of the kind's parts, 150 to 500 characters, in one to three paragraphs."""
    wanted, text, used = r.randint(_SHORTEST, 430), "", set[str]()
    for part in phrases.PARTS.get(kind, phrases.OTHER_PARTS) * 2:
        template = r.choice(part)
        sentence = template.format_map(words)
        if template in used or len(text) + len(sentence) >= _LONGEST:
            continue
        used.add(template)
        text += ("\n" if text and r.random() < 0.3 else "") + sentence
        if len(text) >= wanted:
            break
    return text


def _some(pool: tuple[str, ...], words: dict[str, str], r: Random) -> list[str]:
    return [template.format_map(words) for template in r.sample(pool, r.randint(3, 6))]
