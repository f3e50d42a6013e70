"""What decides besides the records: the day, the rules, the working days, the days on which records were first public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongshi.calendars import WorkingCalendar
from gongshi.findings import Finding
from gongshi.profiles import Profile, ProfileError
from gongshi.records.site import Site
from gongshi.source.load import SITE_FILE

# Where a bureau may put notices and rules of its own, below the content folder.
CALENDARS, PROFILES = "calendars", "profiles"


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides besides the records: the day, the rules of each organ, the working days, the recorded days of first publication."""

    as_of: date
    calendar: WorkingCalendar
    default: Profile
    by_entity: Mapping[str, Profile]
    first_published: Mapping[str, date]

    @property
    def looks_back(self) -> bool:
        """True when records were first published after ``as_of``: the site is shown as of an earlier day."""
        return any(day > self.as_of for day in self.first_published.values())

    def profile_of(self, entity: str) -> Profile:
        """The rules that an organ follows."""
        return self.by_entity.get(entity, self.default)


def setting_of(content: Path, site: Site, as_of: date, profile: str | None, first: Mapping[str, date]) -> Setting:
    """The setting of a site below ``content``; ``profile`` names a profile, or a profile file, in place of the site's.

    Raises ProfileError and CalendarError.
    """
    calendars = [content / CALENDARS] if (content / CALENDARS).is_dir() else []
    folders = [content / PROFILES] if (content / PROFILES).is_dir() else []
    name = profile or site.profile
    if profile and profile.endswith((".yaml", ".yml")):
        folders = [*folders, Path(profile).parent]
        name = Path(profile).stem
    try:
        default = Profile.load(name, site.overrides, folders)
    except ProfileError as error:
        raise (ProfileError(_as_asked(profile, error.findings)) if profile else error) from None
    by_entity = {
        entry.id: Profile.load(entry.profile, site.overrides, folders) for entry in site.roster if entry.profile
    }
    return Setting(as_of, WorkingCalendar.load(site.calendars, calendars), default, by_entity, first)


def _as_asked(profile: str, findings: Iterable[Finding]) -> list[Finding]:
    """What is wrong with a profile that somebody asked for is no fault of the site file."""
    if profile.endswith((".yaml", ".yml")) and not Path(profile).is_file():
        return [
            replace(finding, file="", line=0, message=f"--profile：没有文件“{profile}”", fix="") for finding in findings
        ]
    return [
        replace(
            finding,
            file="",
            message=f"--profile：{finding.message}",
            fix=finding.fix.replace("规则配置: ", "--profile "),
        )
        if finding.file == SITE_FILE
        else finding
        for finding in findings
    ]
