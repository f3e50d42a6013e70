"""Development settings: `make html`, `make serve`, `pelican -s pelicanconf.py`.

The import is deliberate: without the plugin this file fails to load, so nothing can be published past its checks.
"""

import os

from gongshi.site.pelican import base_settings

globals().update(base_settings())

SITEURL = "http://127.0.0.1:8000"
GONGSHI_AS_OF = os.environ.get("AS_OF") or None
