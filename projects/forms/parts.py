"""Forms of what belongs to a project besides its plan and its reports: options, means, partners."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import OrganisationUnit
from projects.models import Option, Partner, ProjectCategory, Resource, Site
from records.forms import RecordForm, limit
from values.spelling import alphabetical


class ProjectCategoryForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ProjectCategory
        fields = ("title", "position")


class OptionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Option
        fields = (
            "title", "description", "is_do_nothing", "cost_pence", "benefits", "benefit_pence",
            "risks", "is_preferred", "reasons", "position",
        )  # fmt: skip


class OfUnitForm(RecordForm):
    """Names a unit of the directory, or none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = OrganisationUnit.objects.live().order_by(alphabetical("name"), "id")
        limit(self, "unit", units, empty_label=_("None"))


class ResourceForm(OfUnitForm):
    class Meta(RecordForm.Meta):
        model = Resource
        fields = (
            "title", "person", "unit", "days_wanted", "days_agreed", "agreed_by", "starts_on",
            "ends_on", "note", "position",
        )  # fmt: skip


class PartnerForm(OfUnitForm):
    class Meta(RecordForm.Meta):
        model = Partner
        fields = ("title", "unit", "kind", "contribution", "starts_on", "position")


class SiteForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Site
        fields = ("title", "address", "used_for", "position")
