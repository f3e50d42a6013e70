"""The detectors' version follows their sources, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import gongshi
from gongshi.redaction.scan import DETECTORS_VERSION


def version_of(package: Path) -> str:
    code = "from gongshi.redaction.version import detectors_version; print(detectors_version())"
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=package.parent, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def test_it_changes_with_any_module_of_the_room_and_only_then(tmp_path: Path) -> None:
    package = tmp_path / "gongshi"
    here = Path(gongshi.__file__).parent
    shutil.copytree(here / "redaction", package / "redaction", ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__init__.py").touch()
    assert version_of(package) == DETECTORS_VERSION
    (package / "other.py").touch()
    assert version_of(package) == DETECTORS_VERSION
    seen = {DETECTORS_VERSION}
    for name in ("homes.py", "files/text.py"):
        source = package / "redaction" / name
        source.write_bytes(source.read_bytes() + b"\n")
        seen.add(version_of(package))
    assert len(seen) == 3
