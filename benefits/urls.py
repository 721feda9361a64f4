"""Addresses of benefits and savings."""

from django.urls import path

from benefits import pages, views
from records.views.records import part_urls

app_name = "benefits"

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
    *part_urls("programmes/", "benefits", pages.BenefitPages()),
    *part_urls("programmes/", "savings", pages.SavingsLinePages()),
    *part_urls("benefits/", "indicators", pages.IndicatorPages()),
    *part_urls("indicators/", "measurements", pages.MeasurementPages()),
    *part_urls("savings/", "amounts", pages.SavingsAmountPages()),
]
