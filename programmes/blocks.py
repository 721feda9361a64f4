"""What papers draw from programmes: vision, principles, phases, funding, lessons, and figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.calls import CallRefused
from documents.content import (
    BulletContent,
    LiveContent,
    QuoteContent,
    SeveralContent,
    TableContent,
    TextContent,
)
from documents.tree import Column as TableColumn
from documents.tree import Table
from documents.typed import record_text
from programmes.choices import FundingBasis, ProgrammeState
from programmes.columns import LESSONS
from programmes.models import FundingSource, Lesson, Programme
from programmes.queries import amount_words, entries, funding, phases, principles, scopes_within
from programmes.registers import RegisterEntry, plural_of
from records.blocks import (
    About,
    Block,
    Choices,
    Figure,
    ListBlock,
    One,
    Some,
    Told,
    field_words,
    yes_or_no,
)
from records.columns import Column
from values import words


def _named(programme: Programme, about: About) -> str:
    """The name of a programme, where the paper serves several."""
    return str(programme.title) if len(about.programmes) > 1 else ""


def _of(programme: Programme, about: About, said: str) -> str:
    """What is said of a programme, after its name where the paper serves several."""
    name = _named(programme, about)
    return f"{name}: {said}" if name else said


class Vision(Block):
    """The vision of the programme, as a quotation."""

    name, label = "vision", gettext_lazy("Vision")

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        parts: list[LiveContent] = []
        for programme in about.programmes:
            if programme.vision and (name := _named(programme, about)):
                parts.append(TextContent(name))
            parts.append(QuoteContent(programme.vision))
        return SeveralContent(tuple(parts))


class Aims(Block):
    """The aims of the programme, as they are written in its record."""

    name, label = "aims", gettext_lazy("Aims")

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        return TextContent("\n\n".join(p.aims for p in about.programmes if p.aims))


class Principles(Block):
    """The principles that the programme works by, as bullets."""

    name, label = "principles", gettext_lazy("Principles")

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        texts = [
            _of(programme, about, principle.text)
            for programme in about.programmes
            for principle in principles(programme.id, about.moment)
        ]
        return BulletContent(tuple(texts))


class PhaseChoices(Choices):
    columns = Some(
        gettext_lazy("Columns"),
        lambda about: [
            ("title", gettext_lazy("Phase")),
            ("starts", gettext_lazy("From")),
            ("ends", gettext_lazy("To")),
            ("state", gettext_lazy("State")),
            ("description", gettext_lazy("What happens in it")),
        ],
        initial=["title", "starts", "ends", "state"],
    )


class Phases(Block):
    """The phases of the programme, with their dates and how they stand."""

    name, label, form = "phases", gettext_lazy("Phases"), PhaseChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        headings = {
            "programme": TableColumn(_("Programme")),
            "title": TableColumn(_("Phase")),
            "starts": TableColumn(_("From"), is_short=True),
            "ends": TableColumn(_("To"), is_short=True),
            "state": TableColumn(_("State"), is_short=True),
            "description": TableColumn(_("What happens in it")),
        }
        rows = [
            {
                "programme": programme.title,
                "title": phase.title,
                "starts": words.short_when(phase.starts_on),
                "ends": words.short_when(phase.ends_on),
                "state": phase.state_words,
                "description": record_text(phase.description) or words.NOTHING,
            }
            for programme in about.programmes
            for phase in phases(programme.id, about.moment)
        ]
        columns = chosen["columns"]
        if len(about.programmes) > 1:
            columns = ["programme", *columns]
        table = Table(
            caption=_("Phases"),
            columns=tuple(headings[key] for key in columns),
            rows=tuple(tuple(row[key] for key in columns) for row in rows),
        )
        return TableContent(table, nil=_("No phases have been set."))


class FundingChoices(Choices):
    total = yes_or_no(gettext_lazy("With the total"))


class Funding(Block):
    """Where the programme's money comes from, and how much. One-off and yearly amounts have
    separate totals."""

    name, label, form = "funding", gettext_lazy("Funding"), FundingChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        sources = [funding(pk, about.moment) for pk in about.programme_ids]
        rows = tuple(
            (_of(programme, about, s.title), s.period or words.NOTHING, s.amount_words)
            for programme, one in zip(about.programmes, sources, strict=True)
            for s in one.rows
        )
        totals: tuple[tuple[str, ...], ...] = ()
        if chosen["total"] == "yes" and len(sources) == 1:
            totals = tuple((label, "", amount) for label, amount in sources[0].totals)
        columns = (
            TableColumn(_("Source")),
            TableColumn(_("For")),
            TableColumn(_("Amount"), align="number"),
        )
        return TableContent(
            Table(caption=_("Funding"), columns=columns, rows=rows, totals=totals),
            nil=_("No funding has been recorded."),
        )


def register_block(
    name: str,
    model: type[RegisterEntry],
    columns: Sequence[Column],
    more: Callable[[list[dict[str, Any]], About], list[dict[str, Any]]] | None = None,
    annotated: Callable[[QuerySet], QuerySet] = lambda rows: rows,
) -> ListBlock:
    """A register as a table of a paper: its entries in what the paper is about, and below it."""

    def rows(about: About) -> QuerySet:
        return annotated(entries(model, None, about.moment, scopes_of(about)))

    return ListBlock(name, plural_of(model), columns, rows, more)


def scopes_of(about: About) -> set[int]:
    """The scopes of what a paper is about, and of what lies below it."""

    def read() -> set[int]:
        return {s for p in about.programmes for s in scopes_within(p.scope_id, about.moment)}

    return about.once("scopes", read)


# --- figures ------------------------------------------------------------------------------------
class ProgrammeFigure(Figure):
    """A field of the programme."""

    needs_one = True
    field: ClassVar[str]

    def said(self, programme: Programme) -> str:
        raise NotImplementedError

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        if len(about.programmes) > 1:
            first = about.programmes[0].reference
            sentence = _("this paper serves several programmes: say which, such as of=%(one)s.")
            raise CallRefused(sentence % {"one": first})
        programme = about.programmes[0]
        return Told(
            self.said(programme),
            record=programme.title,
            field=field_words(Programme, self.field),
            page=("programmes:programme_detail", (programme.reference,)),
            of=((Programme, {"id": programme.id}),),
        )


class Title(ProgrammeFigure):
    """The name of the programme."""

    name, label, field = "programme", gettext_lazy("Programme"), "title"

    def said(self, programme: Programme) -> str:
        return programme.title


class Start(ProgrammeFigure):
    """When the programme began or will begin."""

    name, label, field = "start", gettext_lazy("Start"), "starts_on"

    def said(self, programme: Programme) -> str:
        return words.when(programme.starts_on) if programme.starts_on else ""


class ExpectedEnd(ProgrammeFigure):
    """When the programme is expected to end."""

    name, label, field = "expected end", gettext_lazy("Expected end"), "expected_end_on"

    def said(self, programme: Programme) -> str:
        return words.when(programme.expected_end_on) if programme.expected_end_on else ""


class State(ProgrammeFigure):
    """How the programme stands: proposed, running or closed; in lower case, for a sentence."""

    name, label, field = "programme state", gettext_lazy("State of the programme"), "state"

    def said(self, programme: Programme) -> str:
        return str(ProgrammeState(programme.state).label).lower()


class BasisChoices(Choices):
    basis = One(gettext_lazy("Which amounts"), lambda about: FundingBasis.choices)


class FundingTotal(Figure):
    """The total of the programme's money: the one-off amounts, or the yearly ones."""

    name, label, form = "funding total", gettext_lazy("Funding in all"), BasisChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        of = {"programme_id__in": about.programme_ids}
        sources = FundingSource.objects.at(about.moment, **of).live().filter(basis=chosen["basis"])
        known = [pence for pence in sources.values_list("amount_pence", flat=True) if pence]
        return Told(
            amount_words(sum(known), chosen["basis"]) if known else "",
            record=_("Funding"),
            field=field_words(FundingSource, "amount_pence"),
            of=((FundingSource, of),),
        )


PROGRAMME = (
    Vision(),
    Aims(),
    Principles(),
    Phases(),
    Funding(),
    register_block("lessons-list", Lesson, LESSONS),
    Title(),
    Start(),
    ExpectedEnd(),
    State(),
    FundingTotal(),
)
"""What `programmes` lets papers ask for."""
