"""Forms of programmes and their parts."""

from programmes.models import FundingSource, Phase, Portfolio, Principle, Programme
from records.forms import RecordForm


class PortfolioForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Portfolio
        fields = ("title",)


class ProgrammeForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Programme
        fields = (
            "title",
            "vision",
            "aims",
            "state",
            "starts_on",
            "expected_end_on",
        )


class PrincipleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Principle
        fields = ("text", "position")


class PhaseForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Phase
        fields = ("title", "description", "state", "starts_on", "ends_on", "position")


class FundingSourceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = FundingSource
        fields = ("title", "amount_pence", "basis", "period", "approved_on", "note", "position")
