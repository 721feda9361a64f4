"""How risks are told where two moments are compared: by their ratings first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.comparison import Group, Tone, by_fields, together
from registers.choices import RATING_NAMES, RiskKind
from registers.models import Risk
from registers.models.risks import SCORES

RISKS = Group("risk", 40, gettext_lazy("Risks"), is_internal=True)
OTHERS = [
    f.name
    for f in Risk._meta.concrete_fields
    if not f.primary_key and (f.editable or f.name == "state") and f.name not in SCORES
]


def say_risk(old: Any, new: Any) -> tuple[str, Tone]:
    """“now 16 to 12; Open to Accepted”. A threat that grows is worse, an opportunity better."""
    said, tone = by_fields(OTHERS)(old, new)
    before, after = (_score(row, "current") for row in (old, new))
    ratings = (
        _became(_score(old, rating), _score(new, rating), str(label))
        for rating, label in RATING_NAMES.items()
    )
    if before and after and before != after:
        is_better = (after < before) == (new.kind == RiskKind.THREAT)
        tone = Tone.BETTER if is_better else Tone.WORSE
    return together(*ratings, said), tone


def _score(row: Any, rating: str) -> int | None:
    likelihood, impact = (getattr(row, f"{rating}_{s}") for s in ("likelihood", "impact"))
    return None if likelihood is None or impact is None else likelihood * impact


def _became(old: int | None, new: int | None, label: str) -> str:
    if old == new:
        return ""
    facts = {"rating": label.lower(), "old": old, "new": new}
    if old is None:
        return _("%(rating)s rated %(new)s") % facts
    if new is None:
        return _("%(rating)s no longer rated, was %(old)s") % facts
    return _("%(rating)s %(old)s to %(new)s") % facts
