"""What the pages of projects, and of what belongs to them, must know."""

from projects.pages.parts import (
    OptionPages,
    PartnerPages,
    ProjectCategoryPages,
    ResourcePages,
    SitePages,
)
from projects.pages.projects import (
    LifecyclePages,
    LifecycleVersionPages,
    MilestonePages,
    ProjectPages,
    StatusReportPages,
    lifecycle_crumbs,
    project_crumbs,
)

__all__ = [
    "LifecyclePages",
    "LifecycleVersionPages",
    "MilestonePages",
    "OptionPages",
    "PartnerPages",
    "ProjectCategoryPages",
    "ProjectPages",
    "ResourcePages",
    "SitePages",
    "StatusReportPages",
    "lifecycle_crumbs",
    "project_crumbs",
]
