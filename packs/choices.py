"""Values of packs."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PackKind(TextChoices):
    """What a version of a pack holds."""

    FULL = "full", _("Agenda pack")
    SUPPLEMENT = "supplement", _("Supplement")
    REISSUE = "reissue", _("Agenda pack, issued again")


WHOLE = (PackKind.FULL, PackKind.REISSUE)
"""Those that hold every paper."""


class PackItemState(TextChoices):
    """What stands for an item in a pack."""

    PRINTED = "printed", _("In the pack")
    CLOSED = "closed", _("Not for publication")
    NO_PAPER = "no_paper", _("Without a paper")
    TO_FOLLOW = "to_follow", _("To follow")
    WITHDRAWN = "withdrawn", _("Report withdrawn")
    FAULTY = "faulty", _("Could not be printed")
