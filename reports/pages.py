"""The pages of papers and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.errors import Refused
from audit.queries.moments import as_recorded
from directory.pages import RestrictionPages
from governance.models import Board
from governance.pages import board_crumbs
from governance.queries.boards import find_board
from people import events, policy
from people.actions import drop_working_copy
from people.choices import Act
from people.models import Person, Restriction
from people.restricting import restrict
from programmes.models import Programme
from programmes.pages import programme_crumbs
from programmes.queries import find_programme, programme_at
from records.pages.record_pages import AttachedFilePages, Parting, PartPages, RecordPages
from reports.actions import add_picture, add_section, create_paper, edit_paper
from reports.annexing import add_annex, bring_back_annex
from reports.clearing import ask_again, ask_for_clearance, pass_clearance
from reports.forms import (
    AnnexForm,
    AppendixForm,
    BackgroundPaperForm,
    ClearanceForm,
    PaperForm,
    PaperSectionForm,
    PictureForm,
    RecommendationForm,
)
from reports.models import (
    Annex,
    Appendix,
    BackgroundPaper,
    Clearance,
    Paper,
    PaperPicture,
    PaperSection,
    Publication,
    Recommendation,
)
from reports.queries.served import served_by
from uploads.store import take

LONGEST_SIDE = 1_800
"""Pixels: a picture as wide as a page's text has 280 an inch."""


def find_paper(person: Person, reference: str, *, is_published: bool = False) -> Paper:
    """The paper of an address, as it is written, or only what was published of it. Raises Http404
    when the person may not know that it exists. Finding a restricted one counts as reading it,
    which is recorded."""
    papers = Paper.objects
    visible = papers.visible_to(person) if is_published else papers.drafts_for(person)
    paper = get_object_or_404(visible.select_related(*PLACED), reference=reference)
    events.note_reading(paper)
    return paper


PLACED = ("board__scope", "programme__scope")
"""What says where a paper belongs."""


def paper_crumbs(paper: Paper, reader: Person | None = None) -> list[tuple[str, str]]:
    """The way back from a page inside a paper; for a reader who may not see the programme that it
    serves, through its board."""
    url = reverse("reports:paper_detail", args=[paper.reference])
    sees_it = reader is None or policy.can(reader, Act.SEE, paper)
    above = crumbs_above(paper) if sees_it else crumbs_of_board(paper.board)
    return [*above, (paper.title, url)]


def may_export_published(person: Person, paper: Paper) -> bool:
    """Whether somebody may download what was published of a paper: also by a right on the board
    that it went to."""
    return any(policy.can(person, Act.EXPORT, of) for of in (paper, paper.board))


def crumbs_above(paper: Paper, moment: datetime | None = None) -> list[tuple[str, str]]:
    """The way to a paper: through its first programme, or through its board where it serves none,
    by their titles at a moment."""
    if paper.programme is not None:
        return programme_crumbs(programme_at(paper.programme, moment))
    return crumbs_of_board(as_recorded(paper.board, moment))


def crumbs_of_board(board: Board) -> list[tuple[str, str]]:
    """The way to what belongs to a board."""
    url = reverse("reports:board_paper_list", args=[board.reference])
    return [*board_crumbs(), (board.title, url)]


class PaperPages(RecordPages):
    """A paper is added in a programme or on a board, and has its own address."""

    model = Paper
    form_class = PaperForm
    act = Act.EDIT_PAPERS
    namespace, name = "reports", "paper"

    def find(self, person: Person, keys: dict[str, Any]) -> Paper:
        return find_paper(person, keys["reference"])

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Programme | Board:
        return find_programme(person, keys["parent"])

    def form(
        self, person: Person, record: Paper | None, parent: Programme | Board | None, **kwargs: Any
    ) -> PaperForm:
        if record is None:
            on_board = isinstance(parent, Board)
            record = Paper(**{"board" if on_board else "programme": parent})
        return PaperForm(instance=record, person=person, **kwargs)

    def create(self, parent: Programme | Board, /, *, by: Person, **fields: Any) -> Paper:
        refuse_places(by, **fields)
        return create_paper(by=by, **fields)

    def edit(self, record: Paper, *, by: Person, **fields: Any) -> Paper:
        served = fields.get("programmes", served_by(record))  # restoring leaves them
        refuse_places(by, fields["board"], served)
        return edit_paper(record, by=by, **fields)

    def after_parent(self, parent: Programme | Board) -> str:
        name = "board_paper_list" if isinstance(parent, Board) else "programme_papers"
        return reverse(f"reports:{name}", args=[parent.reference])

    def crumbs(self, record: Paper) -> list[tuple[str, str]]:
        return paper_crumbs(record)

    def crumbs_of_parent(self, parent: Programme | Board) -> list[tuple[str, str]]:
        return crumbs_of_board(parent) if isinstance(parent, Board) else programme_crumbs(parent)


class BoardsPaperPages(PaperPages):
    """A paper is added on a board."""

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Board:
        return find_board(person, keys["parent"])


def refuse_places(by: Person, board: Board, programmes: Sequence[Programme], **others: Any) -> None:
    """A paper is written by whoever may write the papers of every programme that it serves; where
    it serves none, by whoever may write for its board. Raises Refused."""
    closed = [one.title for one in programmes if not policy.can(by, Act.EDIT_PAPERS, one)]
    if closed:
        sentence = _("You may not write the papers of %(titles)s.") % {"titles": ", ".join(closed)}
        raise Refused(sentence, {"programmes": [sentence]})
    if not programmes and not policy.can(by, Act.EDIT_PAPERS, board):
        sentence = _("Choose a programme, or a board for which you may write.")
        raise Refused(sentence, {"programmes": [sentence]})


class PaperRestrictionPages(RestrictionPages):
    """A paper is restricted on a page of its own."""

    @property
    def add_heading(self) -> str:
        return _("Restrict the paper")

    @property
    def add_label(self) -> str:
        return _("Restrict")

    def said_of_new(self, fields: dict[str, Any]) -> str:
        return _("The paper is now restricted.")

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Paper:
        return find_paper(person, keys["parent"])

    def create(self, parent: Paper, /, *, by: Person, **fields: Any) -> Restriction:
        return restrict(parent, by=by, **fields)

    def after_parent(self, parent: Paper) -> str:
        return reverse("reports:paper_detail", args=[parent.reference])

    def crumbs_of_parent(self, parent: Paper) -> list[tuple[str, str]]:
        return paper_crumbs(parent)


def copy_name(record: Any) -> str:
    """The name under which what is typed into a part of a paper is kept until it is saved."""
    return f"{record._meta.label_lower}/{record.pk}"


class PaperPartPages(PartPages):
    act = Act.EDIT_PAPERS
    namespace = "reports"

    def form(self, person: Person, record: Any, parent: Any, **kwargs: Any) -> Any:
        has_position = "position" in self.form_class.base_fields
        if has_position and record is None and kwargs.get("data") is None:
            last = self.model.objects.live().filter(paper=parent).in_order().last()
            position = last.position + 10 if last else 10
            kwargs["initial"] = {"position": position, **kwargs.get("initial", {})}
        return super().form(person, record, parent, **kwargs)


class WrittenPartPages(PaperPartPages):
    """Parts that are edited where they stand in their paper: whoever saves one is back there."""

    place = ""

    def after(self, record: Any) -> str:
        return f"{self.after_parent(record.paper)}#part-{self.place or record.key}"

    def after_parent(self, parent: Paper) -> str:
        return reverse("reports:paper_write", args=[parent.reference])

    def edit(self, record: Any, *, by: Person, **fields: Any) -> Any:
        saved = super().edit(record, by=by, **fields)
        if account := getattr(by, "account", None):
            drop_working_copy(account=account, form=copy_name(record))
        return saved


class PaperSectionPages(WrittenPartPages):
    model = PaperSection
    form_class = PaperSectionForm
    name = "section"

    def create(self, parent: Paper, /, *, by: Person, **fields: Any) -> PaperSection:
        return add_section(paper=parent, by=by, **fields)


class RecommendationPages(WrittenPartPages):
    place = "recommendations"
    model = Recommendation
    form_class = RecommendationForm
    name = "recommendation"


class ClearancePages(PaperPartPages):
    """A clearance is asked for, and withdrawn; nobody edits it. The officer asked gives it on a
    page of its own."""

    model = Clearance
    form_class = ClearanceForm
    name = "clearance"
    has_edit = False

    @property
    def add_heading(self) -> str:
        return _("Ask for a clearance")

    @property
    def add_label(self) -> str:
        return _("Ask")

    @property
    def add_reason(self) -> str:
        return _("Clearance asked for")

    def create(self, parent: Paper, /, *, by: Person, **fields: Any) -> Clearance:
        return ask_for_clearance(paper=parent, by=by, **fields)

    def edit(self, record: Clearance, *, by: Person, **fields: Any) -> Clearance:
        """Nobody edits a clearance: a hand-over passes it to another officer."""
        passed = {name: fields[name] for name in ("officer", "expected_version")}
        return pass_clearance(record, by=by, **passed)

    def unarchive(self, record: Clearance, *, by: Person, reason: str) -> Clearance:
        return ask_again(record, by=by, reason=reason)

    def said_of_new(self, fields: dict[str, Any]) -> str:
        return _("%(officer)s has been asked for the clearance.") % fields

    def parting(self, record: Clearance) -> Parting:
        who = {"officer": record.officer}
        if record.is_archived:
            return Parting(
                heading=_("Ask for the clearance again"),
                text=_("It was withdrawn. %(officer)s will be asked again.") % who,
                label=_("Ask again"),
                done=_("%(officer)s has been asked again.") % who,
                stands=_("The clearance has already been withdrawn."),
            )
        return Parting(
            heading=_("Withdraw the clearance"),
            text=_("%(officer)s is no longer asked, and what they cleared is not printed.") % who,
            label=_("Withdraw"),
            done=_("The clearance has been withdrawn."),
            stands=_("%(officer)s has already been asked.") % who,
        )


class BackgroundPaperPages(WrittenPartPages):
    place = "background"
    model = BackgroundPaper
    form_class = BackgroundPaperForm
    name = "background_paper"


class AppendixPages(WrittenPartPages, AttachedFilePages):
    place = "appendices"
    model = Appendix
    form_class = AppendixForm
    name = "appendix"


class PicturePages(WrittenPartPages, AttachedFilePages):
    """A picture in the text: no wider or higher than print has use for."""

    model = PaperPicture
    form_class = PictureForm
    name = "picture"

    def prepared(self, fields: dict[str, Any]) -> dict[str, Any]:
        rest = dict(fields)
        return rest | asdict(take(rest.pop("file"), LONGEST_SIDE))

    def create(self, parent: Paper, /, *, by: Person, **fields: Any) -> PaperPicture:
        return add_picture(paper=parent, by=by, **fields)

    def after(self, record: PaperPicture) -> str:
        return f"{self.after_parent(record.paper)}#write-pictures"


class AnnexPages(WrittenPartPages):
    place = "appendices"
    model = Annex
    form_class = AnnexForm
    name = "annex"

    def form(self, person: Person, record: Any, parent: Any, **kwargs: Any) -> Any:
        form = super().form(person, record, parent, **kwargs)
        if "annexed" in form.fields:
            form.offer_papers(person)
        return form

    def create(self, parent: Paper, /, *, by: Person, **fields: Any) -> Annex:
        return add_annex(paper=parent, by=by, **fields)

    def unarchive(self, record: Annex, *, by: Person, reason: str) -> Annex:
        return bring_back_annex(record, by=by, reason=reason)


class PublicationPages(PaperPartPages):
    """A publication is found by its number in its paper. Publishing makes it, and it stays."""

    model = Publication
    act = Act.EXPORT
    name = "publication"
    has_edit = has_archive = False

    def find(self, person: Person, keys: dict[str, Any]) -> Publication:
        paper = find_paper(person, str(keys["parent"]), is_published=True)
        visible = Publication.objects.visible_to(person)
        publication = get_object_or_404(visible, paper=paper, number=keys["number"])
        publication.paper = paper
        return publication

    def permit(self, person: Person, record: Publication) -> None:
        if not may_export_published(person, record.paper):
            raise PermissionDenied

    def address(self, record: Publication) -> list[Any]:
        return [record.paper.reference, record.number]
