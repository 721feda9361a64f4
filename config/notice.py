"""The demonstration's notice on its first page."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.change_sets import SYSTEM_ID
from audit.history import history_model
from people.models import Person

FOUNDED_IN = 2009


def notice(years: int) -> str:
    """The sentence for a demonstration whose dates have moved by a number of years."""
    start = _("This is a demonstration. The council and its people are invented;")
    if not years:
        return start + " " + _("the programmes follow real ones of 2009 to 2012.")
    moved = ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    end = _("the programmes follow real ones of 2009 to 2012, with all dates moved by %(years)s.")
    return start + " " + end % {"years": moved}


def demo_notice() -> str:
    """The sentence for this installation; empty if no demonstration is loaded. One query, by key,
    and none outside the demonstration's settings. The years come from the first entry of the
    history, which nobody can edit."""
    if not settings.DEMO:
        return ""
    founded = (
        history_model(Person)
        .objects.filter(id=SYSTEM_ID, is_loaded=True)
        .order_by("history_date", "history_id")
        .values_list("history_date", flat=True)
        .first()
    )
    return notice(founded.year - FOUNDED_IN) if founded else ""
