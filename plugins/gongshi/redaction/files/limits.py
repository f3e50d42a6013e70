"""How large a file, and what it holds, may be; beyond, an audit has no end that one could wait for."""

from __future__ import annotations

LARGEST_FILE = 20 * 1024 * 1024  # bytes
# The child that audits: seconds on the clock, seconds of one core, bytes of address space.
WALL_SECONDS = 90
CPU_SECONDS = 80
MEMORY = 3 * 1024**3
# PDF
PAGES = 300
OBJECTS = 200_000
OPERATORS = 400_000  # of one page, forms unrolled once
DEPTH = 12  # forms within forms
DRAWN = 2_000_000  # objects drawn on one page, forms unrolled as often as they are used
CHARACTERS = 3_000_000  # of one file
INFLATED = 64 * 1024 * 1024  # one stream, decoded, bytes
# Zip
ENTRIES = 2_000
UNPACKED = 200 * 1024 * 1024  # bytes
RATIO = 200  # of an entry that unpacks to more than a megabyte
CELLS = 1_000_000
# Images
PIXELS = 60_000_000
