"""My work, all programmes, and the dashboard of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from people import policy
from people.choices import Act, UnitKind
from people.models import OrganisationUnit, Person
from people.queries import office
from people.waiting import reviews_due, to_confirm
from programmes.models import Programme
from programmes.pages import programme_frame
from programmes.queries import find_programme, programme_at
from projects.columns import milestone_columns
from projects.queries import returned_to, waiting_for_answer
from records.pages import menu
from records.pages.listing import narrowed, page_of
from records.pages.lists import table
from records.pages.moments import ASKED, moment_asked
from reports.columns import PROGRAMMES
from reports.filters import ProgrammeFilter
from reports.queries.clearances import clearance_tasks
from reports.queries.dashboard import dashboard
from reports.queries.portfolio import papers_to_write, programme_lines, report_tasks
from values.spelling import alphabetical

MOST = 20
"""Reports of one kind that My work shows; the others take their places as these are done."""


def my_work(request: SignedInRequest) -> HttpResponse:
    """What waits for the person who is signed in, and the programmes that they follow."""
    person = request.user.person
    programmes = (
        Programme.objects.visible_to(person).live().order_by("state", alphabetical("title"), "id")
    )
    running = programmes.exclude(state="closed")[:12]
    lines = programme_lines(running, None)
    context = {
        "returned": returned_to(person, MOST),
        "to_accept": waiting_for_answer(person, MOST),
        "tasks": report_tasks(person),
        "papers": papers_to_write(person),
        "reviews": reviews_due(person),
        "to_confirm": to_confirm(person),
        "clearances": clearance_tasks(person),
        "programmes": table(PROGRAMMES, lines),
        "may_create": policy.can(person, Act.CREATE_PROGRAMME),
        "first_steps": [] if lines else first_steps(person),
    }
    return render(request, "reports/my_work.html", context)


def first_steps(person: Person) -> list[tuple[str, str]]:
    """The first steps for those who keep the office of a council without a programme, each with its
    page."""
    if not policy.can(person, Act.KEEP_OFFICE) or Programme.objects.exists():
        return []
    council = OrganisationUnit.objects.live().filter(kind=UnitKind.COUNCIL).order_by("id").first()
    named = (
        reverse("directory:unit_edit", args=[council.pk])
        if council
        else reverse("directory:unit_add")
    )
    return [
        (_("Check the council’s name, which appears on every page and paper"), named),
        (_("Add its departments and teams"), reverse("directory:unit_list")),
        (
            _("Add the people you work with, and invite them to sign in"),
            reverse("directory:person_list"),
        ),
        (
            _("Give roles in the programme office"),
            reverse("directory:scope_detail", args=[office().reference]),
        ),
        (
            _("Add the committees and boards that read your papers"),
            reverse("governance:board_list"),
        ),
        (
            _("Create the first programme; its projects and papers belong to it"),
            reverse("programmes:programme_add"),
        ),
    ]


@takes("page", *ASKED, narrowed_by=ProgrammeFilter)
def portfolio(request: SignedInRequest) -> HttpResponse:
    """Every programme that the person may see, now or as at a past day."""
    person = request.user.person
    asked = moment_asked(request)
    mine = Programme.objects.at(asked.value).visible_to(person)
    rows = mine.order_by(alphabetical("title"), "id")
    programme_filter = ProgrammeFilter(request.GET or None, queryset=rows)
    page = page_of(narrowed(programme_filter), request)
    context = {
        "filter": programme_filter,
        "page": page,
        "programmes": table(
            PROGRAMMES, programme_lines(page.object_list, asked.value), asked.query
        ),
        "lists": menu.items_under("programmes"),
        "here": "programmes",
        "may_add": not asked.value and policy.can(person, Act.CREATE_PROGRAMME),
        **asked.context(),
    }
    return render(request, "reports/portfolio.html", context)


@takes(*ASKED)
def programme_dashboard(request: SignedInRequest, reference: str) -> HttpResponse:
    """One programme for its board, now or as at a past day."""
    person, asked = request.user.person, moment_asked(request)
    programme = find_programme(person, reference, asked.value)
    seen = dashboard(programme_at(programme, asked.value), asked.value)
    context = {
        "dashboard": seen,
        "slipped": table(milestone_columns(with_project=True, with_state=False), seen.slipped),
        "breadcrumbs": [(_("Programmes"), reverse("reports:portfolio"))],
        **programme_frame(programme, person, asked),
    }
    return render(request, "reports/dashboard.html", context)
