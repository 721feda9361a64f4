"""Forms of restricting a record, of its readers, and of releasing it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import RestrictedReader, Restriction
from people.paragraphs import choices_on
from records.forms import RecordForm
from values import clock


class RestrictionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Restriction
        fields = ("paragraph", "public_title", "public_interest", "proper_officer", "review_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paragraph = cast(forms.ChoiceField, self.fields["paragraph"])
        offered = dict(choices_on(clock.today()))
        if self.instance.pk is not None:
            offered.setdefault(self.instance.paragraph, self.instance.get_paragraph_display())
        paragraph.widget = forms.RadioSelect()
        paragraph.choices = list(offered.items())
        self.fields["review_on"].error_messages["required"] = _("Enter the day of the review")
        if self.instance.pk is None:
            self.fields["proper_officer"].help_text = _(
                "Type the name of the person who decides that this is not for the public. You and "
                "they may read it; once it is saved, you can name other readers."
            )


class RestrictedReaderForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RestrictedReader
        fields = ("person", "why", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].error_messages["required"] = _("Enter the name of the reader")
        self.fields["why"].error_messages["required"] = _("Say why they need to read it")


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is released"),
        max_length=300,
        help_text=_("Anyone who may see it from then on can read this in its history."),
        error_messages={"required": _("Say why it is released.")},
    )
