"""Addresses that all kinds of record share: recent changes, and working copies."""

from django.urls import path

from records.views import activity, pasting, working_copies

app_name = "records"

urlpatterns = [
    path("activity/", activity.all_activity, name="activity"),
    path("changes/<str:kind>/<int:pk>/", activity.history_of_record, name="history_of_record"),
    path("pasted/", pasting.read_pasted, name="read_pasted"),
    path(
        "working-copies/<path:form>/drop/",
        working_copies.drop_working_copy,
        name="working_copy_drop",
    ),
    path("working-copies/<path:form>/", working_copies.keep_working_copy, name="working_copy"),
]
