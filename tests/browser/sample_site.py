"""The sample county built once and served below a portal's path, and the Chromium that looks at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from gongshi.paper import chromium

REPOSITORY = Path(__file__).parents[2]
AS_OF = "2026-11-21"
# Noon in Shanghai on that day: every page is looked at by this clock, so that the sample never lapses by itself.
NOON = f"{AS_OF}T04:00:00Z"
MOUNT = "/portal/xzzf/"
WIDTHS = (320, 360, 768, 1280)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

# One page of every kind, by what it is; decisions several times, since their states and parties look different.
KINDS = {
    "home": "index.html",
    "decisions": "decisions/index.html",
    "decisions-year": "decisions/2026/index.html",
    "decisions-month": "decisions/2026/05.html",
    "decisions-kind": "decisions/kind-penalty/index.html",
    "decisions-organ": "decisions/organ-qinghe-nyncj/index.html",
    "decisions-organ-month": "decisions/organ-qinghe-nyncj/2026-04.html",
    "decisions-organ-year": "decisions/organ-qinghe-nyncj/2026.html",
    "decisions-kind-organ": "decisions/kind-penalty-qinghe-nyncj/index.html",
    "decisions-none": "decisions/organ-qinghe-dongzhen/index.html",
    "decision": "decisions/nyncj-cf-2026-001.html",
    "decision-corrected": "decisions/nyncj-cf-2026-012.html",
    "decision-major": "decisions/scjgj-cf-2026-036.html",
    "decision-soon": "decisions/lycyj-cf-2025-061.html",
    "decision-bilingual": "decisions/nyncj-cf-2026-013.html",
    "decision-two-parties": "decisions/scjgj-cj-2025-054.html",
    "decision-batch": "decisions/nyncj-jf-2025-032.html",
    "decision-licence": "decisions/nyncj-xk-2026-026.html",
    "decision-restored": "decisions/scjgj-cf-2025-081.html",
    "tombstone": "decisions/nyncj-cf-2025-019.html",
    "withdrawn": "withdrawn/index.html",
    "entities": "entities/index.html",
    "entity": "entities/qinghe-nyncj.html",
    "officers": "officers/index.html",
    "officer": "officers/65990001.html",
    "officer-suspended": "officers/65990023.html",
    "lookup": "officers/check/index.html",
    "lookup-answer": "officers/check/index.html?no=65990001",
    "items-index": "items/index.html",
    "items": "items/qinghe-nyncj.html",
    "item": "items/ny-cf-001.html",
    "powers": "powers/qinghe-scjgj.html",
    "flows": "flows/index.html",
    "flow": "flows/flow-penalty.html",
    "flow-simple": "flows/flow-simple.html",
    "guides": "guides/index.html",
    "guide": "guides/guide-epidemic.html",
    "discretion": "discretion/qinghe-scjgj.html",
    "random-items": "random-items/qinghe-scjgj.html",
    "random-plan": "random-plans/qinghe-scjgj-2026.html",
    "inspection-items": "inspection-items/qinghe-nyncj.html",
    "recordings": "recordings/qinghe-nyncj.html",
    "review-catalogue": "review-catalogues/qinghe-scjgj.html",
    "forms": "forms/qinghe-scjgj.html",
    "policies": "policies/index.html",
    "policy": "policies/withdrawal.html",
    "boards": "boards/index.html",
    "board": "boards/board-12.html",
    "random-results": "random-results/index.html",
    "random-result": "random-results/scjgj-jc-2026-052.html",
    "annual-reports": "annual-reports/index.html",
    "annual-report": "annual-reports/swtzj-2025.html",
    "rules": "rules.html",
    "search": "search/index.html",
    "search-found": "search/index.html?q=%E7%A7%8D%E5%AD%90",
    "before": "before/index.html",
    "process": "process/index.html",
    "after": "after/index.html",
    "openness": "openness.html",
    "disclosure-index": "disclosure/index.html",
    "disclosure": "disclosure/qinghe-nyncj.html",
    "glossary": "glossary.html",
    "accessibility": "accessibility.html",
    "sitemap": "sitemap.html",
    "404": "404.html",
}


def missing() -> str:
    """What of the browser's needs is not there, in words; nothing when all is."""
    if chromium.browser() is None:
        return "no Chromium on the path"
    lister = shutil.which("fc-list")
    if lister is None:
        return "no fc-list, so it cannot be told whether there is a Chinese font"
    fonts = subprocess.run([lister, ":lang=zh", "family"], capture_output=True, check=False).stdout
    return "" if fonts.strip() else "no font with Chinese characters"


def build_sample(folder: Path) -> Path:
    """The site of content/ for AS_OF in ``folder``/site, told that it lives below MOUNT. RuntimeError when there is none."""
    content, output = folder / "content", folder / "site"
    shutil.copytree(REPOSITORY / "content", content)
    file = content / "site.yaml"
    moved = re.sub(
        r"^(网址: https://[^/\s]+).*$", rf"\1{MOUNT.rstrip('/')}", file.read_text(encoding="utf-8"), flags=re.M
    )
    file.write_text(moved, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "AS_OF"}
    command = [sys.executable, "-m", "gongshi", "build", "--as-of", AS_OF]
    command += ["--content", str(content), "--output", str(output)]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    # 1: a record is held back or a flaw is open; the site is there all the same.
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the sample county was not built (exit {done.returncode}): {done.stderr}")
    return output


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serves ``site`` below MOUNT, as a portal mounts it; nothing else is found. Yields its address."""

    class Portal(SimpleHTTPRequestHandler):
        """Files below the mount point only, quietly."""

        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            if not path.startswith(MOUNT):
                return str(site / "outside the mount point")
            return super().translate_path("/" + path.removeprefix(MOUNT))

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            page = (site / "404.html").read_bytes()
            self.send_response(HTTPStatus(code))
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the tests watch the requests themselves."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *request: Portal(*request, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{MOUNT}"
    finally:
        server.shutdown()
        server.server_close()
