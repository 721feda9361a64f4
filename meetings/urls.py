"""Addresses of meetings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from meetings.views.deadlines import ClosureList, DeadlineRuleList, rule_urls
from meetings.views.forward_plan import ForwardPlanList
from programmes.views import register_urls

app_name = "meetings"

urlpatterns: list[URLPattern | URLResolver] = [
    *rule_urls("deadline-rules", DeadlineRuleList),
    *rule_urls("closures", ClosureList),
    *register_urls("forward-plan", ForwardPlanList),
]
