"""Runs a piece of JavaScript in Node against the theme's search module, as a browser would load it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from needed import program

MODULE = Path(__file__).parents[2] / "themes" / "gongshi" / "static" / "search.js"


def run(code: str, given: object = None, timeout: float = 120) -> Any:
    """What ``code`` returns: the body of an async function that sees ``given`` and ``module`` (search.js)."""
    wanted = f"""
      import * as module from {json.dumps(MODULE.as_uri())};
      import {{ readFileSync }} from "node:fs";
      const given = JSON.parse(readFileSync(0, "utf-8"));
      const result = await (async () => {{ {code} }})();
      process.stdout.write(JSON.stringify(result === undefined ? null : result));
    """
    done = subprocess.run(
        [program("node"), "--input-type=module", "--eval", wanted],
        input=json.dumps(given), capture_output=True, encoding="utf-8", timeout=timeout, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
