"""How a build that does not go all the way ends: an exit status, and words for people instead of a traceback."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from gongshi.causes import cause

NOTHING = "什么也没有发布，原来的网站没有动"
_LONGEST = 200
_TEMPLATES = (".html", ".xml")
# What these mean where a site is put in its place.
_MOUNTED = {
    errno.EBUSY: "输出文件夹正被占用，或者是挂载点；请把输出放到挂载点下面的一个文件夹里",
    errno.EXDEV: "输出文件夹是挂载点；请把输出放到挂载点下面的一个文件夹里",
}


class NotWholeError(Exception):
    """The end of a run that did not go all the way; ``exitcode`` is what Pelican exits with (DESIGN §8)."""

    def __init__(self, message: str, exitcode: int) -> None:
        super().__init__(message)
        self.exitcode = exitcode

    @property
    def why(self) -> str:
        """The message without its end: for those who go on and do something all the same."""
        return str(self).removesuffix(f"；{NOTHING}")


def described(error: BaseException) -> str:
    """One line for the clerk, with the place for the engineer: cause, file name, line."""
    if isinstance(error, OSError) and error.errno is not None:
        said = _MOUNTED.get(error.errno) or cause(error)
        return f"{said}（{Path(str(error.filename)).name}）" if error.filename else said
    if isinstance(error, MemoryError):
        return "内存不够"
    frames = traceback.extract_tb(error.__traceback__)
    # Jinja's frames bear the template's own name and line; what lies below them is Jinja's own code.
    templates = [frame for frame in frames if frame.filename.endswith(_TEMPLATES)]
    place = "".join(f"{Path(frame.filename).name} 第 {frame.lineno} 行，" for frame in (templates or frames)[-1:])
    said = " ".join(str(error).split())[:_LONGEST]
    return f"{place}{type(error).__name__}: {said}"
