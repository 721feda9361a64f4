"""Addresses of people, units, wards, seats and restrictions."""

from django.urls import path

from accounts.requests.signed_in import verb
from directory.pages import RestrictedReaderPages, RestrictionPages
from directory.views import (
    accounts,
    activities,
    hand_over,
    lists,
    merge,
    pages,
    restrictions,
    scopes,
    security_events,
    sign_in_changes,
    units,
)
from directory.views.confirming import ConfirmAppointment
from records.views.detail import RecordDetail
from records.views.records import AddRecord, attached_file_urls, part_urls, record_urls

app_name = "directory"

restriction, sign_in_change = RestrictionPages(), sign_in_changes.SignInChangePages()
person, appointment = pages.PersonPages(), pages.AppointmentPages()
unit, ward = units.UnitPages(), units.WardPages()

urlpatterns = [
    path("people/", lists.PersonList.as_view(), name="person_list"),
    path("people/add/", AddRecord.as_view(pages=person), name="person_add"),
    path("people/<str:reference>/", pages.person_detail, name="person_detail"),
    path("people/<str:reference>/sign-in/", accounts.Invite.as_view(), name="account_invite"),
    path("people/<str:reference>/withdraw/", accounts.withdraw, name="account_withdraw"),
    path(
        "people/<str:reference>/second-step/",
        accounts.ResetSecondFactor.as_view(),
        name="account_reset_second_factor",
    ),
    path("people/<str:reference>/sign-out/", accounts.sign_out_everywhere, name="account_sign_out"),
    path("people/<str:reference>/stop/", accounts.stop, name="account_stop"),
    *record_urls("people/", person),
    path(
        "people/<str:parent>/sign-in-changes/<int:pk>/",
        sign_in_changes.Detail.as_view(pages=sign_in_change),
        name="sign_in_change_detail",
    ),
    path(
        "people/<str:parent>/sign-in-changes/<int:pk>/confirm/",
        verb(sign_in_changes.Confirm.as_view(pages=sign_in_change)),
        name="sign_in_change_confirm",
    ),
    path(
        "people/<str:parent>/sign-in-changes/<int:pk>/stop/",
        verb(sign_in_changes.Stop.as_view(pages=sign_in_change)),
        name="sign_in_change_stop",
    ),
    *part_urls("people/", "sign-in-changes", sign_in_change),
    path(
        "people/<str:reference>/hand-over/",
        hand_over.HandOver.as_view(pages=person),
        name="person_hand_over",
    ),
    path("people/<str:reference>/merge/", merge.Merge.as_view(pages=person), name="person_merge"),
    path("restrictions/", restrictions.restriction_list, name="restriction_list"),
    path(
        "restrictions/<str:reference>/",
        restrictions.restriction_detail,
        name="restriction_detail",
    ),
    path(
        "restrictions/<str:reference>/release/",
        restrictions.ReleaseRestriction.as_view(pages=restriction),
        name="restriction_release",
    ),
    *record_urls("restrictions/", restriction),
    *part_urls("restrictions/", "readers", RestrictedReaderPages()),
    path("units/", lists.UnitList.as_view(), name="unit_list"),
    path("units/add/", AddRecord.as_view(pages=unit), name="unit_add"),
    path("units/<str:reference>/", units.unit_detail, name="unit_detail"),
    *record_urls("units/", unit),
    *attached_file_urls("units/", "logos", units.LogoPages()),
    path("wards/", lists.WardList.as_view(), name="ward_list"),
    path("wards/add/", AddRecord.as_view(pages=ward), name="ward_add"),
    path("wards/<str:reference>/", RecordDetail.as_view(pages=ward), name="ward_detail"),
    *record_urls("wards/", ward),
    path("security-events/", security_events.security_events, name="security_events"),
    path("scopes/<str:reference>/activity/", activities.scope_activity, name="scope_activity"),
    path("people/<str:reference>/activity/", activities.person_activity, name="person_activity"),
    path("scopes/<str:reference>/", scopes.scope_detail, name="scope_detail"),
    *part_urls("scopes/", "appointments", appointment),
    path(
        "scopes/<str:parent>/appointments/<int:pk>/confirm/",
        ConfirmAppointment.as_view(pages=appointment),
        name="appointment_confirm",
    ),
]
