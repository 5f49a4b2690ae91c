"""Expressions of time: what days a question or an article means."""
