"""Tolerances of a programme or project, and exceptions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded, value_at
from governance.actions.tolerances import decide_exception
from governance.choices import ExceptionState
from governance.columns import EXCEPTIONS
from governance.forms.tolerances import DecideExceptionForm
from governance.models import Board, Decision, Tolerance, ToleranceException
from governance.tolerance_pages import ExceptionPages, TolerancePages
from governance.tolerances import RULES
from people import policy
from people.choices import Act
from people.models import Person, Scope
from programmes.filters import ProgrammeWithinFilter
from programmes.pages import find_scope
from records.pages.lists import ListPage
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import archived_parts
from records.pages.scopes import scope_url
from records.views.acting import ActOn
from records.views.detail import RecordDetail


@takes(*ASKED)
def scope_tolerances(request: SignedInRequest, reference: str) -> HttpResponse:
    """How far a programme or project may stray, and what has been raised."""
    person, asked = request.user.person, moment_asked(request)
    scope = find_scope(person, reference, asked.value)
    rows = Tolerance.objects.at(asked.value, scope_id=scope.pk).live().order_by("id")
    named = rows.annotate(board_title=value_at(asked.value, Board, "board_id", "title"))
    raised = ToleranceException.objects.at(asked.value, tolerance_id__in=rows.values("id"))
    kinds = {row.id: row.kind for row in named}
    may_edit = not asked.value and policy.can(person, Act.EDIT_PROGRAMME, scope)
    context = {
        "scope": as_recorded(scope, asked.value),
        "tolerances": [(row, RULES[row.kind].in_words(row.limit)) for row in named],
        "exceptions": [
            (
                row,
                ExceptionState(row.state).label,
                RULES[kinds[row.tolerance_id]].in_words(row.forecast),
            )
            for row in raised.order_by("-id")
        ],
        "may_edit": may_edit,
        "archived_parts": archived_parts(scope, person, TolerancePages()) if may_edit else [],
        "breadcrumbs": [(scope.title, scope_url(scope))],
        **asked.context(),
    }
    return render(request, "governance/tolerances.html", context)


class ExceptionList(ListPage):
    """What is expected to go beyond its tolerance, everywhere that the person sees."""

    model = ToleranceException
    item, name = "exceptions", "exceptions"
    heading = _("Exceptions")
    columns = EXCEPTIONS
    scope = "tolerance__scope"
    reads = ("options", "recommendation")
    filters = {"programme": ProgrammeWithinFilter("scope_id")}
    none_yet = _("Nothing is expected to go beyond its tolerance.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows = ToleranceException.objects.at(moment).visible_to(person).live()
        rows = rows.annotate(
            scope_id=value_at(moment, Tolerance, "tolerance_id", "scope_id"),
            kind=value_at(moment, Tolerance, "tolerance_id", "kind"),
            decision_reference=value_at(moment, Decision, "decision_id", "reference"),
        )
        rows = rows.annotate(scope_title=value_at(moment, Scope, "scope_id", "title"))
        return rows.order_by("-id")

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d exception", "%(n)d exceptions", count) % {"n": count}


def may_decide(person: Person, exception: ToleranceException) -> bool:
    """Whoever records the decisions of the board that it goes to, or decides above."""
    board, scope = exception.tolerance.board, exception.tolerance.scope
    return policy.can(person, Act.PLAN_MEETINGS, board or scope)


class ExceptionDetail(RecordDetail):
    pages = ExceptionPages()

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        waits = not asked.value and row.state == ExceptionState.OPEN
        rule = RULES[self.record.tolerance.kind]
        facts = {
            "scope": self.record.tolerance.scope.title,
            "forecast": rule.in_words(row.forecast),
            "limit": rule.in_words(row.limit),
        }
        return {
            "heading": _now("%(scope)s: %(forecast)s") % facts,
            "lead": _now("What is tolerated: %(limit)s.") % facts,
            "status": ExceptionState(row.state).label,
            "decide_url": reverse("governance:exception_decide", args=[row.reference])
            if waits and may_decide(person, self.record)
            else "",
        }

    template = "governance/exception.html"


class DecideException(ActOn):
    pages = ExceptionPages()
    record: ToleranceException
    form_class = DecideExceptionForm
    heading, label = _("Record what was decided"), _("Record the decision")
    done = _("%(title)s: the decision is recorded.")

    def permit(self, person: Person) -> None:
        if not may_decide(person, self.record):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        if self.record.state == ExceptionState.OPEN:
            return ""
        label = ExceptionState(self.record.state).label
        return _now("This exception no longer waits: %(state)s.") % {"state": label}

    def text(self, person: Person) -> str:
        return str(self.record.cause)

    def act(self, by: Person, **typed: Any) -> ToleranceException:
        return decide_exception(self.record, by=by, **typed)
