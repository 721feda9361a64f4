"""Addresses of registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from accounts.requests.signed_in import verb
from programmes.views import register_urls
from records.views.detail import RecordDetail
from records.views.history import RecordHistory
from records.views.records import (
    AddRecord,
    ArchiveRecord,
    attached_file_urls,
    part_urls,
    record_urls,
)
from registers.pages.actions import ActionFilePages, ActionNotePages, ActionPages
from registers.pages.comments import CommentPages
from registers.pages.escalations import IssueEscalationPages, RiskEscalationPages
from registers.pages.links import LinkPages
from registers.pages.reviews import JudgementPages, ReviewFilePages, ReviewPages, ScalePages
from registers.pages.risks import (
    AcceptedRiskPages,
    MitigationPages,
    RiskMatrixPages,
    RiskPages,
)
from registers.views import (
    actions,
    comments,
    entries,
    heat_maps,
    landing,
    links,
    many_actions,
    matrices,
    reviews,
    risks,
)
from registers.views.escalations import escalation_urls

app_name = "registers"

action, link, comment = ActionPages(), LinkPages(), CommentPages()
ACT = "actions/<str:reference>/"
OF_ACTIONS: list[URLPattern] = [
    path("actions/mine/", actions.MyActions.as_view(), name="my_actions"),
    *register_urls("actions", actions.ActionList),
    path(f"{ACT}close/", actions.CloseAction.as_view(pages=action), name="action_close"),
    path(f"{ACT}verify/", actions.VerifyAction.as_view(pages=action), name="action_verify"),
    path(f"{ACT}reopen/", actions.ReopenAction.as_view(pages=action), name="action_reopen"),
    *part_urls("actions/", "progress", ActionNotePages()),
    *attached_file_urls("actions/", "files", ActionFilePages()),
    path(
        "scopes/<str:reference>/actions/add-several/",
        many_actions.AddMany.as_view(),
        name="action_add_many",
    ),
    path(
        "scopes/<str:reference>/actions/close-several/",
        many_actions.CloseMany.as_view(),
        name="action_close_many",
    ),
]

review, scale = ReviewPages(), ScalePages()
OF_REVIEWS: list[URLPattern] = [
    *register_urls("reviews", reviews.ReviewList),
    *part_urls("reviews/", "judgements", JudgementPages()),
    *attached_file_urls("reviews/", "files", ReviewFilePages()),
    path(
        "reviews/<str:reference>/actions/add/",
        reviews.ActOnReview.as_view(),
        name="review_act",
    ),
    path("judgement-scales/", reviews.ScaleList.as_view(), name="scale_list"),
    path("judgement-scales/add/", AddRecord.as_view(pages=scale), name="scale_add"),
    path(
        "judgement-scales/<str:reference>/",
        RecordDetail.as_view(pages=scale),
        name="scale_detail",
    ),
    *record_urls("judgement-scales/", scale),
]
risk, accepted, matrix = RiskPages(), AcceptedRiskPages(), RiskMatrixPages()
RISK = "risks/<str:reference>/"
OF_RISKS: list[URLPattern] = [
    *register_urls("risks", risks.RiskList),
    path(
        "risks/<str:parent>/actions/add/",
        AddRecord.as_view(pages=MitigationPages()),
        name="mitigation_add",
    ),
    path(f"{RISK}happened/", risks.RiskHappened.as_view(pages=risk), name="risk_happened"),
    path(f"{RISK}accept/", risks.AcceptRisk.as_view(pages=accepted), name="risk_accept"),
    path(f"{RISK}close/", risks.CloseRisk.as_view(pages=accepted), name="risk_close"),
    path(f"{RISK}reopen/", risks.ReopenRisk.as_view(pages=accepted), name="risk_reopen"),
    *escalation_urls("risks/", risk, RiskEscalationPages()),
    path("risk-matrices/", matrices.MatrixList.as_view(), name="matrix_list"),
    path("risk-matrices/add/", AddRecord.as_view(pages=matrix), name="matrix_add"),
    path(
        "risk-matrices/<str:reference>/",
        matrices.MatrixDetail.as_view(pages=matrix),
        name="matrix_detail",
    ),
    *record_urls("risk-matrices/", matrix),
]
OF_LINKS: list[URLPattern] = [
    path("linked/<str:kind>/<int:pk>/", links.record, name="record"),
    path("linked/<str:kind>/<int:pk>/links/add/", links.AddLink.as_view(), name="link_add"),
    path("links/<int:pk>/archive/", ArchiveRecord.as_view(pages=link), name="link_archive"),
    path("links/<int:pk>/history/", RecordHistory.as_view(pages=link), name="link_history"),
]
OF_COMMENTS: list[URLPattern] = [
    path(
        "linked/<str:kind>/<int:pk>/comments/add/",
        comments.AddComment.as_view(),
        name="comment_add",
    ),
    path(
        "comments/<int:pk>/answer/",
        comments.AnswerComment.as_view(pages=comment),
        name="comment_answer",
    ),
    path(
        "comments/<int:pk>/resolve/",
        verb(comments.SettleComment.as_view(pages=comment)),
        name="comment_resolve",
    ),
    path(
        "comments/<int:pk>/reopen/",
        verb(comments.SettleComment.as_view(pages=comment, is_resolved=False)),
        name="comment_reopen",
    ),
    path(
        "comments/<int:pk>/history/", RecordHistory.as_view(pages=comment), name="comment_history"
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("registers/", landing.every_register, name="registers"),
    path("registers/heat-map/", heat_maps.heat_map_of_all, name="heat_map"),
    path("scopes/<str:reference>/registers/", landing.registers_of_scope, name="scope_registers"),
    path("scopes/<str:reference>/heat-map/", heat_maps.heat_map_of_scope, name="scope_heat_map"),
    *OF_RISKS,
    *OF_ACTIONS,
    *OF_REVIEWS,
    *OF_LINKS,
    *OF_COMMENTS,
    *register_urls("issues", entries.IssueList),
    *escalation_urls("issues/", entries.IssueList.pages, IssueEscalationPages()),
    *register_urls("assumptions", entries.AssumptionList),
    *register_urls("dependencies", entries.DependencyList),
    *register_urls("change-requests", entries.ChangeRequestList),
    *(
        path(
            f"change-requests/<str:reference>/{to}/",
            entries.MoveChange.as_view(pages=entries.ChangeRequestList.pages, to=to),
            name=f"change_request_{to}",
        )
        for to in entries.MOVE_WORDS
    ),
]
