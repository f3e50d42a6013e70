"""One module a part of the site; each has ``build(press)``."""
