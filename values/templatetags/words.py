"""Template filters for dates, money and numbers: `{% load words %}`."""

from django import template

from values import words

register = template.Library()

for name in (
    "day",
    "day_of",
    "short_day",
    "month",
    "when",
    "short_when",
    "moment",
    "money",
    "thousands",
    "number",
    "days",
):
    register.filter(name, getattr(words, name))
