"""Addresses of meetings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from meetings.pages.interests import InterestPages
from meetings.pages.meetings import (
    AgendaItemPages,
    MeetingPages,
    MeetingSeriesPages,
    StandingItemPages,
)
from meetings.pages.restricting import ItemRestrictionPages
from meetings.views import feeds, lists, meetings, members, minutes
from meetings.views.coming import coming
from meetings.views.deadlines import ClosureList, DeadlineRuleList, rule_urls
from meetings.views.forward_plan import ForwardPlanList, put
from meetings.views.gates import TableReview
from meetings.views.running import RunMeeting
from programmes.views import register_urls
from records.views.records import AddRecord, part_urls, record_urls

app_name = "meetings"

meeting = MeetingPages()

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/coming/", coming, name="coming"),
    path("calendars/", feeds.CalendarFeeds.as_view(), name="calendar_feeds"),
    path("calendars/<int:number>/renew/", feeds.renew, name="feed_renew"),
    path("calendars/<int:number>/withdraw/", feeds.withdraw, name="feed_withdraw"),
    path("calendar.ics", feeds.feed, name="feed"),
    path("meetings/", lists.MeetingList.as_view(), name="meeting_list"),
    path(
        "boards/<str:reference>/meetings/",
        lists.BoardMeetingList.as_view(),
        name="board_meeting_list",
    ),
    path("boards/<str:parent>/meetings/add/", AddRecord.as_view(pages=meeting), name="meeting_add"),
    *part_urls("boards/", "meeting-series", MeetingSeriesPages()),
    *part_urls("boards/", "standing-items", StandingItemPages()),
    path("meetings/<str:reference>/", meetings.meeting_detail, name="meeting_detail"),
    *record_urls("meetings/", meeting),
    *part_urls("meetings/", "items", AgendaItemPages()),
    *part_urls("agenda-items/", "interests", InterestPages()),
    path(
        "agenda-items/<int:parent>/restrict/",
        AddRecord.as_view(pages=ItemRestrictionPages()),
        name="item_restrict",
    ),
    path("meetings/<str:reference>/move/", meetings.move, name="meeting_move"),
    path(
        "meetings/<str:reference>/cancel/", meetings.CancelMeeting.as_view(), name="meeting_cancel"
    ),
    path("meetings/<str:reference>/hold/", meetings.HoldAfterAll.as_view(), name="meeting_hold"),
    path(
        "meetings/<str:reference>/gates/<str:gate>/table/",
        TableReview.as_view(),
        name="gate_table",
    ),
    path("meetings/<str:reference>/run/", RunMeeting.as_view(), name="meeting_run"),
    path("meetings/<str:reference>/items/<int:pk>/agree/", members.consent, name="item_consent"),
    path("meetings/<str:reference>/votes/<int:pk>/", members.vote, name="vote_cast"),
    path("meetings/<str:reference>/minutes/", minutes.meeting_minutes, name="meeting_minutes"),
    path("meetings/<str:reference>/minutes/confirm/", minutes.confirm, name="minutes_confirm"),
    path(
        "meetings/<str:reference>/files/<str:what>/<str:kind>/",
        minutes.meeting_file,
        name="meeting_file",
    ),
    *rule_urls("deadline-rules", DeadlineRuleList),
    *rule_urls("closures", ClosureList),
    path("forward-plan/<str:reference>/put/", put, name="forward_plan_item_put"),
    *register_urls("forward-plan", ForwardPlanList),
]
