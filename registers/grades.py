"""The words of a scale of judgements."""

from __future__ import annotations

from collections.abc import Iterable


def grades_of(text: str) -> list[str]:
    """Each line of a scale, the best first."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def grade_meant(typed: str, grades: Iterable[str]) -> str | None:
    """The grade that somebody typed, however they wrote it; None when it is none of these."""
    same = (grade for grade in grades if grade.casefold() == " ".join(typed.split()).casefold())
    return next(same, None)
