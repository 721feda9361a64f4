"""Addresses of meetings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from meetings.views import feeds
from meetings.views.coming import coming
from meetings.views.deadlines import ClosureList, DeadlineRuleList, rule_urls
from meetings.views.forward_plan import ForwardPlanList
from programmes.views import register_urls

app_name = "meetings"

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/coming/", coming, name="coming"),
    path("calendars/", feeds.CalendarFeeds.as_view(), name="calendar_feeds"),
    path("calendars/<int:number>/renew/", feeds.renew, name="feed_renew"),
    path("calendars/<int:number>/withdraw/", feeds.withdraw, name="feed_withdraw"),
    path("calendar.ics", feeds.feed, name="feed"),
    *rule_urls("deadline-rules", DeadlineRuleList),
    *rule_urls("closures", ClosureList),
    *register_urls("forward-plan", ForwardPlanList),
]
