"""Findings as forges and other machines read them: pure functions from findings to text, one module a format."""
