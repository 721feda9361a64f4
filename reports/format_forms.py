"""Forms of report formats and their versions."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.errors import Refused
from documents.format_files import (
    MOST_BYTES,
    FaultyFormat,
    FormatFile,
    as_text,
    read_file,
    read_format,
)
from documents.format_rules import MOST_OF_A_KEY, no_key
from people.choices import Role
from records.fields import DayField
from records.forms import RecordForm
from reports.formats import check_logo
from reports.models import FormatVersion, ReportFormat
from reports.queries.formats import definition_of
from values import clock
from values.spelling import alphabetical


class ReportFormatForm(RecordForm):
    """A new format also says from when it counts, and what it begins as."""

    beside = ("valid_from", "copy_of")

    valid_from = DayField(
        label=_("Valid from"),
        help_text=_("Papers for meetings from this day on may be printed in it."),
    )
    copy_of = forms.ModelChoiceField(
        ReportFormat.objects.none(),
        label=_("Copy of"),
        required=False,
        empty_label=_("None: begin with a title and one section"),
    )

    class Meta(RecordForm.Meta):
        model = ReportFormat
        fields = ("title", "key", "bodies", "about")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["key"], self.fields["valid_from"], self.fields["copy_of"]
            return
        self.fields["valid_from"].initial = clock.today()
        copy_of = cast(forms.ModelChoiceField, self.fields["copy_of"])
        copy_of.queryset = ReportFormat.objects.live().order_by(alphabetical("title"), "id")

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if key != key.lower() or "_" in key or len(key) > MOST_OF_A_KEY:
            raise ValidationError(no_key())
        return key

    def values(self) -> dict[str, Any]:
        more = {n: self.cleaned_data[n] for n in self.beside if n in self.fields}
        return super().values() | more


class FormatVersionForm(RecordForm):
    """From which day a version counts; and, once there is one, all of it as the text of its file,
    so that an earlier state can be restored."""

    class Meta(RecordForm.Meta):
        model = FormatVersion
        fields = ("valid_from", "definition")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["definition"]
            return
        self.fields["definition"].widget.attrs |= {"rows": 24, "spellcheck": "false"}
        self.fields["definition"].help_text = _(
            "As a file holds it. The page of the version lets you change it part by part."
        )

    def clean_definition(self) -> str:
        try:
            found = read_format(self.cleaned_data["definition"], roles=Role.values)
            check_logo(found, definition_of(self.instance).furniture.logo)
        except FaultyFormat as faulty:
            raise ValidationError([fault.sentence for fault in faulty.faults]) from faulty
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return as_text(found)


class ImportFormatForm(forms.Form):
    """A file with a version of a format."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
        help_text=_("A JSON file, as the page of a version exports it."),
        error_messages={"required": _("Choose a file.")},
        max_length=255,
    )
    valid_from = DayField(
        label=_("Valid from"),
        required=False,
        help_text=_("Instead of the day that stands in the file."),
    )

    def clean_file(self) -> FormatFile:
        file = self.cleaned_data["file"]
        try:
            return read_file(file.read(MOST_BYTES + 1), roles=Role.values)
        except FaultyFormat as faulty:
            raise ValidationError([fault.sentence for fault in faulty.faults]) from faulty

    def day(self) -> date | None:
        found: date | None = self.cleaned_data["valid_from"]
        return found
