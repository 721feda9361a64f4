"""Gate reviews, which nobody vets who submitted them, checked again when two people turn out to be
one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from governance.choices import GateState
from governance.models import GateReview
from people.succession.rules_of_two import Pair, Void


def reviews_vetted_by_their_submitter(pair: Pair) -> Iterator[Void]:
    """Those that wait for the board go back to the programme's team. A decision stands."""
    vetted = GateReview.objects.select_for_update(of=("self",)).filter(
        state=GateState.VETTED, submitted_by__in=pair.ids, vetted_by__in=pair.ids
    )
    for review in vetted.order_by("id"):
        why = _("%(who)s are one person, who submitted it.") % {"who": pair}
        undone = {"state": GateState.SUBMITTED, "vetted_at": None, "vetted_by": None}
        yield Void(review, undone, why)
