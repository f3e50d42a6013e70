"""Pelican as we need it: a fresh staging tree for each run, live only when whole, non-zero when anything is held back.

Pelican itself logs a plugin's failure and goes on, writes straight into the output folder, and exits 0 on an
interrupt. The settings files of a site name this class, and leave Pelican's own content paths empty, so that without
it nothing at all is published.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from rich.console import Console

from gongshi.assembly import Assembled, assemble
from gongshi.release.switch import ForeignFolderError, discard, make_live, new_staging
from gongshi.report import say
from gongshi.site.build import build
from gongshi.site.press import Press
from gongshi.site.staging import Staging
from gongshi.site.theme import default_theme

OUTCOME = "GONGSHI_ASSEMBLED"
STAGING = "GONGSHI_STAGING"


class NotWholeError(Exception):
    """The end of a run that did not go all the way; ``exitcode`` is what Pelican exits with."""

    def __init__(self, message: str, exitcode: int) -> None:
        super().__init__(message)
        self.exitcode = exitcode


class RecordGenerator(Generator):  # type: ignore[misc]
    """The one generator of all typed records."""

    def generate_output(self, writer: object) -> None:
        """Builds the whole site; Pelican's own writer has no part in it."""
        del writer
        assembled: Assembled = self.settings[OUTCOME]
        staging: Staging = self.settings[STAGING]
        register = assembled.sound
        url = self.settings.get("SITEURL") or register.site.url
        press = Press(register, staging, Path(self.path), Path(self.theme), url.rstrip("/"))
        build(press)


def connect() -> None:
    """What ``gongshi.registry()`` does: only connect, since Pelican would swallow an exception raised there."""
    signals.get_generators.connect(_generators)


def _generators(sender: object) -> type[RecordGenerator]:
    del sender
    return RecordGenerator


class GongshiPelican(Pelican):  # type: ignore[misc]
    """Named as PELICAN_CLASS in both settings files."""

    def __init__(self, settings: dict[str, Any]) -> None:
        settings.setdefault("GONGSHI_WATCH", None)
        super().__init__(settings)
        self._failed = False
        self._live = Path(settings["OUTPUT_PATH"])
        _quiet_traceback()

    def run(self) -> None:
        """One build. Raises NotWholeError when anything was held back (1) or nothing was published (3)."""
        if self._failed:
            # Pelican's reload loop comes straight back after an exception; wait until somebody has saved a file.
            self._wait()
        self._failed = True
        try:
            assembled = self._build()
        except KeyboardInterrupt:
            # Pelican's main() would turn an interrupt into exit 0.
            raise SystemExit(130) from None
        if assembled.exit_code:
            raise NotWholeError("有记录被拦下，其余已生成", assembled.exit_code)
        self._failed = False

    def _build(self) -> Assembled:
        missing = {"gongshi"} - set(self.settings["PLUGINS"])
        if missing or RecordGenerator not in self._get_generator_classes():
            raise NotWholeError("插件 gongshi 没有载入，什么也没有生成，原来的网站没有动", 3)
        wanted: str | None = self.settings.get("GONGSHI_AS_OF")
        assembled = assemble(
            Path(self.path), date.fromisoformat(wanted) if wanted else None, self.settings.get("GONGSHI_PROFILE")
        )
        say(assembled, Console(stderr=True, highlight=False))
        if assembled.stopped:
            raise NotWholeError("什么也没有生成，原来的网站没有动", 3)
        self._into_staging(assembled, super().run)
        return assembled

    def _into_staging(self, assembled: Assembled, generate: Callable[[], None]) -> None:
        try:
            tree = new_staging(self._live)
        except ForeignFolderError:
            message = f"输出文件夹 {self._live.name}/ 里有不是本程序生成的文件，不敢覆盖；请换一个文件夹"
            raise NotWholeError(message, 2) from None
        try:
            previous = self._live.resolve() if self._live.is_dir() else None
            self.output_path = self.settings["OUTPUT_PATH"] = str(tree)
            self.settings[OUTCOME], self.settings[STAGING] = assembled, Staging(tree, previous)
            generate()
            make_live(tree, self._live)
        except BaseException:
            discard(tree)
            raise
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = str(self._live)
            self.settings[OUTCOME] = self.settings[STAGING] = None

    def _wait(self) -> None:
        from pelican.utils import wait_for_changes

        wait_for_changes(self.settings.get("GONGSHI_SETTINGS_FILE") or "", self.settings)


def _quiet_traceback() -> None:
    """Our own endings are messages for people; Pelican's main() would print them with a traceback."""

    def strip(record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], NotWholeError):
            record.exc_info = None
            record.msg, record.args = "%s", (str(sys.exc_info()[1]),)
        return True

    logger = logging.getLogger("pelican")
    if not any(getattr(f, "__name__", "") == "strip" for f in logger.filters):
        logger.addFilter(strip)


def base_settings() -> dict[str, Any]:
    """What both settings files start from: our class and theme, and Pelican's own content switched off."""
    return {
        "PELICAN_CLASS": GongshiPelican,
        "PLUGINS": ["gongshi"],
        "THEME": str(default_theme()),
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "TIMEZONE": "Asia/Shanghai",
        "DEFAULT_LANG": "zh-cn",
        "ARTICLE_PATHS": [],
        "PAGE_PATHS": [],
        "STATIC_PATHS": [],
        "THEME_STATIC_PATHS": [],
        "TEMPLATE_PAGES": {},
        "DIRECT_TEMPLATES": [],
        "OUTPUT_SOURCES": False,
        "DELETE_OUTPUT_DIRECTORY": False,
        "LOAD_CONTENT_CACHE": False,
        "CACHE_CONTENT": False,
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "ARTICLE_SAVE_AS": "",
        "AUTHOR_SAVE_AS": "",
        "CATEGORY_SAVE_AS": "",
        "TAG_SAVE_AS": "",
    }
