"""All PDFs that are made on the spot, each on its shelf."""

from __future__ import annotations

import pdf_clean
import pdf_remains
import pdf_scans
import pdf_tricks
from pdf_making import CLEAN, SECRET, TRICKS, drawn, edited
from pdf_scans import scanned

__all__ = [
    "CLEAN",
    "SECRET",
    "TRICKS",
    "drawn",
    "edited",
    "pdf_clean",
    "pdf_remains",
    "pdf_scans",
    "pdf_tricks",
    "scanned",
]
