"""Gongshi: a county's enforcement-publicity website out of a folder of YAML and Markdown."""

__version__ = "0.1.0"
