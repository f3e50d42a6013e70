"""Releases that several files here look at; nobody writes into them."""

from __future__ import annotations

import pytest
from released_sites import Release, releases


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, Release, Release]:
    """The county on three days."""
    return releases(tmp_path_factory.mktemp("releases"))
