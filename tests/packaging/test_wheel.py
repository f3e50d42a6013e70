"""The wheel alone builds a bureau's repository of content and two settings files, outside of ours and offline."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from county import FRAGMENT, PENALTY, REPOSITORY, text_of, tree, write_bureau
from processes import LONG, environment, run

pytestmark = pytest.mark.slow
BIN = "Scripts" if sys.platform == "win32" else "bin"


def succeed(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment({"PIP_DISABLE_PIP_VERSION_CHECK": "1"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=LONG * 3,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=REPOSITORY)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and our dependencies without our editable engine."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False, symlinks=sys.platform != "win32")
    python = home / BIN / "python"
    (packages,) = [*home.glob("lib/python*/site-packages"), *home.glob("Lib/site-packages")]
    # Files named *.pth in a folder that comes from a .pth file are not read, so that the editable engine stays out.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    command = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    succeed(*command, wheel, cwd=home)
    return python


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bureau(tmp_path_factory.mktemp("bureau"))


def test_the_engine_is_the_wheels(python: Path, bureau: Path) -> None:
    where = succeed(python, "-c", "import gongshi; print(gongshi.__file__)", cwd=bureau).strip()
    assert Path(where).is_relative_to(python.parents[1])


def test_what_the_wheel_holds(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for source, target in (("plugins/gongshi", "gongshi"), ("themes/gongshi", "gongshi/_theme")):
        files = [p.relative_to(REPOSITORY / source) for p in (REPOSITORY / source).rglob("*") if p.is_file()]
        wanted = {f"{target}/{p.as_posix()}" for p in files if "__pycache__" not in p.parts}
        assert wanted <= names
    for kind in (
        "profiles/data/national.yaml",
        "calendars/data/",
        "schemas/site.schema.json",
        "_theme/templates/",
        "py.typed",
    ):
        assert any(name.startswith(f"gongshi/{kind}") for name in names), kind


def test_what_the_wheel_does_not_hold(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"gongshi"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".log"))]


def test_two_wheels_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    succeed(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, cwd=REPOSITORY)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_licence_and_script(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
    text = archive.read(metadata).decode("utf-8")
    assert "License-Expression: MIT" in text
    assert "License-File: LICENSE" in text
    (scripts,) = [n for n in archive.namelist() if n.endswith("entry_points.txt")]
    assert "gongshi = gongshi.cli:program" in archive.read(scripts).decode("utf-8")


def test_check_build_schema(python: Path, bureau: Path) -> None:
    gongshi = (str(python), "-m", "gongshi")
    assert run(gongshi, "check", cwd=bureau).returncode == 0
    assert run(gongshi, "build", "--output", "site", cwd=bureau).returncode == 0
    assert (bureau / "site" / f"decisions/{PENALTY}.html").is_file()
    assert "title" in json.loads(run(gongshi, "schema", "site", cwd=bureau).stdout)


def test_the_console_script(python: Path, bureau: Path) -> None:
    script = python.with_name("gongshi.exe" if sys.platform == "win32" else "gongshi")
    assert run((str(script),), "check", cwd=bureau).returncode == 0


def test_pelican_itself(python: Path, bureau: Path) -> None:
    done = run((str(python), "-m", "pelican"), "-s", "publishconf.py", cwd=bureau)
    assert done.returncode == 0, done.stdout + done.stderr
    assert FRAGMENT in text_of(bureau / "output")


def test_the_site_is_the_same_as_from_the_repository(python: Path, bureau: Path) -> None:
    run((str(python), "-m", "gongshi"), "build", "--output", "wheel", cwd=bureau)
    run((sys.executable, "-m", "gongshi"), "build", "--output", "repository", cwd=bureau)
    assert tree(bureau / "wheel") == tree(bureau / "repository")
