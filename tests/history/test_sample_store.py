"""The sample county's store is what publishing would have written."""

from __future__ import annotations

import shutil
from pathlib import Path

from sample_store import CONTENT, refresh

from county import tree
from gongshi.release.store import read_store


def test_the_sample_store_is_as_sealing_would_leave_it(tmp_path: Path) -> None:
    """Mend with `make sample-store`."""
    shutil.copytree(CONTENT, tmp_path / "content")
    refresh(tmp_path / "content")
    assert tree(tmp_path / "content/release") == tree(CONTENT / "release")


def test_every_published_record_of_the_sample_has_its_statement() -> None:
    store = read_store(CONTENT)
    assert len(store.entries) > 70
    assert all(entry.statement and store.statement(record) for record, entry in store.entries.items())
