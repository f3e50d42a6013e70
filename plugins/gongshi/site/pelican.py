"""Pelican as we need it: a fresh staging tree for each run, live only when whole, non-zero when anything is held back.

Pelican itself logs a plugin's failure and goes on, writes straight into the output folder, and exits 0 on an
interrupt. The settings files of a site name this class, and leave Pelican's own content paths empty, so that without
it nothing at all is published.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console as pelican_console
from pelican.utils import wait_for_changes

from gongshi.assembly import Assembled, Publishing, assemble, circumstances, now_in_shanghai
from gongshi.cycles import without_collections
from gongshi.findings import Finding, ordered
from gongshi.release.gate import Verdict, look
from gongshi.release.manifest import STATUS
from gongshi.release.rounds import settled
from gongshi.release.status import status_of
from gongshi.release.switch import ForeignFolderError, discard, make_live, new_staging
from gongshi.release.turn import BusyError, turn
from gongshi.report import say
from gongshi.site.build import build
from gongshi.site.failure import NOTHING, NotWholeError, described
from gongshi.site.press import Press
from gongshi.site.sections import front
from gongshi.site.settings import CLOSED, closed_settings
from gongshi.site.speech import INTERRUPTED, people, speak_for_ourselves
from gongshi.site.staging import Staging
from gongshi.site.unchanged import Unchanged
from gongshi.source.cache import Cache
from gongshi.source.own_folder import folder_of

__all__ = ["GongshiPelican", "NotWholeError", "RecordGenerator", "base_settings", "connect"]

OUTCOME = "GONGSHI_ASSEMBLED"
STAGING = "GONGSHI_STAGING"
BESIDE = "GONGSHI_BESIDE"


class RecordGenerator(Generator):  # type: ignore[misc]
    """The one generator of all typed records."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Pelican makes its generators before it wipes the output folder: here is the last moment to refuse.
        if self.settings.get(STAGING) is None:
            raise NotWholeError(f"设置 PELICAN_CLASS 被改动，不是公示程序自己的；{NOTHING}", 3)

    def generate_output(self, writer: object) -> None:
        """Builds the whole site; Pelican's own writer has no part in it."""
        del writer
        assembled: Assembled = self.settings[OUTCOME]
        staging: Staging = self.settings[STAGING]
        register = assembled.sound
        url = self.settings.get("SITEURL") or register.site.url
        press = Press(register, staging, Path(self.path), Path(self.theme), url.rstrip("/"))
        press.published = staging.published
        press.unchanged = Unchanged(
            Cache.of(Path(self.path)), circumstances(register, self.settings.get("GONGSHI_PROFILE"))
        )
        staging.write(STATUS, status_of(register, now_in_shanghai()))
        build(press)
        if self.settings.get(BESIDE) is not None:
            front.updating(press, Staging(self.settings[BESIDE], None))


def connect() -> None:
    """What ``gongshi.register()`` does: only connect, since Pelican would swallow an exception raised there."""
    signals.get_generators.connect(_generators)
    speak_for_ourselves()


def _generators(sender: object) -> type[RecordGenerator]:
    del sender
    return RecordGenerator


class GongshiPelican(Pelican):  # type: ignore[misc]
    """Named as PELICAN_CLASS in both settings files."""

    def __init__(self, settings: dict[str, Any]) -> None:
        speak_for_ourselves()
        self._wanted = list(settings.get("PLUGINS") or ())
        self._failed = False
        self._live = Path(settings["OUTPUT_PATH"])
        # What the last run read, for whoever wants more than its exit status.
        self.assembled: Assembled | None = None
        super().__init__(settings)

    def run(self) -> None:
        """One build. Raises NotWholeError when anything was held back (1), the settings are wrong (2), or nothing
        was published (3). SystemExit 130 on an interrupt, which Pelican's main() would turn into exit 0.
        """
        try:
            if self._failed:
                # Pelican's reload loop comes straight back after an exception; wait until somebody has saved a file.
                wait_for_changes("", self.settings)
            self._failed = True
            assembled = self._build()
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        except NotWholeError:
            raise
        except Exception as error:
            raise NotWholeError(f"生成时出错：{described(error)}；{NOTHING}", 3) from error
        if assembled.exit_code:
            raise NotWholeError("有记录被拦下，或者有缺陷待处理（见上）；其余已生成", assembled.exit_code)
        self._failed = False

    def _build(self) -> Assembled:
        self.refuse_wrong_settings()
        live = self._live.resolve()
        # Before the turn: what is wrong with the content is said at once.
        waiting = [self._sound((), frozenset())]

        def assemble(told: tuple[Finding, ...], refused: frozenset[str]) -> Assembled:
            return waiting.pop() if waiting else self._sound(told, refused)

        try:
            with turn(live, lambda: people.print("另一次生成正在进行，等它结束……")):
                assembled, verdict = settled(assemble, lambda now: self._into_staging(now, live))
        except ForeignFolderError:
            message = f"输出文件夹 {self._live.name} 里有不是本程序生成的文件，不敢覆盖；请换一个文件夹"
            raise NotWholeError(message, 2) from None
        except BusyError:
            raise NotWholeError(f"另一次生成一直没有结束；{NOTHING}", 3) from None
        if verdict.findings:
            self.assembled = replace(assembled, findings=ordered([*assembled.findings, *verdict.findings]))
            say(self.assembled, people)
            raise NotWholeError(f"要发布的文件里有不得公开的内容（见上）；{NOTHING}", 3)
        return assembled

    def assembled_for(self, told: tuple[Finding, ...], refused: frozenset[str]) -> Assembled:
        """Reads the content."""
        day, profile = _day(self.settings.get("GONGSHI_AS_OF")), self.settings.get("GONGSHI_PROFILE")
        self.assembled = assembled = assemble(Path(self.path), day, profile, Publishing(told, refused))
        return assembled

    def _sound(self, told: tuple[Finding, ...], refused: frozenset[str]) -> Assembled:
        assembled = self.assembled_for(told, refused)
        say(assembled, people)
        if assembled.stopped:
            raise NotWholeError(NOTHING, 3)
        return assembled

    def refuse_wrong_settings(self) -> None:
        """NotWholeError when something else than our generator would write, or past its checks."""
        plugins = self.settings["PLUGINS"]
        whole = "gongshi" in plugins and len(plugins) == len(self._wanted)
        if not whole or RecordGenerator not in self._get_generator_classes():
            loaded = "、".join(plugins) or "一个也没有"
            raise NotWholeError(f"插件没有全部载入（载入的有：{loaded}）；{NOTHING}", 3)
        opened = [name for name in CLOSED if self.settings.get(name)]
        if opened:
            message = f"设置 {'、'.join(opened)} 必须留空，否则内容会不经检查就发布；{NOTHING}"
            raise NotWholeError(message, 2)
        live = self._live.resolve()
        for name, place in (("内容", Path(self.path).resolve()), ("主题", Path(self.theme).resolve())):
            if live.is_relative_to(place) or place.is_relative_to(live):
                raise NotWholeError(f"输出文件夹不能在{name}文件夹里面，也不能包含它；{NOTHING}", 2)

    def _into_staging(self, assembled: Assembled, live: Path) -> Verdict:
        tree = new_staging(live)
        try:
            staging = Staging(tree, live if live.is_dir() else None)
            self.render(assembled, staging)
            verdict = look(tree, assembled.sound, Path(self.path), folder_of(Path(self.path)), staging.seals)
            if verdict.findings:
                discard(tree)
                return verdict
            make_live(tree, live)
        except BaseException:
            discard(tree)
            raise
        people.print(f"已生成 {self._live.name}/：{len(staging.files)} 个文件，有变化的 {staging.changed} 个")
        return verdict

    def render(self, assembled: Assembled, staging: Staging, beside: Path | None = None) -> None:
        """All files of the site into ``staging``, through Pelican. ``beside``: a folder for the page 更新中."""
        try:
            self.output_path = self.settings["OUTPUT_PATH"] = str(staging.root)
            self.settings[OUTCOME], self.settings[STAGING], self.settings[BESIDE] = assembled, staging, beside
            # Pelican would sum up its own articles, of which there are none.
            pelican_console.quiet = True
            with without_collections():
                super().run()
        finally:
            pelican_console.quiet = False
            self.output_path = self.settings["OUTPUT_PATH"] = str(self._live)
            self.settings[OUTCOME] = self.settings[STAGING] = self.settings[BESIDE] = None


def _day(wanted: object) -> date | None:
    try:
        return date.fromisoformat(str(wanted)) if wanted else None
    except ValueError:
        raise NotWholeError(f"基准日（AS_OF）“{wanted}”不是日期，应写成 2026-11-21；{NOTHING}", 2) from None


def base_settings() -> dict[str, Any]:
    """What both settings files start from: our class and theme, and Pelican's own content switched off."""
    speak_for_ourselves()
    return closed_settings(GongshiPelican)
