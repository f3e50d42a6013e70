"""Gongshi: a county's enforcement-publicity website out of a folder of YAML and Markdown."""

__version__ = "0.1.0"


def register() -> None:
    """Called by Pelican when it loads the plugin."""
    from gongshi.site.pelican import connect

    connect()
