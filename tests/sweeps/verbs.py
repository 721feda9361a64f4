"""The verbs of the table of addresses, and where somebody stands who pressed one too late."""

from __future__ import annotations

# Verbs: they answer nothing to a GET.
POST_ONLY = {
    "benefits:benefit_validate": "validates a benefit",
    "benefits:savings_validate": "validates a saving",
    "directory:account_stop": "stops an account",
    "directory:account_withdraw": "withdraws an invitation",
    "directory:sign_in_change_confirm": "does what another proposed",
    "directory:sign_in_change_stop": "stops what was proposed",
    "directory:account_sign_out": "ends somebody's sessions",
    "accounts:own_change_stop": "stops a change of one's own sign-in",
    "accounts:device_end": "ends one's own session elsewhere",
    "packs:pack_build": "has a pack made",
    "projects:report_accept": "accepts a status report",
    "projects:report_recall": "takes back a status report",
    "reporting:programme_report_move": "submits a programme report, accepts or returns it",
    "reporting:remind": "reminds those who are late",
    "reporting:remind_all": "reminds those who are late",
    "meetings:item_consent": "agrees to a late item",
    "meetings:meeting_move": "publishes an agenda, opens and closes a meeting",
    "meetings:minutes_confirm": "confirms minutes",
    "meetings:vote_cast": "votes",
    "reports:paper_table": "puts a paper on an agenda",
    "meetings:feed_renew": "gives a calendar another address",
    "meetings:feed_withdraw": "withdraws the address of a calendar",
    "meetings:forward_plan_item_put": "puts a matter on an agenda",
    "account_logout": "ends the session",
    "jobs:file_cancel": "gives up a file of one's own",
    "records:read_pasted": "reads what is pasted",
    "records:working_copy": "keeps what is typed",
    "records:working_copy_drop": "throws away what was typed",
    "registers:comment_reopen": "opens a comment again",
    "registers:comment_resolve": "resolves a comment",
    "reports:clearance_ask_again": "asks an officer again",
    "reports:paper_freeze": "makes text of what is live",
    "reports:section_move": "moves a section of a paper",
    "reports:format_entry_leave_out": "takes a piece out of a format",
    "reports:format_entry_move": "moves a piece of a format",
}

# Answered with a redirect although nothing was sent.
ELSEWHERE = {
    "account_login": "who is signed in already goes home",
    "mfa_authenticate": "who is signed in already goes home",
    "mfa_reauthenticate": "only with a second step; without, the password confirms",
    "mfa_deactivate_totp": "only with a second step",
    "mfa_view_recovery_codes": "only with a second step",
    "mfa_generate_recovery_codes": "only with a second step",
    "records:history_of_record": "finds the page of a record's history",
    "registers:record": "finds the page of a record that a link names",
    "reporting:programme_report_edit": "a submitted report is not edited; its page says so",
}

# Where somebody stands who pressed its button too late; without a line, at what it is done to.
BACK_TO = {
    "accounts:device_end": "/account/",
    "accounts:own_change_stop": "/account/",
    "benefits:benefit_validate": "/programmes/{programme}/benefits/",
    "meetings:feed_renew": "/calendars/",
    "meetings:feed_withdraw": "/calendars/",
    "meetings:item_consent": "/meetings/{meeting}/",
    "meetings:vote_cast": "/meetings/{meeting}/",
    "records:working_copy": "/",
    "records:working_copy_drop": "/",
    "registers:comment_reopen": "/",
    "registers:comment_resolve": "/",
    "reports:clearance_ask_again": "/papers/{paper}/",
    "reports:paper_table": "/meetings/{meeting}/",
    "reports:section_move": "/papers/{paper}/",
}
