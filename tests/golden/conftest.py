"""The option that refreshes the golden files, and the county they were made from."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest tests/golden --update-goldens`` writes what is there now; read the diff before committing it."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files instead of comparing them")


@pytest.fixture(scope="session")
def updating(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are written. Asked for with a default: a run of all tests meets this file too late to add it."""
    return bool(pytestconfig.getoption("update_goldens", default=False))
