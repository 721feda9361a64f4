"""The lists of reviews and of scales, the page of a review, and its recommendations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.requests.signed_in import SignedInRequest
from people import policy
from people.choices import Act
from people.models import Person
from people.queries import file_rows
from programmes.views import RegisterList
from records.filters import ArchivedFilter
from records.pages.lists import ListPage, table
from records.pages.moments import AskedMoment
from records.pages.record_pages import archived_parts
from records.views.detail import RecordDetail
from registers.actions.reviews import act_on_review
from registers.columns.reviews import REVIEWS, SCALES, judgement_columns
from registers.models import Judgement, JudgementScale, Review, ReviewFile
from registers.pages.reviews import JudgementPages, ReviewFilePages, ReviewPages
from registers.views.many_actions import AddMany

PARTS = (JudgementPages(), ReviewFilePages())


class ReviewDetail(RecordDetail):
    """A review, its judgements by area, and its letter or report."""

    template = "registers/review_detail.html"

    def more(self, row: Review, person: Person, asked: AskedMoment) -> dict[str, Any]:
        may_edit = not asked.value and policy.can(person, Act.KEEP_REGISTERS, self.record)
        judgements = Judgement.objects.at(asked.value, review_id__in=[row.id]).live().in_order()
        files = ReviewFile.objects.at(asked.value).live().filter(review_id=row.id).in_order()
        edit_page = _edit_page(row.reference) if may_edit else None
        return {
            "judgements": table(judgement_columns(edit_page), judgements),
            "files": file_rows(files),
            "may_edit": may_edit,
            "archived_parts": archived_parts(self.record, person, *PARTS) if may_edit else [],
        }


def _edit_page(reference: str) -> Any:
    return lambda row: reverse("registers:judgement_edit", args=[reference, row.id])


class ReviewList(RegisterList):
    """What inspectors, peers and auditors found."""

    pages = ReviewPages()
    detail = ReviewDetail
    item = name = "reviews"
    columns = REVIEWS
    none_yet = gettext_lazy(
        "No inspections or reviews yet. Add one on the page of a programme, project or board, under"
        " Registers."
    )

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if self.of is None:
            return [(_("Scales of judgements"), reverse("registers:scale_list") + asked.query)]
        return super().links(person, asked)


class ScaleList(ListPage):
    """The scales on which reviews are judged."""

    model = JudgementScale
    name = "judgement-scales"
    heading = gettext_lazy("Scales of judgements")
    columns = SCALES
    reads = ("grades",)
    scope = None
    filters = {"is_archived": ArchivedFilter(gettext_lazy("In use"), gettext_lazy("Archived"))}
    none_yet = gettext_lazy("A scale holds the words in which a regulator judges, the best first.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: QuerySet = JudgementScale.objects.at(moment).visible_to(person).by_title()
        return rows

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_RULES):
            return []
        return [(_("Add a scale"), reverse("registers:scale_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d scale", "%(n)d scales", count) % {"n": count}

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        crumb = (
            str(Review._meta.verbose_name_plural).capitalize(),
            reverse("registers:review_list"),
        )
        return {"breadcrumbs": [crumb]}


class ActOnReview(AddMany):
    """A review's recommendations, one on each line, become actions that come from it."""

    pages = ReviewPages()
    heading = gettext_lazy("Recommendations that become actions")
    reason = gettext_lazy("Recommendations made into actions")

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        self.review = self.pages.find(request.user.person, {"reference": reference})
        if not policy.can(request.user.person, Act.KEEP_REGISTERS, self.review):
            raise PermissionDenied
        return super().dispatch(request, self.review.scope.reference)

    @property
    def back(self) -> str:
        return self.pages.after(self.review)

    def write(self, rows: list[dict[str, Any]], by: Person) -> None:
        act_on_review(self.review, rows, by=by)
