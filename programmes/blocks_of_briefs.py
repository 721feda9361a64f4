"""What papers draw from the brief of a programme: why it exists, what is in scope and what is not,
objectives, roles, stakeholders, and the versions of its initiation document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import LiveContent, TableContent, TextContent
from documents.tree import Cell, Column, Table
from documents.typed import record_text
from programmes.queries import brief
from records.blocks import About, Block
from values import words


class BriefText(Block):
    """A text of the programme's brief, as it is written in its record."""

    field: ClassVar[str]

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        texts = (getattr(programme, self.field) for programme in about.programmes)
        return TextContent("\n\n".join(filter(None, texts)))


class Context(BriefText):
    """Why the programme is needed, and why now."""

    name, label, field = "context", gettext_lazy("Context"), "context"


class InScope(BriefText):
    """What the programme covers."""

    name, label, field = "in-scope", gettext_lazy("In scope"), "in_scope"


class OutOfScope(BriefText):
    """What the programme leaves to others."""

    name, label, field = "out-of-scope", gettext_lazy("Out of scope"), "out_of_scope"


class Constraints(BriefText):
    """What limits the programme."""

    name, label, field = "constraints", gettext_lazy("Constraints"), "constraints"


class Completion(BriefText):
    """What must be true for the programme to end."""

    name, label, field = "completion", gettext_lazy("When it is complete"), "completion_criterion"


class BriefTable(Block):
    """A table of what belongs to the programme's brief."""

    nil: ClassVar[Any]

    def columns(self) -> tuple[Column, ...]:
        raise NotImplementedError

    def rows(self, programme: Any, about: About) -> Sequence[tuple[Cell, ...]]:
        raise NotImplementedError

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        rows = [row for programme in about.programmes for row in self.rows(programme, about)]
        table = Table(caption=str(self.label), columns=self.columns(), rows=tuple(rows))
        return TableContent(table, nil=str(self.nil))


class Objectives(BriefTable):
    """What the programme is to achieve, and the council's priorities that this serves."""

    name, label = "objectives", gettext_lazy("Objectives")
    nil = gettext_lazy("No objectives have been set.")

    def columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Objective")),
            Column(_("How we will know")),
            Column(_("Corporate priority")),
            Column(_("By"), is_short=True),
        )

    def rows(self, programme: Any, about: About) -> Sequence[tuple[Cell, ...]]:
        return [
            (
                row["title"],
                record_text(row["success"]) or words.NOTHING,
                row["priority_title"] or words.NOTHING,
                words.short_when(row["due_on"]) or words.NOTHING,
            )
            for row in brief.objectives(programme.id, about.moment)
        ]


class Roles(BriefTable):
    """The roles and bodies of the programme, who holds them, and what each answers for."""

    name, label = "roles", gettext_lazy("Roles and responsibilities")
    nil = gettext_lazy("No roles have been described.")

    def columns(self) -> tuple[Column, ...]:
        return Column(_("Role")), Column(_("Key responsibilities"))

    def rows(self, programme: Any, about: About) -> Sequence[tuple[Cell, ...]]:
        return [
            (_titled(row), record_text(_with_account(row)))
            for row in brief.roles(programme, about.moment)
        ]


def _titled(row: brief.RoleRow) -> str:
    return f"{row.title} ({row.held_by})" if row.held_by else row.title


def _with_account(row: brief.RoleRow) -> str:
    if not row.accountable_to:
        return row.duties
    return row.duties + "\n\n" + _("Accountable to: %(whom)s") % {"whom": row.accountable_to}


class Stakeholders(BriefTable):
    """Who has an interest in the programme, and how each is kept informed."""

    name, label = "stakeholders", gettext_lazy("Stakeholders and communications plan")
    nil = gettext_lazy("No stakeholders have been named.")

    def columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Who")),
            Column(_("Interest"), is_short=True),
            Column(_("Influence"), is_short=True),
            Column(_("What matters to them")),
            Column(_("How they are told")),
            Column(_("How often")),
        )

    def rows(self, programme: Any, about: About) -> Sequence[tuple[Cell, ...]]:
        return [
            (
                row.title,
                row.interest,
                row.influence,
                record_text(row.matters) or words.NOTHING,
                row.how_told or words.NOTHING,
                row.how_often,
            )
            for row in brief.stakeholders(programme.id, about.moment)
        ]


class DocumentControl(BriefTable):
    """The versions of the programme's initiation document, the oldest first."""

    name, label = "document-control", gettext_lazy("Versions of this document")
    nil = gettext_lazy("No version has been recorded before this one.")

    def columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Version"), is_short=True),
            Column(_("Date"), is_short=True),
            Column(_("What it reflects")),
            Column(_("Prepared from")),
        )

    def rows(self, programme: Any, about: About) -> Sequence[tuple[Cell, ...]]:
        return [
            (
                version.title,
                words.when(version.dated_on) or words.NOTHING,
                record_text(version.reflects) or words.NOTHING,
                record_text(version.prepared_from) or words.NOTHING,
            )
            for version in brief.control(programme, about.moment)
        ]


BRIEF = (
    Context(),
    InScope(),
    OutOfScope(),
    Constraints(),
    Completion(),
    Objectives(),
    Roles(),
    Stakeholders(),
    DocumentControl(),
)
"""What the brief of a programme lets papers ask for."""
