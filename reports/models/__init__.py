"""The records of papers and of report formats."""

from reports.models.formats import FormatVersion, ReportFormat
from reports.models.papers import (
    SERVED,
    Appendix,
    BackgroundPaper,
    Clearance,
    Paper,
    PaperProgramme,
    PaperSection,
    Publication,
    Recommendation,
)

__all__ = [
    "SERVED",
    "Appendix",
    "BackgroundPaper",
    "Clearance",
    "FormatVersion",
    "Paper",
    "PaperProgramme",
    "PaperSection",
    "Publication",
    "Recommendation",
    "ReportFormat",
]
