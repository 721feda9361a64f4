"""Report formats: the list, a format with its versions, and the ways in and out as files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from audit.queries.moments import as_recorded
from documents.format_files import FormatFile, as_text
from people import policy
from people.choices import Act
from people.models import Person
from records.pages.lists import ListPage
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import PartPages, RecordPages, archived_parts
from records.views.record_page import RecordPageView
from reports.columns import FORMATS
from reports.format_forms import FormatVersionForm, ImportFormatForm, ReportFormatForm
from reports.formats import add_version, archive_version, import_format, start_format
from reports.models import FormatVersion, ReportFormat
from reports.queries.formats import definition_of, used, versions
from reports.views.papers import download


class ReportFormatPages(RecordPages):
    """Formats are the council's: whoever may edit them may in the office."""

    model = ReportFormat
    form_class = ReportFormatForm
    act = Act.EDIT_FORMATS
    namespace, name = "reports", "format"

    def find(self, person: Person, keys: dict[str, Any]) -> ReportFormat:
        visible = ReportFormat.objects.visible_to(person)
        return get_object_or_404(visible, reference=keys["reference"])

    def home(self, record: ReportFormat) -> None:
        return None

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> ReportFormat:
        return start_format(by=by, **fields)

    def crumbs(self, record: ReportFormat) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [(_("Report formats"), reverse("reports:format_list"))]


class FormatVersionPages(PartPages):
    model = FormatVersion
    form_class = FormatVersionForm
    act = Act.EDIT_FORMATS
    namespace, name = "reports", "format_version"

    def create(self, parent: ReportFormat, /, *, by: Person, **fields: Any) -> FormatVersion:
        newest = versions([parent.pk], None)[parent.pk][-1]
        return add_version(parent, definition=definition_of(newest), by=by, **fields)

    def archive(self, record: FormatVersion, *, by: Person, reason: str) -> FormatVersion:
        return archive_version(record, by=by, reason=reason)

    def after(self, record: FormatVersion) -> str:
        return self.url("detail", record)

    def crumbs(self, record: FormatVersion) -> list[tuple[str, str]]:
        return [*super().crumbs(record), (str(record), self.after(record))]


class FormatList(ListPage):
    """Every report format, by name."""

    model = ReportFormat
    name = "report-formats"
    heading = gettext_lazy("Report formats")
    columns = FORMATS
    scope = None
    none_yet = gettext_lazy("There is no report format yet.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return ReportFormat.objects.at(moment).visible_to(person).live().by_title()

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_FORMATS):
            return []
        return [
            (_("Add a format"), reverse("reports:format_add")),
            (_("Import a format"), reverse("reports:format_import")),
        ]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d format", "%(n)d formats", count) % {"n": count}


@takes(*ASKED)
def format_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A format and its versions, with the one in force on the day."""
    person, asked, pages = request.user.person, moment_asked(request), ReportFormatPages()
    found = pages.find(person, {"reference": reference})
    may_edit = not asked.value and policy.can(person, Act.EDIT_FORMATS)
    row = as_recorded(found, asked.value)
    context = {
        "format": row,
        "bodies": row.get_bodies_display(),
        "versions": used(found.pk, person, asked.value),
        "papers": found.papers.aggregate(count=Count("pk"))["count"],
        "may_edit": may_edit,
        "archived_parts": archived_parts(found, person, FormatVersionPages()) if may_edit else [],
        "breadcrumbs": pages.crumbs_of_parent(None),
        **asked.context(),
    }
    return render(request, "reports/format_detail.html", context)


class FormatVersionFile(RecordPageView):
    """A version as a file that can be imported elsewhere."""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        found = self.pages.find(request.user.person, keys)
        text = as_text(file_of(found)).encode()
        return download(text, "application/json", f"{name_of(found)}.json")


def file_of(version: FormatVersion) -> FormatFile:
    whole = version.format
    return FormatFile(
        key=whole.key,
        title=whole.title,
        about=whole.about,
        bodies=whole.bodies,  # type: ignore[arg-type]  # the model offers the same words
        valid_from=version.valid_from,
        definition=definition_of(version),
    )


def name_of(version: FormatVersion) -> str:
    day: date = version.valid_from
    return f"{version.format.key}-{day.isoformat()}"


class ImportFormat(View):
    """Take a version of a format from a file."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        self.permit(request)
        return self.page(request, ImportFormatForm())

    def post(self, request: SignedInRequest) -> HttpResponse:
        self.permit(request)
        form = ImportFormatForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                file, day = form.cleaned_data["file"], form.day()
                version = import_format(file, by=request.user.person, valid_from=day)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                said = _("The version of “%(format)s” is imported.") % {"format": version.format}
                messages.success(request, said)
                return redirect(FormatVersionPages().after(version))
        return self.page(request, form)

    def permit(self, request: SignedInRequest) -> None:
        if not policy.can(request.user.person, Act.EDIT_FORMATS):
            raise PermissionDenied

    def page(self, request: SignedInRequest, form: ImportFormatForm) -> HttpResponse:
        context = {
            "form": form,
            "heading": _("Import a format"),
            "button_label": _("Import"),
            "cancel_url": reverse("reports:format_list"),
            "breadcrumbs": ReportFormatPages().crumbs_of_parent(None),
            "given_back": copy_given_back(request),
        }
        return render(request, "records/form.html", context)
