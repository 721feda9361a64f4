"""Projects and workstreams, and what belongs to them."""

from projects.models.categories import ProjectCategory
from projects.models.lifecycles import Lifecycle, LifecycleVersion
from projects.models.options import Option
from projects.models.projects import Milestone, Project
from projects.models.reports import StatusReport
from projects.models.resources import Partner, Resource, Site

__all__ = [
    "Lifecycle",
    "LifecycleVersion",
    "Milestone",
    "Option",
    "Partner",
    "Project",
    "ProjectCategory",
    "Resource",
    "Site",
    "StatusReport",
]
