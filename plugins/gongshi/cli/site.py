"""Building from the command line, through the same Pelican class as ``pelican -s``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from pelican.settings import read_settings

from gongshi.assembly import Assembled
from gongshi.site.failure import NOTHING, NotWholeError, described
from gongshi.site.pelican import GongshiPelican, base_settings


@dataclass(frozen=True, slots=True)
class Job:
    """What to build, from where, to where, for which day."""

    content: Path
    output: Path
    settings: Path
    as_of: date | None = None
    profile: str | None = None

    def pelican(self) -> GongshiPelican:
        """Pelican with the site's settings file, or with our defaults where there is none. Raises NotWholeError."""
        if not self.content.is_dir():
            raise NotWholeError(f"没有内容文件夹“{self.content.name}”；{NOTHING}", 3)
        chosen: dict[str, Any] = {"PATH": str(self.content.resolve()), "OUTPUT_PATH": str(self.output.absolute())}
        # What was not asked for is left to the settings file.
        if self.as_of:
            chosen["GONGSHI_AS_OF"] = self.as_of.isoformat()
        if self.profile:
            chosen["GONGSHI_PROFILE"] = self.profile
        try:
            if self.settings.is_file():
                return GongshiPelican(read_settings(str(self.settings), override=chosen))
            return GongshiPelican(read_settings(None, override={**base_settings(), **chosen}))
        except (Exception, SystemExit) as error:
            raise NotWholeError(f"设置文件 {self.settings.name} 用不了：{described(error)}；{NOTHING}", 3) from error


def run_build(job: Job) -> tuple[int, Assembled | None]:
    """Builds once; returns the exit status of DESIGN §8, and what was read when it came so far."""
    pelican: GongshiPelican | None = None
    try:
        pelican = job.pelican()
        pelican.run()
    except NotWholeError as error:
        click.echo(str(error), err=True)
        return error.exitcode, pelican.assembled if pelican else None
    return 0, pelican.assembled
