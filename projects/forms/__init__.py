"""Forms of projects and of what belongs to them."""

from projects.forms.moving import MoveForm
from projects.forms.new_project import NewProjectForm
from projects.forms.parts import (
    OptionForm,
    PartnerForm,
    ProjectCategoryForm,
    ResourceForm,
    SiteForm,
)
from projects.forms.projects import (
    WORDS,
    AnswerForm,
    CorrectionForm,
    LifecycleForm,
    LifecycleVersionForm,
    MilestoneForm,
    ProjectForm,
    ReturnForm,
    StatusReportForm,
    correction_field,
)

__all__ = [
    "WORDS",
    "AnswerForm",
    "CorrectionForm",
    "LifecycleForm",
    "LifecycleVersionForm",
    "MilestoneForm",
    "MoveForm",
    "NewProjectForm",
    "OptionForm",
    "PartnerForm",
    "ProjectCategoryForm",
    "ProjectForm",
    "ResourceForm",
    "ReturnForm",
    "SiteForm",
    "StatusReportForm",
    "correction_field",
]
