"""Production settings: absolute addresses come from 网址 in content/site.yaml."""

import os

from gongshi.site.pelican import base_settings

globals().update(base_settings())

SITEURL = ""
GONGSHI_AS_OF = os.environ.get("AS_OF") or None
