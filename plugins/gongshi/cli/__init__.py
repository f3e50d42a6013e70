"""The ``gongshi`` command: parse, call, print."""

from __future__ import annotations

from gongshi.cli.main import main, program

__all__ = ["main", "program"]
