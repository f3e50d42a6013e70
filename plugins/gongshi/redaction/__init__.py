"""What must not be seen: detectors over text and files, masks, the list of what must not appear."""

from __future__ import annotations

import platform
import re

_match = re.match("(?:ab?c)*+", "aca")
if _match is None or _match.span() != (0, 2):
    # CPython issue 106052: detectors would miss numbers, and some would never end.
    raise RuntimeError(f"Python {platform.python_version()} 的正则表达式有错，会漏掉号码；请换 3.11.5 或更新的 Python")
