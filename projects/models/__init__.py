"""Projects and workstreams, and what belongs to them."""

from projects.models.lifecycles import Lifecycle, LifecycleVersion
from projects.models.projects import Milestone, Project, ProjectDocument, StatusReport

__all__ = [
    "Lifecycle",
    "LifecycleVersion",
    "Milestone",
    "Project",
    "ProjectDocument",
    "StatusReport",
]
