"""`python tests/history/sample_store.py`: refreshes content/release as if the sample county had been published on its day.

Days of first publication stay; a sample record that is new gets the day of the site file (make it earlier by hand, once,
before the first refresh: the sample's past is invented as well).
"""

from __future__ import annotations

from pathlib import Path

from gongshi.assembly import assemble
from gongshi.history.past import tellings
from gongshi.release.seal import seal
from gongshi.release.store import Store, read_store

CONTENT = Path(__file__).parents[2] / "content"


def refresh(content: Path) -> Store:
    """Seals what ``content`` tells on the day of its site file. SystemExit when a gate stops everything."""
    assembled = assemble(content)
    if assembled.stopped:
        raise SystemExit("\n".join(f"{f.file}: {f.message}" for f in assembled.findings if f.stops_everything))
    told, pulled = tellings(assembled.sound, read_store(content), content)
    return seal(content, told, assembled.sound.setting.as_of, pulled)


if __name__ == "__main__":
    print(len(refresh(CONTENT).entries), "records")
