"""What a board member reads first: how a programme stands, in at most three sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.queries.programme import Dashboard
from programmes.choices import Rag
from projects.queries import MilestoneRow
from values import words


def headline(found: Dashboard) -> list[str]:
    """The ratings, the milestone that slips most, and the savings that nobody has found; whatever
    has nothing to tell is left out."""
    said = [ratings(s.rag for s in found.standings), slip(found.slipped), savings(found)]
    return [sentence for sentence in said if sentence]


def ratings(rags: Iterable[str]) -> str:
    """2 of 9 projects are red; 3 are amber. The worst rating comes first."""
    rated = list(rags)
    if not rated:
        return ""
    red, amber = rated.count(Rag.RED.value), rated.count(Rag.AMBER.value)
    facts = {"red": red, "amber": amber, "all": len(rated), "unrated": rated.count("")}
    if red:
        first = ngettext(
            "%(red)d of %(all)d projects is red", "%(red)d of %(all)d projects are red", red
        )
        rest = ngettext("; %(amber)d is amber.", "; %(amber)d are amber.", amber) if amber else "."
        return (first + rest) % facts
    if amber:
        return (
            ngettext(
                "No project is red; %(amber)d of %(all)d is amber.",
                "No project is red; %(amber)d of %(all)d are amber.",
                amber,
            )
            % facts
        )
    if facts["unrated"] == len(rated):
        return _("No project has been rated yet.")
    if facts["unrated"]:
        sentence = ngettext(
            "No project is red or amber; %(unrated)d of %(all)d has no rating.",
            "No project is red or amber; %(unrated)d of %(all)d have no rating.",
            facts["unrated"],
        )
        return sentence % facts
    return _("Every project is green.")


def slip(slipped: Iterable[MilestoneRow]) -> str:
    """Slips worst: “Hub opens” (Safeguarding Hub), to March 2027, 121 days later than agreed."""
    worst = max(slipped, key=lambda row: row.slip_days or 0, default=None)
    if worst is None:
        return ""
    expected = worst.forecast or worst.baseline
    facts = {
        "title": worst.title,
        "of": "" if worst.project_id is None else _(" of %(project)s") % {"project": worst.scope},
        "when": words.when(expected),
        "slip": worst.slip_words,
    }
    return _("Slips most: “%(title)s”%(of)s, to %(when)s (%(slip)s).") % facts


def savings(found: Dashboard) -> str:
    """£375k of savings is still to be found."""
    return to_be_found(sum(line.still_to_find_pence or 0 for line in found.savings))


def to_be_found(pence: int) -> str:
    if pence <= 0:
        return ""
    return _("%(much)s of savings is still to be found.") % {"much": words.thousands(pence)}


def reported(newest: date | None, old: int) -> str:
    """Reports to 27 November; one is old."""
    if newest is None:
        return ""
    facts = {"day": words.day(newest), "old": old}
    if not old:
        return _("Reports to %(day)s, none of them old.") % facts
    sentence = ngettext(
        "Reports to %(day)s; %(old)d project last reported more than 8 weeks ago.",
        "Reports to %(day)s; %(old)d projects last reported more than 8 weeks ago.",
        old,
    )
    return sentence % facts
