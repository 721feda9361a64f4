"""Addresses of registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from programmes.views import register_urls
from records.views.records import attached_file_urls, part_urls
from registers.pages.actions import ActionFilePages, ActionNotePages, ActionPages
from registers.views import actions, entries, landing, many_actions

app_name = "registers"

action = ActionPages()
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

urlpatterns: list[URLPattern | URLResolver] = [
    path("registers/", landing.every_register, name="registers"),
    path("scopes/<str:reference>/registers/", landing.registers_of_scope, name="scope_registers"),
    *OF_ACTIONS,
    *register_urls("issues", entries.IssueList),
    *register_urls("assumptions", entries.AssumptionList),
    *register_urls("dependencies", entries.DependencyList),
    *register_urls("change-requests", entries.ChangeRequestList),
]
