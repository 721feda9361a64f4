"""The forward plan of every board, or of one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.signed_in import SignedInRequest, verb
from audit.errors import Refused
from meetings.actions.forward_plan import put_on_agenda, stands_on_agenda
from meetings.choices import PlanState
from meetings.columns import FORWARD_PLAN
from meetings.models import ForwardPlanItem, Meeting
from meetings.pages.forward_plan import ForwardPlanItemPages
from meetings.queries.calendars import rules_at
from meetings.queries.forward_plan import by_day, notice_of
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person
from programmes.views import RegisterList
from records.pages.moments import AskedMoment
from records.views.detail import RecordDetail


class ForwardPlanDetail(RecordDetail):
    """A matter, with whether its notice is long enough."""

    template = "meetings/forward_plan_item.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        row.scope = self.record.scope
        may_plan = not asked.value and policy.can(person, Act.PLAN_MEETINGS, self.record)
        meetings = Meeting.objects.filter(pk=row.meeting_id or 0).at(asked.value)
        meeting = meetings.visible_to(person).first()
        may_put = may_plan and meeting is not None and not self.is_over(row)
        return {
            "meeting": meeting,
            "may_put": may_put,
            "status": str(PlanState(row.state).label),
            "notice": notice_of(row, decided_on(row, meeting), rules_at(asked.value)),
        }

    def is_over(self, row: Any) -> bool:
        closed = row.state in ForwardPlanItem.closed_states or row.is_archived
        return closed or stands_on_agenda(self.record)


@verb
def put(request: SignedInRequest, reference: str) -> HttpResponse:
    """Put the matter on the agenda of its meeting."""
    person, pages = request.user.person, ForwardPlanItemPages()
    item = pages.find(person, {"reference": reference})
    pages.permit(person, item)
    try:
        put_on_agenda(item, by=person)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The matter is on the agenda."))
    return redirect(pages.after(item))


class ForwardPlanList(RegisterList):
    """What boards are expected to decide."""

    pages = ForwardPlanItemPages()
    detail = ForwardPlanDetail
    item, name = "forward_plan", "forward-plan"
    columns = FORWARD_PLAN
    filters = {
        **RegisterList.filters,
        "is_key": django_filters.ChoiceFilter(
            label=gettext_lazy("Key decision"),
            choices=[("1", gettext_lazy("Key")), ("0", gettext_lazy("Not key"))],
            empty_label=gettext_lazy("Any"),
        ),
    }
    none_yet = gettext_lazy(
        "Nothing is planned yet. A matter is added to the forward plan of the board that decides "
        "it: open the board."
    )

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return by_day(super().rows(person, moment), moment)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if self.of is None or self.of.kind != ScopeKind.BOARD:
            return []
        return super().links(person, asked)


def decided_on(row: Any, meeting: Any) -> date | None:
    """The day of the meeting, or the first day of the period."""
    if meeting is not None:
        day: date = meeting.held_on
        return day
    return row.due_on.first if row.due_on else None
