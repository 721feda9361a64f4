"""The forms in which records are entered and edited, found through the table of addresses."""

from __future__ import annotations

from django import forms

from projects.forms import StatusReportForm
from records.pages.record_pages import RecordPages
from reports.forms import GiveClearanceForm
from tests.sweeps.addresses import addresses

# Pages of their own kind: not add or edit pages of RecordPages.
OWN_PAGES = {
    "projects:report_edit": StatusReportForm,
    "reports:clearance_give": GiveClearanceForm,
}


def record_pages() -> dict[str, RecordPages]:
    """What serves each record's own page, by the page's address."""
    return {address.name: address.pages for address in addresses() if address.pages is not None}


def record_forms() -> set[type[forms.ModelForm]]:
    """The forms of all records."""
    found = {getattr(pages, "form_class", None) for pages in record_pages().values()}
    return {form for form in found if form is not None} | set(OWN_PAGES.values())
