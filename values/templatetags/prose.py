"""The text that people write, on pages: `{% load prose %}`, then `{{ project.summary|prose }}`."""

from django import template
from django.utils.safestring import SafeString

from values import prose_html

register = template.Library()


@register.filter(name="prose")
def as_prose(text: str | None) -> SafeString:
    """Paragraphs, lists, bold, italics and links; everything else as it was typed."""
    return prose_html.html(text or "")
