"""Runs a piece of JavaScript in Node against the theme's search module, as a browser would load it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

MODULE = Path(__file__).parents[2] / "themes" / "gongshi" / "static" / "search.js"


def node() -> str:
    """The path of Node; without it the test is skipped, unless this machine is meant to have it."""
    found = shutil.which("node")
    if found is None and os.environ.get("GONGSHI_NEED_BROWSER") == "1":
        pytest.fail("search tests need node on the path")
    if found is None:
        pytest.skip("search tests need node on the path")
    return found


def run(code: str, given: object = None, timeout: float = 120) -> Any:
    """What ``code`` returns: the body of an async function that sees ``given`` and ``module`` (search.js)."""
    program = f"""
      import * as module from {json.dumps(MODULE.as_uri())};
      import {{ readFileSync }} from "node:fs";
      const given = JSON.parse(readFileSync(0, "utf-8"));
      const result = await (async () => {{ {code} }})();
      process.stdout.write(JSON.stringify(result === undefined ? null : result));
    """
    done = subprocess.run(
        [node(), "--input-type=module", "--eval", program],
        input=json.dumps(given), capture_output=True, encoding="utf-8", timeout=timeout, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
