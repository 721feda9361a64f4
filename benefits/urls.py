"""Addresses of benefits and savings."""

from django.urls import path

from accounts.requests.signed_in import verb
from benefits import pages, views
from benefits.actions import validate_benefit, validate_line
from benefits.views import acts, measurements, savings
from records.views.records import part_urls

app_name = "benefits"

benefit, line = pages.BenefitPages(), pages.SavingsLinePages()

urlpatterns = [
    path("benefits/", views.BenefitList.as_view(), name="every_benefit_list"),
    path("savings/", views.SavingsList.as_view(), name="every_savings_line_list"),
    path(
        "programmes/<str:reference>/benefits/", views.programme_benefits, name="programme_benefits"
    ),
    path(
        "programmes/<str:reference>/benefits/archived/",
        views.archived_benefits,
        name="archived_benefits",
    ),
    path(
        "programmes/<str:reference>/savings/archived/",
        views.archived_savings,
        name="archived_savings",
    ),
    path(
        "programmes/<str:reference>/measurements/by-quarter/",
        measurements.MeasurementGrid.as_view(),
        name="measurement_grid",
    ),
    *part_urls("programmes/", "benefits", benefit),
    path(
        "programmes/<str:parent>/benefits/<int:pk>/validate/",
        verb(acts.Validate.as_view(pages=benefit, write=validate_benefit)),
        name="benefit_validate",
    ),
    path(
        "programmes/<str:parent>/benefits/<int:pk>/hand-over/",
        acts.HandOver.as_view(pages=benefit),
        name="benefit_hand_over",
    ),
    path(
        "programmes/<str:reference>/savings/",
        savings.programme_savings,
        name="programme_savings",
    ),
    path(
        "programmes/<str:reference>/savings/by-year/",
        savings.SavingsGrid.as_view(),
        name="savings_grid",
    ),
    *part_urls("programmes/", "savings", line),
    path(
        "programmes/<str:parent>/savings/<int:pk>/",
        savings.SavingsLineDetail.as_view(pages=line),
        name="savings_line_detail",
    ),
    path(
        "programmes/<str:parent>/savings/<int:pk>/validate/",
        verb(acts.Validate.as_view(pages=line, write=validate_line)),
        name="savings_validate",
    ),
    *part_urls("programmes/", "savings-baselines", pages.SavingsBaselinePages()),
    *part_urls("programmes/", "savings-requirements", pages.SavingsRequirementPages()),
    *part_urls("benefits/", "ways", pages.BenefitPathPages()),
    *part_urls("benefits/", "indicators", pages.IndicatorPages()),
    *part_urls("indicators/", "measurements", pages.MeasurementPages()),
    *part_urls("indicators/", "targets", pages.IndicatorTargetPages()),
    *part_urls("savings/", "amounts", pages.SavingsAmountPages()),
    *part_urls("savings/", "costs", pages.SavingsCostPages()),
    *part_urls("savings/", "projects", pages.SavingsSharePages()),
]
