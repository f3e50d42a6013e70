"""Search: what is searched in visible records, the index that a reader's browser searches, and how to read it back."""
