"""What a test says at the end of the run."""

from collections.abc import Callable

Show = Callable[[str], None]
"""The fixture `show`: takes a line."""
