"""The pages of boards and decisions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.errors import Refused
from governance.actions.boards import create_board, direct, edit_board, sponsor
from governance.actions.decisions import follow_up, record_decision
from governance.actions.kinds import create_kind
from governance.forms.boards import BoardForm, DirectionForm, SponsorshipForm
from governance.forms.decisions import DecisionForm
from governance.forms.terms import BodyKindForm, TermsForm
from governance.models import Board, BodyKind, Decision, Sponsorship, TermsOfReference
from governance.queries.boards import find_board
from people import events, policy
from people.choices import Act, ScopeKind
from people.models import Direction, Person, Scope
from programmes.models import Programme
from programmes.pages import RegisterPages, programme_crumbs
from programmes.queries import find_programme
from records.forms import RecordForm
from records.pages.record_pages import PartPages, RecordPages


def board_crumbs() -> list[tuple[str, str]]:
    return [(_("Boards"), reverse("governance:board_list"))]


class BoardPages(RecordPages):
    """A board is made in a programme, or in none."""

    model = Board
    form_class = BoardForm
    act = Act.EDIT_BOARDS
    namespace, name = "governance", "board"
    scope_kind = ScopeKind.BOARD

    def find(self, person: Person, keys: dict[str, Any]) -> Board:
        return find_board(person, keys["reference"])

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Programme | None:
        parent = keys.get("parent")
        return find_programme(person, parent) if parent else None

    def form(
        self, person: Person, record: Board | None, parent: Programme | None, **kwargs: Any
    ) -> BoardForm:
        return BoardForm(instance=record or Board(programme=parent), person=person, **kwargs)

    def create(self, parent: Programme | None, /, *, by: Person, **fields: Any) -> Board:
        refuse_place(by, fields["programme"])
        return create_board(by=by, **fields)

    def edit(self, record: Board, *, by: Person, **fields: Any) -> Board:
        if fields["programme"] != record.programme:
            refuse_place(by, fields["programme"])
        return edit_board(record, by=by, **fields)

    def after_parent(self, parent: Programme | None) -> str:
        if parent:
            return reverse("governance:programme_boards", args=[parent.reference])
        return reverse("governance:board_list")

    def crumbs(self, record: Board) -> list[tuple[str, str]]:
        return [*board_crumbs(), (record.title, self.after(record))]

    def crumbs_of_parent(self, parent: Programme | None) -> list[tuple[str, str]]:
        if parent is None:
            return board_crumbs()
        return [
            *programme_crumbs(parent),
            (_("Boards and people"), self.after_parent(parent)),
        ]


class DirectionPages(PartPages):
    """What a board directs besides the programme in which it lies: a matter of whoever may edit the
    boards of both."""

    model = Direction
    form_class = DirectionForm
    act = Act.EDIT_BOARDS
    namespace, name = "governance", "direction"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        return find_board(person, keys["parent"]).scope

    def permit(self, person: Person, record: Direction) -> None:
        super().permit(person, record)
        if not policy.can(person, self.act, record.directs):
            raise PermissionDenied

    def home_of_parent(self, parent: Scope) -> Scope:
        return parent

    def form(
        self, person: Person, record: Direction | None, parent: Scope | None, **kwargs: Any
    ) -> DirectionForm:
        return DirectionForm(instance=record or Direction(scope=parent), person=person, **kwargs)

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Direction:
        directed = fields.pop("directs")
        return direct(parent.board, directed=directed, by=by, **fields)

    def after_parent(self, parent: Scope) -> str:
        return reverse("governance:board_detail", args=[parent.reference])

    def crumbs_of_parent(self, parent: Scope) -> list[tuple[str, str]]:
        return [*board_crumbs(), (parent.title, self.after_parent(parent))]


class SponsorshipPages(PartPages):
    """The bodies that sponsor a board."""

    model = Sponsorship
    form_class = SponsorshipForm
    namespace, name = "governance", "sponsorship"
    act = Act.EDIT_BOARDS

    def form(
        self, person: Person, record: Sponsorship | None, parent: Board | None, **kwargs: Any
    ) -> SponsorshipForm:
        record = record or Sponsorship(board=parent)
        return SponsorshipForm(instance=record, person=person, **kwargs)

    def create(self, parent: Board, /, *, by: Person, **fields: Any) -> Sponsorship:
        return sponsor(parent, by=by, **fields)


class TermsPages(PartPages):
    """The versions of a board's terms of reference."""

    model = TermsOfReference
    form_class = TermsForm
    namespace, name = "governance", "terms"
    act = Act.EDIT_BOARDS

    @property
    def shown(self) -> tuple[str, ...]:
        """None: its page says them in words of its own (`governance/views/terms.py`)."""
        return ()

    def after(self, record: TermsOfReference) -> str:
        return self.url("detail", record)

    def crumbs(self, record: TermsOfReference) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(record.board), (record.title, self.after(record))]


class BodyKindPages(RecordPages):
    """Kinds of body are addressed by their keys; the office keeps them."""

    model = BodyKind
    form_class = BodyKindForm
    namespace, name = "governance", "body_kind"
    act = Act.EDIT_RULES

    def find(self, person: Person, keys: dict[str, Any]) -> BodyKind:
        return get_object_or_404(BodyKind.objects.visible_to(person), key=keys["reference"])

    def home(self, record: BodyKind) -> None:
        return None

    def address(self, record: BodyKind) -> list[Any]:
        return [record.key]

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> BodyKind:
        return create_kind(by=by, **fields)

    def crumbs(self, record: BodyKind) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [*board_crumbs(), (_("Kinds of body"), self.after_parent(None))]


def refuse_place(by: Person, programme: Programme | None) -> None:
    """Nobody may move a board to where they may not make one. Raises Refused."""
    if not policy.can(by, Act.EDIT_BOARDS, programme):
        sentence = _("Choose a programme whose boards you may edit.")
        raise Refused(sentence, {"programme": [sentence]})


class DecisionPages(RegisterPages):
    model = Decision
    form_class = DecisionForm
    act = Act.PLAN_MEETINGS
    namespace, name = "governance", "decision"
    has_archive = False

    def find(self, person: Person, keys: dict[str, Any]) -> Decision:
        decision: Decision = super().find(person, keys)
        events.note_reading(decision)
        return decision

    def form(
        self, person: Person, record: Decision | None, parent: Scope | None, **kwargs: Any
    ) -> RecordForm:
        return DecisionForm(instance=record or Decision(scope=parent), person=person, **kwargs)

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Decision:
        return record_decision(scope=parent, by=by, **fields)

    def edit(self, record: Any, *, by: Person, **fields: Any) -> Decision:
        return follow_up(record, by=by, **fields)
