"""From what projects hand over to what a programme is for, as one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benefits.queries.measures import BenefitRow


@dataclass(frozen=True)
class WayRow:
    """A line of the table: an output, what can be done with it, what is different because of that,
    and the benefit and the objective that it serves."""

    id: int  # 0 where no way to the benefit is stated
    benefit_id: int
    project_id: int | None
    benefit: str
    objective: str
    priority: str
    output: str = ""
    project_title: str = ""
    capability: str = ""
    outcome: str = ""

    @property
    def objective_words(self) -> str:
        return "; ".join(filter(None, (self.objective, self.priority)))


def ways(benefits: Iterable[BenefitRow]) -> list[WayRow]:
    """In the order of the benefits; a benefit to which no way is stated has a line too. Nothing
    leads to a dis-benefit on purpose, so none is listed without one. No query."""
    found = []
    for row in benefits:
        end = (row.id, row.project_id, row.title, row.objective, row.corporate_priority)
        found += [
            WayRow(
                way.id,
                *end,
                output=way.output,
                project_title=way.project_title or "",
                capability=way.capability,
                outcome=way.outcome,
            )
            for way in row.paths
        ]
        if not row.paths and not row.is_dis_benefit:
            found.append(WayRow(0, *end))
    return found
