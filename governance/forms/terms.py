"""Forms of terms of reference and of kinds of body."""

from __future__ import annotations

from governance.models import BodyKind, TermsOfReference
from records.forms import RecordForm

QUORUM = ("quorum_number", "quorum_fraction", "quorum_needs_chair")


class TermsForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = TermsOfReference
        fields = (
            "title",
            "version_on",
            "adopted_on",
            "purpose",
            "remit",
            "objectives",
            "functions",
            "membership",
            *QUORUM,
            "frequency",
            "controls",
            "delegations",
            "duties",
            "link",
        )


class BodyKindForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BodyKind
        fields = ("name", "about", "nation", "is_committee", "is_executive", *QUORUM, "position")
