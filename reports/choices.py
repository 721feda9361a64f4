"""Values of papers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Exemption(TextChoices):
    """Whether a paper holds what the public may not read."""

    NONE = "", _("None of it")
    PART = "part", _("Part of it")
    WHOLE = "whole", _("All of it")


class HeadingLevel(TextChoices):
    MAIN = "main", _("Main heading")
    SUB = "sub", _("Sub-heading")


class ClearanceState(TextChoices):
    WAITING = "waiting", _("Waiting")
    CLEARED = "cleared", _("Cleared")
    NOT_CLEARED = "not_cleared", _("Not cleared")


class Bodies(TextChoices):
    """Which bodies a report format is for."""

    COMMITTEES = "committees", _("Committees")
    BOARDS = "boards", _("Programme boards and groups")
    ALL = "all", _("Any body")
