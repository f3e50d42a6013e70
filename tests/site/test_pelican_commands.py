"""Every way of calling Pelican: what it publishes, how it ends, and that the site of before stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from county import ENTITY, FRAGMENT, PENALTY, text_of, tree, write, write_bureau
from gongshi.site.theme import default_theme
from processes import PELICAN, run

# A process a test.
pytestmark = pytest.mark.slow

PAGE = f"decisions/{PENALTY}.html"


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_bureau(tmp_path_factory.mktemp("built"))
    assert run(PELICAN, "-s", "publishconf.py", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def bureau(_built: Path, tmp_path: Path) -> Path:
    """A bureau's repository with a site in output/ that must survive whatever fails."""
    return shutil.copytree(_built, tmp_path / "bureau")


def refused(bureau: Path, *args: str, status: int) -> str:
    """Calls Pelican, which must end with ``status``, publish nothing and leave everything as it was."""
    before = tree(bureau / "output")
    done = run(PELICAN, *args, cwd=bureau)
    said = done.stdout + done.stderr
    assert done.returncode == status, said
    assert tree(bureau / "output") == before
    assert not [p.name for p in bureau.iterdir() if p.name.startswith(".output")]
    if status != 1:
        assert "Traceback" not in said
    return done.stderr


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_both_settings_build_the_site(tmp_path: Path, settings: str) -> None:
    bureau = write_bureau(tmp_path)
    done = run(PELICAN, "-s", settings, cwd=bureau)
    assert (done.returncode, done.stdout) == (0, "")
    assert "已生成 output/" in done.stderr
    assert FRAGMENT in (bureau / "output" / PAGE).read_text(encoding="utf-8")
    # Python keeps the compiled settings beside them unless its environment forbids it.
    assert sorted(p.name for p in bureau.iterdir() if p.name not in (".gongshi", "__pycache__")) == [
        "content",
        "output",
        "pelicanconf.py",
        "publishconf.py",
    ]


def test_only_content_meant_for_the_public_is_in_the_output(bureau: Path) -> None:
    names = tree(bureau / "output")
    assert not [
        n for n in names if n.endswith((".yaml", ".md", ".py")) or n.endswith("store.json") or "statements" in n
    ]
    assert "公开审查" not in text_of(bureau / "output")


def test_delete_option_wipes_nothing_of_a_good_build(bureau: Path) -> None:
    before = tree(bureau / "output")
    assert run(PELICAN, "-s", "publishconf.py", "-d", cwd=bureau).returncode == 0
    assert tree(bureau / "output") == before


def test_delete_option_leaves_the_site_when_content_is_broken(bureau: Path) -> None:
    write(bureau / "content/site.yaml", "网站名称：坏了\n")
    assert "什么也没有发布" in refused(bureau, "-s", "publishconf.py", "-d", status=3)


def test_other_output_folder(bureau: Path) -> None:
    before = tree(bureau / "output")
    assert run(PELICAN, "-s", "publishconf.py", "-o", "deep/er/site", cwd=bureau).returncode == 0
    assert tree(bureau / "deep/er/site") == before == tree(bureau / "output")


@pytest.mark.parametrize(
    ("override", "status"),
    [
        ("PLUGINS=[]", 3),
        ('PLUGINS=["missing"]', 3),
        ('PLUGINS=["gongshi", "missing"]', 3),
        ('PELICAN_CLASS="pelican.Pelican"', 3),
        ('THEME="missing"', 1),
        ('THEME="simple"', 3),
        ('GONGSHI_AS_OF="2026-13-01"', 2),
        ("GONGSHI_AS_OF=[1]", 2),
        ('GONGSHI_PROFILE="missing"', 3),
    ],
)
def test_overrides_that_take_a_check_away_publish_nothing(bureau: Path, override: str, status: int) -> None:
    refused(bureau, "-s", "publishconf.py", "-e", override, status=status)


@pytest.mark.parametrize("override", ["PLUGINS=[]", "DEBUG=true"])
def test_without_our_class_the_delete_option_wipes_nothing(bureau: Path, override: str) -> None:
    refused(bureau, "-s", "publishconf.py", "-d", "-e", 'PELICAN_CLASS="pelican.Pelican"', override, status=3)


def test_without_class_and_plugin_nothing_is_published(bureau: Path) -> None:
    before = tree(bureau / "output")
    run(PELICAN, "-s", "publishconf.py", "-e", 'PELICAN_CLASS="pelican.Pelican"', "PLUGINS=[]", cwd=bureau)
    assert tree(bureau / "output") == before


@pytest.mark.parametrize(
    "override",
    [
        'STATIC_PATHS=["post"]',
        'ARTICLE_PATHS=[""]',
        'PAGE_PATHS=[""]',
        'DIRECT_TEMPLATES=["home"]',
        'TEMPLATE_PAGES={"a.html": "b.html"}',
        'THEME_STATIC_PATHS=["../../content"]',
        "OUTPUT_SOURCES=true",
    ],
)
def test_settings_by_which_pelican_would_publish_content_itself_are_refused(bureau: Path, override: str) -> None:
    assert override.split("=")[0] in refused(bureau, "-s", "publishconf.py", "-e", override, status=2)


def test_settings_that_cannot_import_the_plugin_fail(bureau: Path) -> None:
    write(bureau / "gongshi.py", "raise ImportError('not here')\n")
    before = tree(bureau / "output")
    done = run(PELICAN, "-s", "publishconf.py", cwd=bureau)
    assert done.returncode != 0
    assert tree(bureau / "output") == before


@pytest.mark.parametrize("body", ["raise RuntimeError('load')", "def register():\n    raise RuntimeError('register')"])
def test_another_plugin_that_fails_to_load_is_a_failed_build(bureau: Path, body: str) -> None:
    write(bureau / "extra.py", body + "\n")
    before = tree(bureau / "output")
    done = run(PELICAN, "-s", "publishconf.py", "-e", 'PLUGINS=["gongshi", "extra"]', cwd=bureau)
    assert done.returncode in (1, 3)
    assert tree(bureau / "output") == before


def test_a_bad_record_is_left_out_and_the_rest_is_built(bureau: Path) -> None:
    write(bureau / "content/post/decisions/2026/bad.yaml", "执法类别：行政处罚\n秘密: 西域红枣\n")
    done = run(PELICAN, "-s", "publishconf.py", cwd=bureau)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    assert "其余已生成" in said
    assert "content/post/decisions/2026/bad.yaml:1:" in said
    assert (bureau / "output" / PAGE).is_file()
    assert "西域红枣" not in text_of(bureau / "output")


def test_a_bad_record_changes_no_other_page(bureau: Path) -> None:
    before = tree(bureau / "output")
    write(bureau / "content/post/decisions/2026/bad.yaml", "执法类别：行政处罚\n")
    assert run(PELICAN, "-s", "publishconf.py", cwd=bureau).returncode == 1
    assert tree(bureau / "output") == before


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("site.yaml", "a: [\n"),
        ("release/store.json", "{"),
        ("calendars/local.yaml", "{]"),
        ("profiles/national.yaml", "{]"),
    ],
)
def test_a_check_that_cannot_run_publishes_nothing(bureau: Path, place: str, value: str) -> None:
    write(bureau / "content" / place, value)
    assert place.rsplit("/")[-1] in refused(bureau, "-s", "publishconf.py", status=3)


def test_a_template_error_in_mid_build_names_the_template(bureau: Path) -> None:
    shutil.copytree(default_theme(), bureau / "mine")
    page = bureau / "mine/templates/_footer.html"
    page.write_text(page.read_text(encoding="utf-8") + "{{ nobody_knows_this }}", encoding="utf-8")
    said = refused(bureau, "-s", "publishconf.py", "-t", "mine", status=3)
    assert "_footer.html 第 " in said
    assert "nobody_knows_this" in said


def test_output_among_content_is_refused(bureau: Path) -> None:
    for place in ("content", "content/out", "."):
        assert "输出文件夹" in refused(bureau, "-s", "publishconf.py", "-o", place, status=2)
    assert not (bureau / "content/out").exists()


def test_the_day_comes_from_the_environment(tmp_path: Path) -> None:
    bureau = write_bureau(tmp_path, site={"基准日": None})
    assert run(PELICAN, "-s", "publishconf.py", cwd=bureau, env={"AS_OF": "2026-03-16"}).returncode == 0
    assert (bureau / "output" / PAGE).is_file()
    late = run(PELICAN, "-s", "publishconf.py", cwd=bureau, env={"AS_OF": "2046-03-16"})
    assert late.returncode == 0
    assert FRAGMENT not in text_of(bureau / "output")


def test_content_may_be_elsewhere(bureau: Path, tmp_path: Path) -> None:
    (bureau / "content").rename(tmp_path / "elsewhere")
    before = tree(bureau / "output")
    assert run(PELICAN, tmp_path / "elsewhere", "-s", bureau / "publishconf.py", cwd=tmp_path).returncode == 0
    assert tree(bureau / "output") == before
    assert (tmp_path / f"elsewhere/pre/entities/{ENTITY}.yaml").is_file()
