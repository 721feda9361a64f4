"""Addresses of registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from programmes.views import register_urls
from records.views.history import RecordHistory
from records.views.records import AddRecord, record_urls
from registers.pages.risks import AcceptedRiskPages, EscalationPages, RiskMatrixPages, RiskPages
from registers.views import entries, heat_maps, landing, matrices, risks

app_name = "registers"

risk, accepted, escalation, matrix = (
    RiskPages(),
    AcceptedRiskPages(),
    EscalationPages(),
    RiskMatrixPages(),
)
one_risk, one_escalation = "risks/<str:reference>/", "risks/<str:parent>/escalations/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("registers/", landing.every_register, name="registers"),
    path("registers/heat-map/", heat_maps.heat_map_of_all, name="heat_map"),
    path("scopes/<str:reference>/registers/", landing.registers_of_scope, name="scope_registers"),
    path("scopes/<str:reference>/heat-map/", heat_maps.heat_map_of_scope, name="scope_heat_map"),
    *register_urls("risks", risks.RiskList),
    path(f"{one_risk}happened/", risks.RiskHappened.as_view(pages=risk), name="risk_happened"),
    path(f"{one_risk}escalate/", risks.EscalateRisk.as_view(pages=risk), name="risk_escalate"),
    path(f"{one_risk}accept/", risks.AcceptRisk.as_view(pages=accepted), name="risk_accept"),
    path(f"{one_risk}close/", risks.CloseRisk.as_view(pages=accepted), name="risk_close"),
    path(f"{one_risk}reopen/", risks.ReopenRisk.as_view(pages=accepted), name="risk_reopen"),
    path(
        f"{one_escalation}answer/",
        risks.AnswerEscalation.as_view(pages=escalation),
        name="escalation_answer",
    ),
    path(
        f"{one_escalation}history/",
        RecordHistory.as_view(pages=escalation),
        name="escalation_history",
    ),
    path("risk-matrices/", matrices.MatrixList.as_view(), name="matrix_list"),
    path("risk-matrices/add/", AddRecord.as_view(pages=matrix), name="matrix_add"),
    path(
        "risk-matrices/<str:reference>/",
        matrices.MatrixDetail.as_view(pages=matrix),
        name="matrix_detail",
    ),
    *record_urls("risk-matrices/", matrix),
    *register_urls("issues", entries.IssueList),
    *register_urls("assumptions", entries.AssumptionList),
    *register_urls("dependencies", entries.DependencyList),
    *register_urls("change-requests", entries.ChangeRequestList),
]
