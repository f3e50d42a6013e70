"""The text of which all grams are taken is, field by field, what the one normaliser makes of it."""

from __future__ import annotations

import numpy as np
import samples
from hypothesis import given
from hypothesis import strategies as st

from gongshi.search.normalise import normalise
from gongshi.search.text import Text

_ODD = st.text(st.sampled_from("青禾.。．1２９\0\ud800\udc00İ㎡ﷺ①½ＡaΣς 　〔〕×𠮷"), max_size=12)


def _fields(documents: list[list[str]]) -> list[list[str]]:
    """What stands in the arrays, taken apart again."""
    text = Text(documents)
    whole = "".join(map(chr, text.alphabet[text.characters]))
    assert text.read(np.arange(len(whole) - 1, dtype=np.int32), 2)[::2] == whole[:-1]
    found: list[list[str]] = [[] for _ in documents]
    for row, (document, field) in enumerate(zip(text.document, text.field, strict=True)):
        assert field == len(found[document])
        end = whole.index("\0", text.first[row])
        assert set(text.row[text.first[row] : end + 1].tolist()) == {row}
        found[document].append(whole[text.first[row] : end])
    return found


@given(st.lists(st.lists(_ODD | st.text(max_size=8), min_size=1, max_size=4), min_size=1, max_size=4))
def test_odd_texts(documents: list[list[str]]) -> None:
    assert _fields(documents) == [[normalise(field) for field in fields] for fields in documents]


def test_the_sample_county() -> None:
    sample = samples.county()
    assert _fields([[text for _, text in d.fields] for d in sample.documents]) == sample.fields
