"""The records of papers and of report formats."""

from reports.models.formats import FormatVersion, ReportFormat
from reports.models.papers import (
    Appendix,
    BackgroundPaper,
    Clearance,
    Paper,
    PaperSection,
    Publication,
    Recommendation,
)

__all__ = [
    "Appendix",
    "BackgroundPaper",
    "Clearance",
    "FormatVersion",
    "Paper",
    "PaperSection",
    "Publication",
    "Recommendation",
    "ReportFormat",
]
