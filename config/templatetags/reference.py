"""How a person refers to a request that went wrong, so that its line in the log can be found."""

from __future__ import annotations

from django import template

from audit.change_sets import request_id, short

register = template.Library()


@register.simple_tag
def reference() -> str:
    """The reference of the request that is being answered, such as "3f2a-91bc"."""
    return short(request_id.get())
