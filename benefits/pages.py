"""The pages of benefits and savings: the right is held in the record's project or, without one, in
its programme."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.errors import Refused
from benefits.actions import (
    edit_benefit,
    edit_line,
    edit_measurement,
    keep_baseline,
    save_part,
    unarchive_line,
)
from benefits.forms import (
    BenefitForm,
    BenefitPathForm,
    IndicatorForm,
    IndicatorTargetForm,
    MeasurementForm,
    SavingsAmountForm,
    SavingsBaselineForm,
    SavingsCostForm,
    SavingsLineForm,
    SavingsRequirementForm,
    SavingsShareForm,
)
from benefits.models import (
    Benefit,
    BenefitPath,
    Indicator,
    IndicatorTarget,
    Measurement,
    SavingsAmount,
    SavingsBaseline,
    SavingsCost,
    SavingsLine,
    SavingsRequirement,
    SavingsShare,
)
from benefits.queries import edit_right
from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from programmes.pages import programme_crumbs
from records.pages.record_pages import PartPages


def benefits_url(programme: Programme) -> str:
    return reverse("benefits:programme_benefits", args=[programme.reference])


def benefits_crumbs(programme: Programme) -> list[tuple[str, str]]:
    return [*programme_crumbs(programme), (_("Benefits and savings"), benefits_url(programme))]


def savings_url(programme: Programme) -> str:
    return reverse("benefits:programme_savings", args=[programme.reference])


def savings_crumbs(programme: Programme) -> list[tuple[str, str]]:
    return [*benefits_crumbs(programme), (_("Savings by year"), savings_url(programme))]


def project_id(kind: PartPages, record: Any) -> int | None:
    """The project that answers for a record; None for one of the programme."""
    return kind.project_id(record) if isinstance(kind, BenefitsPages) else None


class BenefitsPages(PartPages):
    """What all these pages share: their right and the page to which they return."""

    act = Act.EDIT_BENEFITS
    namespace = "benefits"
    steps: tuple[str, ...] = ()  # from the parent to the benefit or savings line

    def top(self, parent: Any) -> Any:
        """The benefit or savings line that a part belongs to."""
        for step in self.steps:
            parent = getattr(parent, step)
        return parent

    def project_id(self, record: Any) -> int | None:
        project_id: int | None = self.top(self.parent(record)).project_id
        return project_id

    def after_parent(self, parent: Any) -> str:
        return benefits_url(self.programme_of(parent))

    def programme_of(self, parent: Any) -> Programme:
        programme: Programme = self.top(parent).programme
        return programme

    def crumbs_of_parent(self, parent: Any) -> list[tuple[str, str]]:
        return benefits_crumbs(self.programme_of(parent))


class OfProgrammePages(BenefitsPages):
    """Benefits and savings lines: parts of a programme, possibly of one of its projects."""

    def home(self, record: Benefit | SavingsLine) -> Any:
        return record.project or record.programme

    def project_id(self, record: Benefit | SavingsLine) -> int | None:
        return record.project_id

    def programme_of(self, parent: Programme) -> Programme:
        return parent

    def permit_create(self, person: Person, parent: Programme) -> None:
        if not edit_right(person, parent).is_any:
            raise PermissionDenied

    def create(self, parent: Programme, /, *, by: Person, **fields: Any) -> Any:
        self.refuse_project(by, parent, fields)
        return super().create(parent, by=by, **fields)

    def edit(self, record: Benefit | SavingsLine, *, by: Person, **fields: Any) -> Any:
        if fields["project"] != record.project:
            self.refuse_project(by, record.programme, fields)
        return super().edit(record, by=by, **fields)

    def refuse_project(self, by: Person, programme: Programme, fields: dict[str, Any]) -> None:
        """Nobody may move a record to where they may not edit it. Raises Refused."""
        if not policy.can(by, self.act, fields["project"] or programme):
            sentence = _("Choose a project whose benefits you may edit.")
            raise Refused(sentence, {"project": [sentence]})


class BenefitPages(OfProgrammePages):
    model = Benefit
    form_class = BenefitForm
    name = "benefit"

    def edit(self, record: Any, *, by: Person, **fields: Any) -> Benefit:
        if fields["project"] != record.project:
            self.refuse_project(by, record.programme, fields)
        return edit_benefit(record, by=by, **fields)


class SavingsLinePages(OfProgrammePages):
    model = SavingsLine
    form_class = SavingsLineForm
    name = "savings_line"

    def edit(self, record: Any, *, by: Person, **fields: Any) -> SavingsLine:
        if fields["project"] != record.project:
            self.refuse_project(by, record.programme, fields)
        return edit_line(record, by=by, **fields)

    def unarchive(self, record: SavingsLine, *, by: Person, reason: str) -> SavingsLine:
        return unarchive_line(record, by=by, reason=reason)

    def after(self, record: SavingsLine) -> str:
        return self.url("detail", record)

    def crumbs(self, record: SavingsLine) -> list[tuple[str, str]]:
        return [*savings_crumbs(record.programme), (record.title, self.after(record))]

    def crumbs_of_parent(self, parent: Programme) -> list[tuple[str, str]]:
        return savings_crumbs(parent)

    def after_parent(self, parent: Programme) -> str:
        return savings_url(parent)


class OfSavingsPages(PartPages):
    """What a programme's savings are measured against."""

    act = Act.EDIT_BENEFITS
    namespace = "benefits"

    def after_parent(self, parent: Programme) -> str:
        return savings_url(parent)

    def crumbs_of_parent(self, parent: Programme) -> list[tuple[str, str]]:
        return savings_crumbs(parent)


class SavingsRequirementPages(OfSavingsPages):
    model = SavingsRequirement
    form_class = SavingsRequirementForm
    name = "savings_requirement"


class SavingsBaselinePages(OfSavingsPages):
    model = SavingsBaseline
    form_class = SavingsBaselineForm
    name = "savings_baseline"

    def create(self, parent: Programme, /, *, by: Person, **fields: Any) -> SavingsBaseline:
        return keep_baseline(parent, by=by, **fields)

    @property
    def add_heading(self) -> str:
        return _("Keep the savings as they stand now as a baseline")


class BelowPages(BenefitsPages):
    """A part of a benefit or a savings line, addressed by its key."""

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Model:
        visible = self.parent_model.objects.visible_to(person)
        top = "__".join(self.steps)
        paths = ["__".join(filter(None, (top, of, "scope"))) for of in ("programme", "project")]
        return get_object_or_404(visible.select_related(*paths), pk=keys["parent"])

    def home_of_parent(self, parent: Any) -> Any:
        top = self.top(parent)
        return top.project or top.programme


class BenefitPathPages(BelowPages):
    model = BenefitPath
    form_class = BenefitPathForm
    name = "benefit_path"


class IndicatorPages(BelowPages):
    model = Indicator
    form_class = IndicatorForm
    name = "indicator"


class IndicatorTargetPages(BelowPages):
    model = IndicatorTarget
    form_class = IndicatorTargetForm
    name = "indicator_target"
    steps = ("benefit",)


class MeasurementPages(BelowPages):
    model = Measurement
    form_class = MeasurementForm
    name = "measurement"
    steps = ("benefit",)

    def edit(self, record: Measurement, *, by: Person, **fields: Any) -> Measurement:
        return edit_measurement(record, by=by, **fields)


class PartOfLinePages(BelowPages):
    """A part of a savings line: writing it undoes what finance validated."""

    def after_parent(self, parent: SavingsLine) -> str:
        return SavingsLinePages().after(parent)

    def crumbs_of_parent(self, parent: SavingsLine) -> list[tuple[str, str]]:
        return SavingsLinePages().crumbs(parent)

    def create(self, parent: SavingsLine, /, *, by: Person, **fields: Any) -> Any:
        write = partial(super().create, parent, by=by, **fields)
        return save_part(parent, write, by=by, reason=self.add_reason)

    def edit(self, record: Any, *, by: Person, reason: str = "", **fields: Any) -> Any:
        write = partial(super().edit, record, by=by, reason=reason, **fields)
        edited = _("%(title)s edited") % {"title": self.title}
        return save_part(record.line, write, by=by, reason=reason or edited)

    def archive(self, record: Any, *, by: Person, reason: str) -> Any:
        write = partial(super().archive, record, by=by, reason=reason)
        return save_part(record.line, write, by=by, reason=reason)

    def unarchive(self, record: Any, *, by: Person, reason: str) -> Any:
        write = partial(super().unarchive, record, by=by, reason=reason)
        return save_part(record.line, write, by=by, reason=reason)


class SavingsAmountPages(PartOfLinePages):
    model = SavingsAmount
    form_class = SavingsAmountForm
    name = "savings_amount"


class SavingsCostPages(PartOfLinePages):
    model = SavingsCost
    form_class = SavingsCostForm
    name = "savings_cost"


class SavingsSharePages(PartOfLinePages):
    model = SavingsShare
    form_class = SavingsShareForm
    name = "savings_share"
