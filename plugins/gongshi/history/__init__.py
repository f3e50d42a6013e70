"""The time before today: what git remembers of a content repository, and what the public was told."""
