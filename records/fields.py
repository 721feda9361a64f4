"""Form fields, widgets and the renderer that give every `{{ form }}` the GOV.UK markup.

`settings.FORM_RENDERER` names `GovukRenderer`, so no form has to ask for it. The label comes first,
then the hint, the error and the control; the error summary links to the part that is wrong. Errors
name the field: "Enter the start date", not "This field is required"."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from values import words
from values.fields import in_range
from values.partial_dates import PartialDate
from values.typed_dates import NotUnderstood, read_day, read_partial


class GovukBoundField(BoundField):
    """A field in a form, with what the GOV.UK templates need to know about it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        say_the_label(field, str(self.label))
        take_whole(field.widget)

    @property
    def kind(self) -> str:
        """The kind of control: one of the words by which `django/forms/field.html` chooses."""
        return control_kind(self.field.widget)

    @property
    def is_marked_optional(self) -> bool:
        """Whether its label says “(optional)”: not if the whole form may stay empty, and not for a
        rating, which has a choice for that."""
        hides_optional = getattr(self.form, "hides_optional", False)
        return not (self.field.required or hides_optional or self.kind == "radios")

    @property
    def error_target(self) -> str:
        """The id to which a link in the error summary goes: for choices, the first one."""
        if self.kind in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        return str(self.auto_id)

    def build_widget_attrs(self, attrs: dict, widget: forms.Widget | None = None) -> dict:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        classes = [CLASSES.get(control_kind(widget), ""), widget.attrs.get("class", "")]
        if self.errors and control_kind(widget) in ("input", "textarea", "select", "file"):
            classes.append(f"{CLASSES[control_kind(widget)]}--error")
        attrs["class"] = " ".join(filter(None, classes))
        # The browser's own bubbles would appear before our messages, which say more.
        attrs.pop("required", None)
        if self.kind in GROUPS:
            attrs.pop("aria-invalid", None)
        return attrs


GROUPS = ("radios", "checkboxes")
"""Controls of several parts, which need a fieldset."""

CLASSES = {
    "input": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "radios": "govuk-radios__input",
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
}


def control_kind(widget: forms.Widget) -> str:
    """Which GOV.UK control shows this widget."""
    kinds: list[tuple[type[forms.Widget], str]] = [
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
    ]
    return next((kind for cls, kind in kinds if isinstance(widget, cls)), "input")


def take_whole(widget: forms.Widget) -> None:
    """Let a box keep all that is typed or pasted, unchanged: a browser would cut it without
    warning, or change a number by the mouse wheel. A text that is too long is refused in words."""
    widget.attrs.pop("maxlength", None)
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "numeric")


def say_the_label(field: forms.Field, label: str) -> None:
    """Replace Django's own messages of a field by ones that name it by its label."""
    in_sentence = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    limits = {
        "max_length": _("%(label)s must be {} characters or fewer: it has {now}"),
        "min_value": _("%(label)s must be {} or more"),
        "max_value": _("%(label)s must be {} or less"),
    }
    if isinstance(field, forms.EmailField):
        limits["invalid"] = _("%(label)s must be complete, like name@example.gov.uk")
    elif isinstance(field, forms.URLField):
        limits["invalid"] = _("%(label)s must be a web address, like https://www.example.gov.uk")
    elif isinstance(field, forms.DecimalField | forms.FloatField):
        limits["invalid"] = _("%(label)s must be a number, like 37 or 1,234.5")
    elif isinstance(field, forms.IntegerField):
        limits["invalid"] = _("%(label)s must be a whole number, like 37")
    limit, now = "%(limit_value)s", "%(show_value)s"
    if isinstance(field, forms.FileField):
        limits["max_length"] = _("The file’s name must be {} characters or fewer: it has {now}")
        limit, now = "%(max)s", "%(length)s"
    ours = {
        code: (text % {"label": label})
        .replace("%", "%%")
        .replace("{}", limit)
        .replace("{now}", now)
        for code, text in limits.items()
    }
    ours["required"] = required_words(control_kind(field.widget), label) % {"label": in_sentence}
    ours["invalid_choice"] = not_listed_words(label, in_sentence).replace("%", "%%")
    for code, message in ours.items():
        if field.error_messages.get(code) is django_message(field, code):
            field.error_messages[code] = message


QUESTION_WORDS = ("how", "what", "when", "where", "which", "who", "why")
"""A label that begins with one is a clause of its own: “Say what has happened”."""
UNFINISHED = {"at", "by", "from", "in", "of", "on", "to", "until"}
"""A label that begins or ends with one is no noun: “Fill in: decided on”."""


def required_words(kind: str, label: str) -> str:
    """The sentence, with a place for the label, that asks for an empty field."""
    if label.endswith("?"):
        return _("Answer the question: %(label)s")
    if kind == "checkbox":
        return _("Tick the box: %(label)s")
    first, *_between, last = (label.casefold().split() or [""]) * 2
    is_choice = kind in ("radios", "checkboxes", "select", "file")
    if first in QUESTION_WORDS:
        return _("Choose %(label)s") if is_choice else _("Say %(label)s")
    if {first, last} & UNFINISHED:
        return _("Fill in: %(label)s")
    if is_choice:
        return _("Choose the %(label)s")
    return _("Enter the %(label)s")


def not_listed_words(label: str, in_sentence: str) -> str:
    """The sentence that refuses what no list has."""
    first, *_between, last = (label.casefold().split() or [""]) * 2
    if {first, last} & UNFINISHED or first in QUESTION_WORDS:
        return _("%(label)s: choose one from the list") % {"label": label}
    return _("Choose the %(label)s from the list") % {"label": in_sentence}


def django_message(field: forms.Field, code: str) -> Any:
    """Django's own message with that code for this class of field; None when it has none."""
    for cls in type(field).__mro__:
        messages = vars(cls).get("default_error_messages", {})
        if code in messages:
            return messages[code] if cls.__module__.startswith("django.") else ""
    return None


class GovukRenderer(TemplatesSetting):
    """Renders every form and field through `templates/django/forms/`."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = GovukBoundField


# Days


class DayInput(forms.DateInput):
    """One box for a date, typed or pasted: every browser has it, and nobody must fill in a part of
    the date that they do not know. It shows the date as the pages write it."""

    input_type = "text"

    def __init__(self, attrs: dict | None = None) -> None:
        plain = {"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-10"}
        super().__init__(plain | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime.date | PartialDate):
            return words.when(value)
        return None if value in (None, "") else str(value)


class DayField(forms.Field):
    """A day. Cleans to `datetime.date`, or None when empty and not required. It accepts a date in
    any usual form, "16/01/2027", "16 Jan 2027", "2027-01-16", and says what it did not
    understand."""

    widget = DayInput
    default_validators = [in_range]

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        bound = super().get_bound_field(form, field_name)
        self.spoken = str(bound.label)
        return bound

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, datetime.date | PartialDate):
            return None if value in self.empty_values else value
        try:
            return self.read(str(value)[:100])
        except NotUnderstood as error:
            label = getattr(self, "spoken", None) or str(self.label or _("The date"))
            raise ValidationError(str(error), code="invalid", params={"label": label}) from None

    def read(self, text: str) -> datetime.date | PartialDate | None:
        return read_day(text) if text.strip() else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PartialDateField(DayField):
    """A date as exactly as it is known. Cleans to `PartialDate`, or None when empty.

    Besides a day it accepts "October 2026", "Q3 2026/27", "spring 2027", "2027" and "2026/27", and
    "not known" where that is an answer."""

    def __init__(self, *, takes_unknown: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.takes_unknown = takes_unknown
        self.help_text = self.help_text or HOW_TO_SAY_WHEN

    def read(self, text: str) -> PartialDate | None:
        return read_partial(text, takes_unknown=self.takes_unknown) if text.strip() else None


HOW_TO_SAY_WHEN = gettext_lazy(
    "As exactly as you know it: 16 January 2027, January 2027 or 2026/27."
)


# Paragraphs


class ParagraphsField(forms.CharField):
    """Text in paragraphs. A browser sends line ends of its own kind, which do not change the text:
    they are stored as plain line feeds."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")
