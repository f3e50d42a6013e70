"""GS172: a translation is in the language that it says it is in; its tag and direction follow its letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from county import PENALTY, write_county
from gongshi.assembly import assemble
from gongshi.records.translation import Translation
from inprocess import site_of

UYGHUR = "سېتىشنى توختىتىشقا بۇيرۇلدى"


def _told(content: Path) -> list[str]:
    return [finding.message for finding in assemble(content).findings if finding.code == "GS172"]


@pytest.mark.parametrize(
    ("language", "text", "tag", "direction"),
    [
        ("ug", UYGHUR, "ug", "rtl"),
        ("kk", "ساتۋدى توقتاتۋ", "kk-Arab", "rtl"),
        ("kk", "Сатуды тоқтату", "kk-Cyrl", "ltr"),
        ("mn", "ᠮᠣᠩᠭᠣᠯ", "mn-Mong", "ltr"),
        ("bo", "བོད་ཡིག", "bo", "ltr"),
        ("ky", "سۅز", "ky-Arab", "rtl"),
        # Figures and a name in Chinese in between change nothing.
        ("ug", f"2026-5 {UYGHUR}（青禾）", "ug", "rtl"),
    ],
)
def test_tag_and_direction(language: str, text: str, tag: str, direction: str) -> None:
    translation = Translation.model_validate({"语言": language, "文字": text})
    assert (translation.tag, translation.direction, translation.fits) == (tag, direction, True)


def test_another_language_is_told(tmp_path: Path) -> None:
    (message,) = _told(write_county(tmp_path, penalty={"译文": [{"语言": "bo", "文字": UYGHUR}]}))
    assert "bo（藏文）" in message


def test_the_same_language_twice_is_told(tmp_path: Path) -> None:
    twice = [{"语言": "ug", "文字": UYGHUR}, {"语言": "ug", "文字": f"{UYGHUR} 2"}]
    (message,) = _told(write_county(tmp_path, penalty={"译文": twice}))
    assert message == "维吾尔文的译文写了不止一条"


def test_title_and_text_stand_on_the_page_in_their_own_direction(tmp_path: Path) -> None:
    block = {"语言": "ug", "名称": "ئۇرۇق دېلوسى", "文字": UYGHUR}
    content = write_county(tmp_path, penalty={"译文": [block]}, ledger={PENALTY: "2026-03-05"})
    html = site_of(content)[1][f"decisions/{PENALTY}.html"].decode()
    assert f'<div lang="ug" dir="rtl"><b>ئۇرۇق دېلوسى</b><p class="text">{UYGHUR}</p></div>' in html
