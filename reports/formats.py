"""The committee report that a new paper starts from. Later issues make formats data."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

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
            "These principles guide it:\n[principles]\n\n{board}"
        ),
    ),
    FormatSection(
        "projects",
        _("Projects within the Programme"),
        SUB,
        _("The programme has {projects count} projects. Each is summarised below.\n[projects]"),
    ),
    FormatSection("next-steps", _("Next Steps"), SUB, ""),
    FormatSection("other-options", _("Other Options Considered"), SUB, ""),
    FormatSection("reasons", _("Reason/s for Recommendation/s"), SUB, ""),
    FormatSection("statutory", _("Statutory and Policy Implications"), SUB, ""),
)
