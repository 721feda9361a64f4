"""The records of papers and of report formats."""

from reports.models.formats import FormatVersion, ReportFormat
from reports.models.papers import (
    Annex,
    Appendix,
    BackgroundPaper,
    Clearance,
    Paper,
    PaperSection,
    PaperValue,
    Recommendation,
)
from reports.models.publications import Publication

__all__ = [
    "Annex",
    "Appendix",
    "BackgroundPaper",
    "Clearance",
    "FormatVersion",
    "Paper",
    "PaperSection",
    "PaperValue",
    "Publication",
    "Recommendation",
    "ReportFormat",
]
