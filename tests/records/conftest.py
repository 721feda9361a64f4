"""Fixtures of these tests."""

from tests.committed import committed

__all__ = ["committed"]
