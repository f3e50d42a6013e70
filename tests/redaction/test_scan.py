"""The detectors: what they stop in every spelling, what they leave alone, and where they say it stands."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.findings import Severity
from gongshi.redaction.allowed import Allowed
from gongshi.redaction.checks import passes_luhn, resident_id_check
from gongshi.redaction.prefilter import Look
from gongshi.redaction.scan import scan_text

# The samples of GB 11643-1999 and of card schemes: nobody's.
ID, MOBILE, CARD = "11010519491231002X", "13812345678", "6222020200112233445"
CARD = next(CARD[:-1] + digit for digit in "0123456789" if passes_luhn(CARD[:-1] + digit))


def gates(text: str, **more: object) -> set[str]:
    return {span.type for span in scan_text(text, **more) if span.severity is Severity.GATE}  # type: ignore[arg-type]


SPELLINGS = {
    "plain": lambda v: v,
    "full width": lambda v: v.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")),
    "zero width": lambda v: "\u200b".join(v),
    "half-width filler": lambda v: "\uffa0".join(v),
    "arabic": lambda v: v.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "chinese": lambda v: v.translate(str.maketrans("0123456789", "〇一二三四五六七八九")),
    "capital chinese": lambda v: v.translate(str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")),
    "entities": lambda v: "".join(f"&#{ord(c)};" for c in v),
    "percent": lambda v: "".join(f"%{ord(c):02X}" for c in v),
    "json": lambda v: "".join(f"\\u{ord(c):04x}" for c in v),
    "tags": lambda v: f"{v[:6]}<b>{v[6:9]}</b>{v[9:]}",
    "line break": lambda v: f"{v[:7]}\n{v[7:]}",
    "base64": lambda v: base64.b64encode(f"号码{v}".encode()).decode(),
    "cyrillic zero": lambda v: v.replace("0", "О"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(("value", "type_"), [(ID, "resident_id"), (MOBILE, "phone")])
def test_a_number_is_found_in_every_spelling(spelling: str, value: str, type_: str) -> None:
    text = f"经查，{SPELLINGS[spelling](value)}，情况属实。"
    assert type_ in gates(text)
    assert Look().holds(text)


@pytest.mark.parametrize("spelling", ["plain", "zero width", "entities", "base64", "full width"])
def test_offsets_are_of_the_text_as_it_was_given(spelling: str) -> None:
    shown = SPELLINGS[spelling](ID)
    (span,) = [s for s in scan_text(f"证件{shown}。") if s.type == "resident_id"]
    assert f"证件{shown}。"[span.start : span.end] == shown


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (f"身份证号：{ID[:17]}1", "resident_id"),
        ("身份证号：110105491231002", "resident_id"),
        (f"身份证抄录为{ID[:17]}（末位不清）", "resident_id"),
        (f"税务登记号{ID}01", "tax_number"),
        ("电话 138-1234-5678", "phone"),
        ("+86 138 1234 5678", "phone"),
        ("他留的手机号是138 123 456 78", "phone"),
        (f"转入 {CARD}", "bank_account"),
        ("开户行：青禾县农村信用社，账号 650012345678901234", "bank_account"),
        ("住青禾镇团结路12号幸福小区3号楼2单元301室", "address"),
        ("其住宅位于锦绣家园5栋2单元0803号", "address"),
        ("1985年3月2日出生", "birth_date"),
        ("出生日期：1985-03-02", "birth_date"),
        ("邮箱 wang.xh88@qq.com", "email"),
        ("护照号 E12345678", "passport"),
        ("新（2021）青禾县不动产权第0001234号", "property_certificate"),
        ("秘密★1年", "secret"),
        ("当事人系未成年人", "minor"),
        ("未成年人李某在场", "minor"),
        ("年龄16岁牛某", "minor"),
        ("当事人患有乙肝", "health"),
        ("采挖甘草处坐标 N39.123456", "protected_place"),
    ],
)
def test_what_is_stopped(text: str, type_: str) -> None:
    assert type_ in gates(text)
    assert Look().holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码：92659999MA0000000X",
        "青农（种子）罚〔2026〕3号",
        "羊耳标编码365999900012345，共38只",
        "农药经营许可证号：13062310035",
        "种子追溯码12345678901234567890",
        "兽药追溯码123456789012345678901234",
        "批号2025061301，规格100克",
        "处五万元以上十万元以下罚款",
        "2026年3月2日立案，2026年3月9日送达",
        "行为发生日期: 2026-02-05",
        "经营场所：青禾县青禾镇团结路12号3栋1210室",
        "侵犯商业秘密的行为",
        "向未成年人销售烟草制品的，责令改正",
        "布病阳性羊12只已扑杀",
        "年龄三岁母羊",
        "未成年人在某商店购买",
        "出栏138 123 456 78只",
        f"种子追溯码{ID[:17]}",
        "| 2025-06-03 | 2025-06-13 | 06-12 |",
        "举报电话12345、12315",
        "身份证号：1101**********002X",
        "坐标E83.123456处为示范田",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert gates(text) == set()


def test_an_allowed_value_passes_whole_and_nothing_else() -> None:
    allowed = Allowed.of({"phone": [MOBILE]})
    assert gates(f"电话{MOBILE}", allowed=allowed) == set()
    assert gates("电话13812345679", allowed=allowed) == {"phone"}


def test_no_field_passes_an_id_or_a_mobile_in_its_text() -> None:
    assert "resident_id" in gates(f"见{ID}", role="统一社会信用代码")
    assert "phone" in gates(f"联系{MOBILE}", role="许可证号")
    assert gates("13062310035", role="许可证号") == set()


def test_severities_are_only_raised() -> None:
    plate = "新R12345"
    assert gates(plate) == set()
    assert gates(plate, severities={"plate": Severity.GATE}) == {"plate"}
    assert gates(ID, severities={"resident_id": Severity.NOTE}) == {"resident_id"}


@given(st.text(max_size=200))
def test_any_text_is_taken_and_spans_lie_in_it(text: str) -> None:
    for span in scan_text(text):
        assert 0 <= span.start < span.end <= len(text)


def an_id(first17: str) -> str:
    return first17 + resident_id_check(first17)


@given(
    st.sampled_from(["65", "11", "44"]), st.dates(min_value=date(1930, 1, 1)).filter(lambda d: d.year < 2020),
    st.integers(0, 999), st.sampled_from(sorted(SPELLINGS)), st.text(st.sampled_from("青禾县《》，。 <p>&amp;某1"), max_size=12),
)  # fmt: skip
def test_the_quick_look_never_passes_over_a_gate(
    province: str, day: date, number: int, spelling: str, around: str
) -> None:
    value = an_id(f"{province}0105{day:%Y%m%d}{number:03d}")
    text = f"{around}{SPELLINGS[spelling](value)}{around}"
    if gates(text):
        assert Look().holds(text)


def jsonl(lines: bytes) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "gongshi", "scan", "--jsonl"], input=lines, capture_output=True, check=True
    )
    assert ID not in done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_jsonl_answers_every_line_in_order() -> None:
    good = json.dumps({"id": 1, "text": f"证件{ID}"}).encode()
    answers = jsonl(b"\n".join([good, b"{", b'{"id": 2}', b'{"id": "\\ud800", "text": ""}', good]) + b"\n")
    assert [a.get("id") for a in answers] == [1, None, 2, "\ud800", 1]
    assert answers[0]["spans"] == [{"start": 2, "end": 20, "type": "resident_id", "severity": "gate"}]
    assert "error" in answers[1] and "error" in answers[2]


def test_files_are_scanned_and_values_never_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"第一行\n证人{ID}".encode("gb18030"))
    (tmp_path / "b.bin").write_bytes(b"\x00\xff")
    done = subprocess.run([sys.executable, "-m", "gongshi", "scan", str(tmp_path)], capture_output=True, check=False)
    out = done.stdout.decode()
    assert done.returncode == 1
    assert "a.txt:2:3" in out and "1…X" in out and "b.bin" in out
    assert ID not in out + done.stderr.decode()
