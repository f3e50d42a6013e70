"""Two revisions of a content repository → what the change between them makes public, in words that need no YAML."""
