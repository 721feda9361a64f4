"""Addresses of packs."""

from __future__ import annotations

from django.urls import path

from packs.pages import PackPages
from packs.views import making, public, reading
from records.views.history import RecordHistory

app_name = "packs"

VERSION = "packs/<str:reference>/versions/<int:number>/"
PUBLIC = "public/packs/<str:reference>/<int:number>/"

urlpatterns = [
    path("meetings/<str:reference>/pack/", making.meeting_pack, name="meeting_pack"),
    path("meetings/<str:reference>/pack/make/", making.build, name="pack_build"),
    path("packs/<str:reference>/", reading.pack_detail, name="pack_detail"),
    path(
        "packs/<str:reference>/history/",
        RecordHistory.as_view(pages=PackPages()),
        name="pack_history",
    ),
    path(VERSION, reading.pack_version, name="pack_version"),
    path(f"{VERSION}items/<int:position>/", reading.pack_item, name="pack_item"),
    path(f"{VERSION}pdf/", reading.pack_pdf, name="pack_pdf"),
    path(f"{VERSION}restricted-pdf/", reading.pack_full_pdf, name="pack_full_pdf"),
    path(f"{VERSION}publish/", making.publish, name="pack_publish"),
    path("boards/<str:reference>/public-page/", making.public_switch, name="public_switch"),
    path("public/boards/<str:reference>/", public.board, name="public_board"),
    path("public/decisions/<str:reference>/", public.decision, name="public_decision"),
    path("public/meetings/<str:reference>/minutes/", public.minutes, name="public_minutes"),
    path(PUBLIC, public.pack, name="public_pack"),
    path(f"{PUBLIC}pdf/", public.pdf, name="public_pdf"),
    path(f"{PUBLIC}items/<int:position>/", public.item, name="public_item"),
]
