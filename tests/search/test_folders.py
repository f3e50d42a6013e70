"""The index names its folders, and itself, by what is in them, and never by what the last look takes for a number."""

from __future__ import annotations

import re

from gongshi.redaction.allowed import Allowed
from gongshi.redaction.scan import scan_text
from gongshi.search.document import content_of
from gongshi.search.folders import lay_out


def folder(content: bytes) -> str:
    files, folders = lay_out(["x-0"], lambda _: content)
    name = folders["x"][1]
    assert [path.split("/")[1] for path in files] == [name]
    assert re.fullmatch("[0-9a-f]{16}", name)
    return name


def test_the_name_hangs_on_the_content_alone() -> None:
    assert folder(b"    one") == folder(b"    one") != folder(b"    two")


def test_no_name_bears_a_number() -> None:
    names = {folder(f"    {number}".encode()) for number in range(2000)}
    assert len(names) == 2000
    assert not [name for name in names if re.search(r"[0-9]{7}", name)]
    assert not [name for name in names if scan_text(f"search/{name}/x-0.bin", allowed=Allowed())]
    contents = {content_of([f"{number:016}"]) for number in range(2000)}
    assert not [content for content in contents if re.search(r"[0-9]{7}", content)]
