"""A browser page that remembers what went wrong on it: console, policy, foreign hosts, missing files."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# Asked inside the page: how far it is wider than its window, and what sticks out. What scrolls in a frame of its own may.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const framed = (node) => {
    for (let up = node.parentElement; up && up !== document.documentElement; up = up.parentElement)
      if (/auto|scroll|hidden/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const culprits = Array.from(document.body.querySelectorAll("*"))
    .filter((node) => node.getBoundingClientRect().right > width + 0.5 && !framed(node))
    .map((node) => node.tagName + "." + node.getAttribute("class") + " " + node.textContent.trim().slice(0, 30));
  return document.documentElement.scrollWidth + " > " + width + ": " + culprits.slice(0, 5).join(" | ");
}"""


class Watched:
    """A page and its faults. ``faults`` must stay empty on every page of the site."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("requestfailed", self._failed)

    def go(self, path: str) -> Page:
        """Opens another page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def overflow(self) -> str | None:
        """None when the page fits its window, else by how much it does not and what sticks out."""
        found = self.page.evaluate(OVERFLOW)
        return None if found is None else str(found)

    def _console(self, message: ConsoleMessage) -> None:
        # A breach of the Content-Security-Policy is an error on the console as well.
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.faults.append(f"asked another place: {request.url}")

    def _failed(self, request: Request) -> None:
        # Somebody who goes on to the next page does not wait for the icon of this one.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


# What the fixture ``visit`` gives: a path of the site, and how to look at it, to the page.
Open = Callable[..., Watched]
