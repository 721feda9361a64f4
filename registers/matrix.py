"""What a risk matrix says: its scales, its bands and its appetite, read from its texts.

Each line of a scale is a label, from the lowest on; a percentage may follow it. Each line of the
bands is a word, the lowest score in it, and its colour. A score is likelihood times impact."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST, MOST = 2, 10
TONES = ("green", "yellow", "amber", "red", "blue", "purple", "grey")
PERCENT = re.compile(r"^(.*?)\s*[,:;]?\s*(\d{1,3}(?:\.\d+)?)\s*%$")

Step = tuple[str, Decimal | None]
Line = TypeVar("Line")


@dataclass(frozen=True)
class Band:
    """Scores from `lowest` up to where the next band begins."""

    label: str
    lowest: int
    tone: str


@dataclass(frozen=True)
class Scales:
    """A matrix as code uses it; scores count from 1."""

    likelihoods: tuple[Step, ...]
    impacts: tuple[Step, ...]
    bands: tuple[Band, ...]
    appetite: int
    axis_order: str

    @property
    def size(self) -> tuple[int, int]:
        return len(self.likelihoods), len(self.impacts)

    def holds(self, likelihood: int, impact: int) -> bool:
        return 1 <= likelihood <= len(self.likelihoods) and 1 <= impact <= len(self.impacts)

    def band(self, score: int) -> Band:
        return [band for band in self.bands if band.lowest <= score][-1]

    def rating(self, likelihood: int | None, impact: int | None) -> str:
        """12 High; empty for what is not rated."""
        if likelihood is None or impact is None:
            return ""
        score = likelihood * impact
        return _("%(score)d %(band)s") % {"score": score, "band": self.band(score).label}

    def in_full(self, likelihood: int | None, impact: int | None) -> str:
        """4 Likely × 3 Serious = 12 High."""
        if likelihood is None or impact is None:
            return ""
        return _("%(likelihood)s × %(impact)s = %(rating)s") % {
            "likelihood": numbered(self.likelihoods, likelihood),
            "impact": numbered(self.impacts, impact),
            "rating": self.rating(likelihood, impact),
        }

    def percent(self, likelihood: int) -> Decimal | None:
        return self.likelihoods[likelihood - 1][1]


def numbered(steps: tuple[Step, ...], place: int) -> str:
    """4 Likely."""
    return f"{place} {steps[place - 1][0]}"


def scales_of(matrix: Any) -> Scales:
    """A matrix, or a version of one, as code uses it. Raises ValidationError for each field that
    makes no sense."""
    names = ("likelihoods", "impacts", "bands", "appetite", "axis_order")
    return _read(*(getattr(matrix, name) for name in names))


@lru_cache(maxsize=64)
def _read(likelihoods: str, impacts: str, bands: str, appetite: int, axis_order: str) -> Scales:
    errors: dict[str, str] = {}

    def read(name: str, reader: Callable[..., Line], *given: Any) -> Line | None:
        try:
            return reader(*given)
        except ValueError as error:
            errors[name] = str(error)
            return None

    first = read("likelihoods", _steps, likelihoods)
    second = read("impacts", _steps, impacts)
    if second and any(percent is not None for _label, percent in second):
        errors["impacts"] = _("Only likelihoods have percentages.")
    highest = len(first or ()) * len(second or ())
    in_bands = read("bands", _bands, bands, highest) if highest else ()
    if highest and not 0 <= (appetite or 0) <= highest:
        facts = {"highest": highest}
        errors["appetite"] = _("The appetite is at most the highest score, %(highest)d.") % facts
    if errors:
        raise ValidationError(errors)
    return Scales(first or (), second or (), in_bands or (), appetite or 0, axis_order)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _steps(text: str) -> tuple[Step, ...]:
    steps = tuple(_step(line) for line in _lines(text))
    if not FEWEST <= len(steps) <= MOST:
        facts = {"fewest": FEWEST, "most": MOST, "count": len(steps)}
        sentence = _("A scale has from %(fewest)d to %(most)d steps, one a line, not %(count)d.")
        raise ValueError(sentence % facts)
    labels = [label.casefold() for label, _percent in steps]
    if "" in labels or len(set(labels)) < len(labels):
        raise ValueError(_("Give each step a word of its own."))
    return steps


def _step(line: str) -> Step:
    match = PERCENT.match(line)
    if not match:
        return line, None
    percent = Decimal(match[2])
    if percent > 100:
        raise ValueError(_("A likelihood is at most 100%."))
    return match[1].strip(), percent


def _bands(text: str, highest: int) -> tuple[Band, ...]:
    bands = tuple(_band(line) for line in _lines(text))
    cuts = [band.lowest for band in bands]
    if not bands or cuts[0] != 1:
        raise ValueError(_("The first band begins at a score of 1."))
    if cuts != sorted(set(cuts)) or cuts[-1] > highest:
        sentence = _("Each band begins above the one before it, and at most at %(highest)d.")
        raise ValueError(sentence % {"highest": highest})
    return bands


def _band(line: str) -> Band:
    label, *rest = (part.strip() for part in line.rsplit(",", 2))
    if len(rest) != 2 or not label or not re.fullmatch(r"\d{1,3}", rest[0], re.ASCII):
        sentence = _("Write a band as its word, its lowest score and its colour: High, 15, red")
        raise ValueError(sentence)
    if rest[1].lower() not in TONES:
        facts = {"tone": rest[1][:40], "tones": ", ".join(TONES)}
        raise ValueError(_("“%(tone)s” is not a colour here. There are: %(tones)s.") % facts)
    return Band(label, int(rest[0]), rest[1].lower())
