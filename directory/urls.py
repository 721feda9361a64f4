"""Addresses of people, appointments and signing in."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import TemplateView

from accounts.views import own_account, rights
from directory.views import (
    accounts,
    hand_over,
    merge,
    pages,
    restrictions,
    scopes,
    security_events,
    units,
)
from directory.views.confirming import ConfirmAppointment
from records.pages.record_pages import RestrictedReaderPages, RestrictionPages
from records.views import activity, working_copies
from records.views.records import AddRecord, part_urls, record_urls

app_name = "people"

restriction = RestrictionPages()
person, appointment = pages.PersonPages(), pages.AppointmentPages()
unit, ward = units.UnitPages(), units.WardPages()

urlpatterns = [
    path(
        "signed-out/",
        login_not_required(TemplateView.as_view(template_name="account/signed_out.html")),
        name="signed_out",
    ),
    path("account/", own_account.own_account, name="own_account"),
    path("account/devices/<str:number>/end/", own_account.end_device, name="device_end"),
    path("people/", pages.person_list, name="person_list"),
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
    path("units/", units.unit_list, name="unit_list"),
    path("units/add/", AddRecord.as_view(pages=unit), name="unit_add"),
    path("units/<str:reference>/", units.unit_detail, name="unit_detail"),
    *record_urls("units/", unit),
    path("wards/", units.ward_list, name="ward_list"),
    path("wards/add/", AddRecord.as_view(pages=ward), name="ward_add"),
    *record_urls("wards/", ward),
    path("activity/", activity.all_activity, name="activity"),
    path("security-events/", security_events.security_events, name="security_events"),
    path("scopes/<str:reference>/activity/", activity.scope_activity, name="scope_activity"),
    path("people/<str:reference>/activity/", activity.person_activity, name="person_activity"),
    path("changes/<str:kind>/<int:pk>/", activity.history_of_record, name="history_of_record"),
    path("scopes/<str:reference>/", scopes.scope_detail, name="scope_detail"),
    *part_urls("scopes/", "appointments", appointment),
    path(
        "scopes/<str:parent>/appointments/<int:pk>/confirm/",
        ConfirmAppointment.as_view(pages=appointment),
        name="appointment_confirm",
    ),
    path("rights/", rights.rights, name="rights"),
    path(
        "working-copies/<path:form>/drop/",
        working_copies.drop_working_copy,
        name="working_copy_drop",
    ),
    path("working-copies/<path:form>/", working_copies.keep_working_copy, name="working_copy"),
]
