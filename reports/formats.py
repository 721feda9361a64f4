"""The committee report that a new paper starts from, and the clearances that it needs. Later issues
make formats data."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from people.choices import Role
from reports.choices import HeadingLevel


@dataclass(frozen=True)
class FormatSection:
    key: str
    heading: str
    level: str
    body: str


MAIN, SUB = HeadingLevel.MAIN, HeadingLevel.SUB

STANDARD = (
    FormatSection("purpose", _("Purpose of the Report"), MAIN, ""),
    FormatSection(
        "information",
        _("Information and Advice"),
        MAIN,
        _(
            "The programme works towards this vision:\n[vision]\n\n"
            "These principles guide it:\n[principles]\n\n"
            "This is how it is governed:\n[board]"
        ),
    ),
    FormatSection(
        "projects",
        _("Projects within the Programme"),
        SUB,
        _("Each project of the programme is summarised below.\n[projects]"),
    ),
    FormatSection("next-steps", _("Next Steps"), SUB, ""),
    FormatSection("other-options", _("Other Options Considered"), SUB, ""),
    FormatSection("reasons", _("Reason/s for Recommendation/s"), SUB, ""),
    FormatSection("statutory", _("Statutory and Policy Implications"), SUB, ""),
)


@dataclass(frozen=True)
class ClearanceKind:
    """A clearance that a format names: its heading in print and the roles that give it.

    A paper lacks one that is needed until it is given. Those that are `by_two` come from different
    people.
    """

    key: str
    heading: str
    roles: tuple[Role, ...]
    is_needed: bool = True
    by_two: bool = True


CLEARANCES = (
    ClearanceKind("constitutional", _("Constitutional Comments"), (Role.LEGAL_OFFICER,)),
    ClearanceKind("financial", _("Financial Comments"), (Role.FINANCE_OFFICER,)),
    ClearanceKind(
        "owner",
        _("Comments of the Senior Responsible Owner"),
        (Role.SENIOR_RESPONSIBLE_OWNER,),
        is_needed=False,
        by_two=False,
    ),
)
"""In the order of print."""


def clearance_kind(key: str) -> ClearanceKind:
    """The kind of a key, which `choices` has offered."""
    return next(kind for kind in CLEARANCES if kind.key == key)


def clearance_choices() -> list[tuple[str, str]]:
    """The kinds that a paper may be cleared in, with their words."""
    return [(kind.key, gettext(kind.heading)) for kind in CLEARANCES]
