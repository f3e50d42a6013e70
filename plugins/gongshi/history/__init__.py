"""What git remembers of a content repository: when a record came in, what changed, what a revision held."""
