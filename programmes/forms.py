"""Forms of programmes and their parts, and of registers."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.choices import Act, ScopeKind
from people.models import Person, Scope
from programmes.choices import ClosingState
from programmes.models import (
    ClosingReport,
    CorporatePriority,
    Document,
    DocumentVersion,
    FundingSource,
    Lesson,
    Objective,
    Phase,
    Portfolio,
    Principle,
    Programme,
    RoleDescription,
    Stakeholder,
)
from programmes.queries import programme_around
from records.forms import AttachedFileForm, RecordForm, form_field, limit, limit_to_places
from values.spelling import alphabetical


class PortfolioForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Portfolio
        fields = ("title", "parent")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Portfolio.objects.live()
        if self.instance.pk is not None:
            inside = Q(pk=self.instance.pk) | Q(scope__above__under=self.instance.scope.way)
            others = others.exclude(inside)
        none, act = _("No other portfolio"), Act.EDIT_PROGRAMME
        limit_to_places(self, "parent", others, none, person=person, act=act)


class ProgrammeForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Programme
        fields = (
            "title",
            "portfolio",
            "also_called",
            "vision",
            "aims",
            "context",
            "in_scope",
            "out_of_scope",
            "constraints",
            "completion_criterion",
            "state",
            "starts_on",
            "expected_end_on",
        )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        portfolios = Portfolio.objects.live()
        none, act = _("No portfolio"), Act.EDIT_PROGRAMME
        limit_to_places(self, "portfolio", portfolios, none, person=person, act=act)


class PrincipleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Principle
        fields = ("text", "position")


def limit_to_boards(form: RecordForm, person: Person, *names: str) -> None:
    """Let fields choose among the boards and groups that a person may see."""
    boards = Scope.objects.visible_to(person).filter(kind=ScopeKind.BOARD)
    asked = [name for name in names if name in form.fields]  # what is agreed has left the form
    for name in asked:
        limit(form, name, boards.order_by(alphabetical("title"), "id"), empty_label=_("Nobody yet"))


class PhaseForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Phase
        fields = ("title", "kind", "description", "completion_criterion", "state", "starts_on",
                  "ends_on", "review_on", "review_found", "recommended_by", "recommended_on",
                  "outcome", "decided_by", "decided_on", "position")  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_boards(self, person, "recommended_by", "decided_by")


class CorporatePriorityForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = CorporatePriority
        fields = ("title", "about", "plan", "starts_on", "ends_on", "position")


class ObjectiveForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Objective
        fields = ("title", "success", "priority", "due_on", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        priorities = CorporatePriority.objects.live()
        limit(self, "priority", priorities, empty_label=_("No corporate priority"))


class RoleDescriptionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RoleDescription
        fields = ("title", "role", "duties", "accountable_to", "position")


class StakeholderForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Stakeholder
        fields = ("title", "person", "interest", "influence", "matters", "how_told", "how_often",
                  "told_by", "last_told_on", "position")  # fmt: skip


class FundingSourceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = FundingSource
        fields = (
            "title",
            "kind",
            "amount_pence",
            "basis",
            "period",
            "starts_on",
            "ends_on",
            "approved_on",
            "note",
            "position",
        )


class RegisterForm(RecordForm):
    """The fields of every entry of a register; a kind adds its own."""

    @staticmethod
    def fields_with(*own: str) -> tuple[str, ...]:
        return ("title", *own, "owner", "due_on", "state", "notes")


FIRST_VERSION = "1"


def refuse_file_and_link(form: AttachedFileForm, data: dict[str, Any]) -> None:
    if data.get("file") and data.get("link"):
        form.add_error("link", _("Choose a file or give a link, not both."))


def _of_version(name: str) -> Any:
    return DocumentVersion._meta.get_field(name)


class DocumentForm(AttachedFileForm):
    """A document, and with a new one its first version, if there is one already. It is superseded
    by another that its reader may see."""

    of_version = ("version_title", "dated_on", "link")  # with the file: what the first version says
    beside = ("file", *of_version)
    field_order = ("title", "kind", "file", "link", "version_title", "dated_on")

    version_title = forms.CharField(
        label=_("Version"),
        max_length=60,
        required=False,
        help_text=_("As the document calls it, such as 2.0 or Draft 3. Empty means 1."),
    )
    dated_on = form_field(_of_version("dated_on"))
    link = form_field(_of_version("link"))

    class Meta(RecordForm.Meta):
        model = Document
        fields = RegisterForm.fields_with("kind", "covers_from", "covers_to", "superseded_by")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Document.objects.visible_to(person).live().exclude(pk=self.instance.pk)
        others = others.order_by(alphabetical("title"), "id")
        limit(self, "superseded_by", others, empty_label=_("None"))
        if self.instance.pk is None:
            self.fields["file"].required = False
            return
        for name in self.of_version:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        refuse_file_and_link(self, data)
        return data

    def values(self) -> dict[str, Any]:
        """With `first`, what is said of the first version, unless nothing is."""
        said = {name: self.cleaned_data.get(name) for name in self.of_version}
        if not any(said.values()) and not self.cleaned_data.get("file"):
            return super().values()
        first = {"dated_on": said["dated_on"], "link": said["link"] or ""}
        first["title"] = said["version_title"] or FIRST_VERSION
        return super().values() | {"first": first}


class DocumentVersionForm(AttachedFileForm):
    """A version has a file, or a link, or neither when its text is lost."""

    class Meta(RecordForm.Meta):
        model = DocumentVersion
        fields = ("title", "dated_on", "reflects", "prepared_from", "approved_by", "approved_on",
                  "link")  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_boards(self, person, "approved_by")
        if "file" in self.fields:
            self.fields["file"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        refuse_file_and_link(self, data)
        return data


class ClosingReportForm(RegisterForm):
    class Meta(RecordForm.Meta):
        model = ClosingReport
        fields = RegisterForm.fields_with(
            "delivered", "not_delivered", "criterion_met", "learnt", "left", "left_to",
            "recommended_by", "recommended_on", "decided_by", "decided_on",
        )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_boards(self, person, "recommended_by", "decided_by")
        self._leave_what_is_decided()

    def _leave_what_is_decided(self) -> None:
        """A report is agreed, or returned, because of a decision, on a page of its own."""
        if self.instance.pk is None:
            return
        if self.instance.state == ClosingState.AGREED:
            del self.fields["state"]
            return
        kept = (ClosingState.DRAFT, ClosingState.RECOMMENDED, self.instance.state)
        box: Any = self.fields["state"]
        box.choices = [(value, label) for value, label in ClosingState.choices if value in kept]


class LessonForm(RegisterForm):
    """A lesson may name a phase of the programme in which it was learnt."""

    class Meta(RecordForm.Meta):
        model = Lesson
        fields = RegisterForm.fields_with("happened", "learnt", "next_time", "phase")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        around = programme_around(self.instance.scope)
        phases = Phase.objects.live().filter(programme__scope=around).in_order()
        limit(self, "phase", phases, empty_label=_("No phase"))
