"""How lists of risks are narrowed by their ratings."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from programmes.filters import StandingFilter
from registers.matrix import numbered
from registers.models.risks import RATINGS
from registers.queries.checks import CHECKS
from registers.queries.matrices import Matrices, matrices

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class RatingFilter(django_filters.ChoiceFilter):
    """Which rating the band, the likelihood and the impact are of. It narrows nothing by itself."""

    def __init__(self) -> None:
        choices = [("inherent", _("Before any response")), ("target", _("Aimed for"))]
        super().__init__(label=_("Rating"), choices=choices, empty_label=_("Now"))

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows


class CheckedStandingFilter(StandingFilter):
    """Also narrows to what somebody should look at: threats above the appetite, late givers."""

    def __init__(self, label: StrPromise) -> None:
        super().__init__()
        self.extra["choices"] = [*self.extra["choices"], ("check", label)]

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        if value != "check":
            return super().filter(rows, value)
        kind = getattr(rows.model, "instance_type", rows.model)
        return CHECKS[kind](rows, self.parent.moment)


def _rating(of: Any) -> str:
    asked = of.parent.form.cleaned_data.get("rating")
    return asked if asked in RATINGS else "current"


class OfMatrix(django_filters.ChoiceFilter):
    """A filter whose choices the matrices give; they are read once for a list."""

    def offered(self, found: Matrices) -> list[tuple[str, str]]:
        raise NotImplementedError

    @property
    def field(self) -> Any:
        self.extra["choices"] = self.offered(self.read(None))
        return super().field

    def read(self, moment: datetime | None) -> Matrices:
        kept: dict[Any, Matrices] = self.parent.__dict__.setdefault("matrices_read", {})
        if moment not in kept:
            kept[moment] = matrices(moment)
        return kept[moment]


class BandFilter(OfMatrix):
    """Narrows risks to those rated in a band, each by the matrix that rated it."""

    def __init__(self) -> None:
        super().__init__(label=_("Band"), choices=(), empty_label=_("Any"))

    def offered(self, found: Matrices) -> list[tuple[str, str]]:
        """The words of the bands of every matrix, the worst of the one in force first."""
        every = [found.current, *found.by_key.values()] if found.current else []
        labels = [band.label for scales in every if scales for band in reversed(scales.bands)]
        return [(label, label) for label in dict.fromkeys(labels)]

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        if not value:
            return rows
        score = f"{_rating(self)}_score"
        found = Q(pk__in=[])
        for key, scales in self.read(self.parent.moment).by_key.items():
            for band, above in zip(scales.bands, [*scales.bands[1:], None], strict=True):
                if band.label == value:
                    within = Q(matrix_id=key, **{f"{score}__gte": band.lowest})
                    within &= Q(**{f"{score}__lt": above.lowest}) if above else Q()
                    found |= within
        return rows.filter(found)


class StepFilter(OfMatrix):
    """Narrows risks to one step of a scale."""

    def __init__(self, scale: str, label: StrPromise) -> None:
        super().__init__(label=label, choices=(), empty_label=_("Any"))
        self.scale = scale

    def offered(self, found: Matrices) -> list[tuple[str, str]]:
        if found.current is None:
            return []
        is_likelihood = self.scale == "likelihood"
        steps = found.current.likelihoods if is_likelihood else found.current.impacts
        return [(str(place), numbered(steps, place)) for place in range(1, len(steps) + 1)]

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(**{f"{_rating(self)}_{self.scale}": value}) if value else rows
