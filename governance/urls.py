"""Addresses of boards and decisions."""

from django.urls import path

from governance.gate_pages import GateReviewPages
from governance.pages import (
    BoardPages,
    BodyKindPages,
    DirectionPages,
    SponsorshipPages,
    TermsPages,
)
from governance.tolerance_pages import ExceptionPages, TolerancePages
from governance.views import agreed, gates, tolerances
from governance.views import boards as views
from governance.views.changes import SettleChange
from governance.views.decisions import DecisionList
from governance.views.endings import DecideClosing, DecidePhase
from governance.views.kinds import BodyKindList
from governance.views.pictures import office_governance, programme_governance
from governance.views.terms import TermsDetail, terms_compare
from programmes.views import register_urls
from records.views.detail import RecordDetail
from records.views.records import AddRecord, part_urls, record_urls

app_name = "governance"

board, kind, terms = BoardPages(), BodyKindPages(), TermsPages()

urlpatterns = [
    path("boards/", views.BoardList.as_view(), name="board_list"),
    path("boards/add/", AddRecord.as_view(pages=board), name="board_add"),
    path("boards/<str:reference>/", views.board_detail, name="board_detail"),
    *record_urls("boards/", board),
    *part_urls("boards/", "directions", DirectionPages()),
    *part_urls("boards/", "sponsors", SponsorshipPages()),
    path("boards/<str:reference>/terms/compare/", terms_compare, name="terms_compare"),
    path(
        "boards/<str:parent>/terms/<int:pk>/",
        TermsDetail.as_view(pages=terms),
        name="terms_detail",
    ),
    *part_urls("boards/", "terms", terms),
    path("kinds-of-body/", BodyKindList.as_view(), name="body_kind_list"),
    path("kinds-of-body/add/", AddRecord.as_view(pages=kind), name="body_kind_add"),
    path(
        "kinds-of-body/<str:reference>/",
        RecordDetail.as_view(pages=kind),
        name="body_kind_detail",
    ),
    *record_urls("kinds-of-body/", kind),
    path("governance/", office_governance, name="office_governance"),
    path(
        "programmes/<str:reference>/governance/",
        programme_governance,
        name="programme_governance",
    ),
    path("programmes/<str:reference>/boards/", views.programme_boards, name="programme_boards"),
    path(
        "programmes/<str:parent>/boards/add/",
        AddRecord.as_view(pages=board),
        name="programme_board_add",
    ),
    *register_urls("decisions", DecisionList),
    path(
        "change-requests/<str:reference>/settle/",
        SettleChange.as_view(),
        name="change_settle",
    ),
    path(
        "programmes/<str:parent>/phases/<int:pk>/decide/",
        DecidePhase.as_view(),
        name="phase_decide",
    ),
    path(
        "closing-reports/<str:reference>/decide/",
        DecideClosing.as_view(),
        name="closing_decide",
    ),
    path("gates/", gates.GateList.as_view(), name="gate_list"),
    path("gates/<str:reference>/", gates.GateDetail.as_view(), name="gate_detail"),
    path("gates/<str:reference>/vet/", gates.VetGate.as_view(), name="gate_vet"),
    path("gates/<str:reference>/return/", gates.ReturnGate.as_view(), name="gate_return"),
    path("gates/<str:reference>/decide/", gates.DecideGate.as_view(), name="gate_decide"),
    path("gates/<str:reference>/carry-out/", gates.CarryOutGate.as_view(), name="gate_carry_out"),
    *record_urls("gates/", GateReviewPages()),
    *part_urls("scopes/", "tolerances", TolerancePages()),
    path(
        "scopes/<str:reference>/tolerances/",
        tolerances.scope_tolerances,
        name="scope_tolerances",
    ),
    path("exceptions/", tolerances.ExceptionList.as_view(), name="exception_list"),
    path(
        "exceptions/<str:reference>/",
        tolerances.ExceptionDetail.as_view(pages=ExceptionPages()),
        name="exception_detail",
    ),
    path(
        "exceptions/<str:reference>/decide/",
        tolerances.DecideException.as_view(),
        name="exception_decide",
    ),
    *record_urls("exceptions/", ExceptionPages()),
    path("projects/<str:reference>/gates/", gates.project_gates, name="project_gates"),
    path(
        "projects/<str:reference>/gates/<str:gate>/submit/",
        gates.SubmitGate.as_view(),
        name="gate_submit",
    ),
    path("agreed/<str:kind>/<int:pk>/change/", agreed.ChangeAgreed.as_view(), name="agreed_change"),
    path(
        "agreed/<str:kind>/<int:pk>/correct/",
        agreed.CorrectAgreed.as_view(),
        name="agreed_correct",
    ),
    path("agreed/<str:kind>/<int:pk>/remove/", agreed.RemoveAgreed.as_view(), name="agreed_remove"),
    path(
        "agreed/<str:kind>/<int:pk>/correct-removal/",
        agreed.CorrectRemoval.as_view(),
        name="agreed_correct_removal",
    ),
]
