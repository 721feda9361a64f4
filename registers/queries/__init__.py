"""Registers as other apps read them."""

from registers.queries.actions import open_actions

__all__ = ["open_actions"]
