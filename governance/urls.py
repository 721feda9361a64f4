"""Addresses of boards and decisions."""

from django.urls import path

from governance.pages import BoardPages, DirectionPages
from governance.views import boards as views
from governance.views.decisions import DecisionList
from programmes.views import register_urls
from records.views.records import AddRecord, part_urls, record_urls

app_name = "governance"

board = BoardPages()

urlpatterns = [
    path("boards/", views.BoardList.as_view(), name="board_list"),
    path("boards/add/", AddRecord.as_view(pages=board), name="board_add"),
    path("boards/<str:reference>/", views.board_detail, name="board_detail"),
    *record_urls("boards/", board),
    *part_urls("boards/", "directions", DirectionPages()),
    path("programmes/<str:reference>/boards/", views.programme_boards, name="programme_boards"),
    path(
        "programmes/<str:parent>/boards/add/",
        AddRecord.as_view(pages=board),
        name="programme_board_add",
    ),
    *register_urls("decisions", DecisionList),
]
