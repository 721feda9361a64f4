"""What a programme is for, as a paper prints it: its benefits, and how they come about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.choices import BenefitKind
from benefits.queries import BenefitRow, benefit_rows, ways
from documents.content import LiveContent, TableContent
from documents.tree import Column, Table
from records.blocks import About, Block, Choices, Some
from values import words

COLUMNS = {
    "benefit": gettext_lazy("Benefit"),
    "kind": gettext_lazy("Kind"),
    "owner": gettext_lazy("Owner"),
    "arrives": gettext_lazy("When it arrives"),
    "measured": gettext_lazy("How and by whom it is measured"),
    "who": gettext_lazy("Who benefits"),
    "assumptions": gettext_lazy("Assumptions"),
    "review": gettext_lazy("Next review"),
    "standing": gettext_lazy("Finance and hand-over"),
}


def benefits_of(about: About) -> list[BenefitRow]:
    return about.once("benefits", lambda: benefit_rows(about.programme_ids, about.moment))


class ProfileChoices(Choices):
    kinds = Some(
        gettext_lazy("Which kinds"),
        lambda about: BenefitKind.choices,
        help_text=gettext_lazy("All of them when none is chosen."),
    )
    columns = Some(
        gettext_lazy("Columns"),
        lambda about: list(COLUMNS.items()),
        initial=["benefit", "kind", "owner", "arrives", "measured", "review"],
    )


class Profiles(Block):
    """Benefits, each with its owner, when it arrives, how it is measured and when it is reviewed.
    Choose kinds to print dis-benefits apart."""

    name, label = "benefit-profiles", gettext_lazy("Benefits and their owners")
    form = ProfileChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        kinds = chosen["kinds"]
        rows = [row for row in benefits_of(about) if not kinds or row.kind in kinds]
        cells = [_cells(row) for row in rows]
        only_bad = kinds == [BenefitKind.DIS_BENEFIT]
        table = Table(
            caption=_("Dis-benefits") if only_bad else _("Benefits"),
            columns=tuple(Column(str(COLUMNS[key])) for key in chosen["columns"]),
            rows=tuple(tuple(row[key] for key in chosen["columns"]) for row in cells),
        )
        return TableContent(table, nil=_("None have been set."))


def _cells(row: BenefitRow) -> dict[str, str]:
    return {
        "benefit": row.title,
        "kind": row.kind_words,
        "owner": row.owner_name or _("Nobody yet"),
        "arrives": row.arrives_words or words.NOTHING,
        "measured": row.measured_how or words.NOTHING,
        "who": row.beneficiaries or words.NOTHING,
        "assumptions": row.assumptions or words.NOTHING,
        "review": words.day(row.review_on) if row.review_on else words.NOTHING,
        "standing": row.standing_words or words.NOTHING,
    }


class Ways(Block):
    """From what projects hand over to what can be done with it, what is different because of that,
    and the benefit and objective that it serves."""

    name, label = "benefit-ways", gettext_lazy("From outputs to objectives")

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        table = Table(
            caption=_("From outputs to objectives"),
            columns=tuple(
                Column(str(label))
                for label in (
                    _("Output"), _("Capability"), _("Outcome"), _("Benefit"), _("Objective"),
                )
            ),
            rows=tuple(
                tuple(
                    cell or words.NOTHING
                    for cell in (
                        row.output, row.capability, row.outcome, row.benefit, row.objective_words,
                    )
                )
                for row in ways(benefits_of(about))
            ),
        )  # fmt: skip
        return TableContent(table, nil=_("No benefits have been set."))
