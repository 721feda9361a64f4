"""Values of people, scopes and roles, and the groups of values that rules refer to."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    COUNCIL = "council", _("Council")
    DEPARTMENT = "department", _("Department")
    SERVICE = "service", _("Service")
    TEAM = "team", _("Team")
    PARTNER = "partner", _("Partner organisation")


class WardKind(TextChoices):
    WARD = "ward", _("Ward")
    DIVISION = "division", _("Electoral division")


class ScopeKind(TextChoices):
    OFFICE = "office", _("Programme office")
    PORTFOLIO = "portfolio", _("Portfolio")
    PROGRAMME = "programme", _("Programme")
    PROJECT = "project", _("Project")
    BOARD = "board", _("Board or committee")


class Role(TextChoices):
    # Held in the office
    PROGRAMME_OFFICE = "programme_office", _("Programme office")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    COMMITTEE_OFFICER = "committee_officer", _("Committee officer")
    LEGAL_OFFICER = "legal_officer", _("Legal officer")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    AUDITOR = "auditor", _("Auditor")
    READER = "reader", _("Reader")
    # Held in a portfolio
    PORTFOLIO_DIRECTOR = "portfolio_director", _("Portfolio director")
    # Held in a programme
    SENIOR_RESPONSIBLE_OWNER = "senior_responsible_owner", _("Senior responsible owner")
    PROGRAMME_DIRECTOR = "programme_director", _("Programme director")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    INTERNAL_PARTNER = "internal_partner", _("Internal partner")
    EXTERNAL_SUPPORT = "external_support", _("External support")
    CRITICAL_FRIEND = "critical_friend", _("Critical friend")
    # Held in a project
    SPONSOR = "sponsor", _("Sponsor")
    STEERING_GROUP = "steering_group", _("Steering group")
    PROJECT_LEAD = "project_lead", _("Project lead")
    TEAM_MEMBER = "team_member", _("Team member")
    # Held in a board
    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice chair")
    MEMBER = "member", _("Member")
    CO_OPTED_MEMBER = "co_opted_member", _("Co-opted member")
    SUBSTITUTE = "substitute", _("Substitute")
    ATTENDING = "attending", _("In attendance")
    ADVISER = "adviser", _("Adviser")
    SECRETARY = "secretary", _("Secretary")


ROLES_OF_SCOPE = {
    ScopeKind.OFFICE: (
        Role.PROGRAMME_OFFICE,
        Role.SYSTEM_ADMINISTRATOR,
        Role.COMMITTEE_OFFICER,
        Role.LEGAL_OFFICER,
        Role.FINANCE_OFFICER,
        Role.AUDITOR,
        Role.READER,
    ),
    ScopeKind.PORTFOLIO: (Role.PORTFOLIO_DIRECTOR,),
    ScopeKind.PROGRAMME: (
        Role.SENIOR_RESPONSIBLE_OWNER,
        Role.PROGRAMME_DIRECTOR,
        Role.PROGRAMME_MANAGER,
        Role.INTERNAL_PARTNER,
        Role.EXTERNAL_SUPPORT,
        Role.CRITICAL_FRIEND,
    ),
    ScopeKind.PROJECT: (
        Role.SPONSOR,
        Role.STEERING_GROUP,
        Role.PROJECT_LEAD,
        Role.TEAM_MEMBER,
    ),
    ScopeKind.BOARD: (
        Role.CHAIR,
        Role.VICE_CHAIR,
        Role.MEMBER,
        Role.CO_OPTED_MEMBER,
        Role.SUBSTITUTE,
        Role.ATTENDING,
        Role.ADVISER,
        Role.SECRETARY,
    ),
}
SEATED = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.CO_OPTED_MEMBER)
"""The seats that make up a board: the others sit with it, or stand in."""
NEVER_VOTE = (Role.ATTENDING, Role.ADVISER)
BESIDE = (Role.SUBSTITUTE, *NEVER_VOTE)
"""Those who sit with a board, or stand in, without a seat of their own."""


class Act(StrEnum):
    """What a role may let a person do. `policy.toml` says which roles do, and in what words."""

    SEE = "see"
    SEE_DRAFTS = "see_drafts"
    EXPORT = "export"
    SEE_PEOPLE = "see_people"
    CREATE_PROGRAMME = "create_programme"
    EDIT_PROGRAMME = "edit_programme"
    EDIT_BENEFITS = "edit_benefits"
    VALIDATE_SAVINGS = "validate_savings"
    KEEP_MONEY = "keep_money"
    CREATE_PROJECT = "create_project"
    EDIT_PROJECT = "edit_project"
    REBASELINE = "rebaseline"
    CHANGE_BASELINE = "change_baseline"
    CORRECT_AGREED = "correct_agreed"
    REPORT_STATUS = "report_status"
    ACCEPT_REPORT = "accept_report"
    OVERRIDE_RATING = "override_rating"
    KEEP_REGISTERS = "keep_registers"
    COMMENT = "comment"
    ACCEPT_RISK = "accept_risk"
    EDIT_BOARDS = "edit_boards"
    PLAN_MEETINGS = "plan_meetings"
    DECLARE_INTEREST = "declare_interest"
    DECIDE = "decide"
    CONFIRM_MINUTES = "confirm_minutes"
    EDIT_PAPERS = "edit_papers"
    EDIT_FORMATS = "edit_formats"
    EDIT_RULES = "edit_rules"
    RESTRICT = "restrict"
    RELEASE = "release"
    CLEAR = "clear"
    PUBLISH = "publish"
    KEEP_OFFICE = "keep_office"
    KEEP_ACCOUNTS = "keep_accounts"
    SEE_SECURITY_EVENTS = "see_security_events"


class SecurityEventKind(TextChoices):
    """What is recorded about the use of the installation, beside the history of its records."""

    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_REFUSED = "sign_in_refused", _("Sign-in refused")
    SIGNED_OUT = "signed_out", _("Signed out")
    REFUSED = "refused", _("Page or record refused")
    ROLE_CHANGED = "role_changed", _("Role changed")
    EXPORTED = "exported", _("Exported")
    PUBLISHED = "published", _("Published")
    RESTRICTED_READ = "restricted_read", _("Restricted record read")
    ACCOUNT_INVITED = "account_invited", _("Account invited")
    INVITATION_WITHDRAWN = "invitation_withdrawn", _("Invitation withdrawn")
    ACCOUNT_MOVED = "account_moved", _("Account moved to the same person’s other record")
    ACCOUNT_STOPPED = "account_stopped", _("Account stopped")
    ACCOUNT_ALLOWED = "account_allowed", _("Account allowed again")
    PASSWORD_SET = "password_set", _("Password set")
    SECOND_FACTOR_ENROLLED = "second_factor_enrolled", _("Second factor enrolled")
    SECOND_FACTOR_REMOVED = "second_factor_removed", _("Second factor removed")
    RECOVERY_CODES_MADE = "recovery_codes_made", _("Recovery codes made")
    CALENDAR_ADDRESS_MADE = "calendar_address_made", _("Calendar address made")
    CALENDAR_ADDRESS_WITHDRAWN = "calendar_address_withdrawn", _("Calendar address withdrawn")
    SESSIONS_ENDED = "sessions_ended", _("Sessions ended")
    SIGN_IN_CHANGE_PROPOSED = "sign_in_change_proposed", _("Sign-in change proposed")
    SIGN_IN_CHANGE_DONE = "sign_in_change_done", _("Sign-in change confirmed")
    SIGN_IN_CHANGE_STOPPED = "sign_in_change_stopped", _("Sign-in change stopped")
    ACCOUNT_RECOVERED = "account_recovered", _("Account recovered by an operator")


class SignInChangeKind(TextChoices):
    """Changes that take two people, for those whose role reaches far."""

    ADDRESS = "address", _("Another email address")
    SECOND_STEP = "second_step", _("Reset the second step")
    INVITATION = "invitation", _("A new code to set a password")
    RECOVERY = "recovery", _("Recovered by an operator")


PROPOSED = (
    SignInChangeKind.ADDRESS,
    SignInChangeKind.SECOND_STEP,
    SignInChangeKind.INVITATION,
)
"""The kinds that are proposed on a page; the rest come from an operator's command."""


class SignInChangeState(TextChoices):
    WAITS = "waits", _("Waits for a second person")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    VOID = "void", _("Void: one person proposed and confirmed it")


class ResetReason(TextChoices):
    """Why the office forgets somebody's second factor."""

    LOST = "phone lost", _("Their phone is lost or broken, and so are the recovery codes")
    REPLACED = "phone replaced", _("They have a new phone, without the key")
    KNOWN = "key known", _("Somebody else may know the key")
