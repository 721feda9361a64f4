"""Changes of what was agreed: because of a decision, or to put a slip right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.actions import archive_record, edit_record, unarchive_record
from audit.deciding import corrected, decided, held_by, is_agreed
from audit.errors import Refused
from audit.writing import audited
from benefits.actions import edit_line
from benefits.models import SavingsLine
from governance.actions.decisions import record_decision
from governance.choices import DecisionState, DecisionWay
from governance.models import Board, Decision
from people import policy
from people.models import Person
from projects.actions import edit_project
from projects.milestone_actions import move_baseline
from projects.models import Milestone, Project
from projects.stages import lifecycles, stage_words
from values import clock, words

CORRECTS: dict[type[Any], Callable[..., Any]] = {Project: edit_project, SavingsLine: edit_line}
MOVES = CORRECTS | {Milestone: move_baseline}
"""The actions of the kinds that have one; `edit_record` writes the others."""


def change_agreed(
    record: Any,
    *,
    by: Person,
    why: str,
    decision: Decision | None = None,
    delegation: str = "",
    delegated_by: Board | None = None,
    options_rejected: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Any:
    """Change what was agreed, because of a decision, and return the record as it is now: one that
    a board has made, or the decision of the person who acts, as an officer under delegation, which
    is recorded with it. Raises Conflict; Refused without a reason, without a change, or when the
    decision no longer stands."""
    _refuse_no_reason(why)
    with audited(by=by, reason=_("Decided: %(why)s") % {"why": why.strip()}) as change:
        changing = _changing(record, fields)
        if isinstance(record, Project):
            _refuse_move(record, fields["stage"])
        labels = [words.label(record._meta.get_field(name)) for name in changing]
        what = _("%(fields)s changed") % {"fields": ", ".join(labels)}
        decision = _standing(decision) or _delegated(
            record, what, by, why, delegation, delegated_by, options_rejected
        )
        edit = MOVES.get(type(record), edit_record)
        with decided(decision):
            return edit(
                record,
                by=by,
                reason=change.reason,
                expected_version=expected_version,
                **fields,
            )


def correct_agreed(
    record: Any, *, by: Person, why: str, expected_version: int | None = None, **fields: Any
) -> Any:
    """Put right what was entered wrongly, and return the record as it is now. It is no decision:
    the history says that it was a correction, and why. Raises Conflict; Refused without a
    reason or a change."""
    _refuse_no_reason(why)
    with audited(by=by, reason=_("Correction: %(why)s") % {"why": why.strip()}) as change:
        _changing(record, fields)
        edit = CORRECTS.get(type(record), edit_record)
        with corrected():
            return edit(
                record, by=by, reason=change.reason, expected_version=expected_version, **fields
            )


def remove_agreed(
    record: Any,
    *,
    by: Person,
    why: str,
    decision: Decision | None = None,
    delegation: str = "",
    delegated_by: Board | None = None,
    options_rejected: str = "",
) -> Any:
    """Archive a record that holds what was agreed, or bring it back when it is archived, because of
    a decision as in `change_agreed`, and return it as it is now. Raises Refused as that does."""
    _refuse_no_reason(why)
    with audited(by=by, reason=_("Decided: %(why)s") % {"why": why.strip()}) as change:
        _refuse_none_held(record)
        what = _("brought back") if record.is_archived else _("archived")
        decision = _standing(decision) or _delegated(
            record, what, by, why, delegation, delegated_by, options_rejected
        )
        with decided(decision):
            return _parted(record, by, change.reason)


def correct_removal(record: Any, *, by: Person, why: str) -> Any:
    """Archive a record that was entered wrongly, although it holds what was agreed, or bring back
    one that was archived wrongly, and return it as it is now. Raises Refused without a reason."""
    _refuse_no_reason(why)
    with audited(by=by, reason=_("Correction: %(why)s") % {"why": why.strip()}) as change:
        _refuse_none_held(record)
        with corrected():
            return _parted(record, by, change.reason)


def _parted(record: Any, by: Person, reason: str) -> Any:
    part = unarchive_record if record.is_archived else archive_record
    return part(record, by=by, reason=reason)


def _refuse_none_held(record: Any) -> None:
    if held_by(record) is None:
        raise Refused(_("Nothing here is agreed yet: archive it as usual."))


def _refuse_no_reason(why: str) -> None:
    if not why.strip():
        raise Refused(_("Say why."), {"why": [_("Say why.")]})


def _changing(record: Any, fields: dict[str, Any]) -> list[str]:
    """The names of the fields that change. Raises Refused when none does, and for one that is not
    agreed, which needs no decision."""
    if not fields:
        raise Refused(_("Nothing here is agreed yet: edit it as usual."))
    names = [name for name, value in fields.items() if getattr(record, name) != value]
    if not names:
        raise Refused(_("Nothing would change: these are the values agreed already."))
    entered = [name for name in names if getattr(record, name) is None]
    for name in names:
        if name not in entered and not is_agreed(record, name):
            raise Refused(_("This is not agreed yet: edit it as usual."))
    return names


def _refuse_move(project: Project, stage: str) -> None:
    rules = lifecycles().of(project.lifecycle_id)
    legal = rules.after(project.stage)
    if stage not in legal:
        facts = {
            "now": stage_words(project.stage),
            "stages": ", ".join(rules.titles[key] for key in legal) or _("no other stage"),
        }
        sentence = _("From “%(now)s” a project goes to: %(stages)s.") % facts
        raise Refused(sentence, {"stage": [sentence]})


def _delegated(
    record: Any,
    what: str,
    by: Person,
    why: str,
    delegation: str,
    delegated_by: Board | None,
    rejected: str,
) -> Decision:
    if not delegation.strip():
        sentence = _("Name the delegation under which you decide, or the board’s decision.")
        raise Refused(sentence, {"delegation": [sentence]})
    noun = capfirst(str(record._meta.verbose_name))
    title = _("%(noun)s “%(record)s”: %(what)s") % {"noun": noun, "record": record, "what": what}
    scope = policy.standing(record)
    if scope is None:
        raise Refused(_("This belongs to no programme or project, so nobody may decide on it."))
    return record_decision(
        scope=scope,
        by=by,
        title=title[:300],
        text=why.strip(),
        made_by_way=DecisionWay.OFFICER,
        maker=by,
        board=delegated_by,
        made_on=clock.today(),
        delegation=delegation.strip(),
        reasons=why.strip(),
        options_rejected=rejected.strip(),
    )


def _standing(decision: Decision | None) -> Decision | None:
    """The decision, if there is one. Raises Refused when it changes nothing any more, or yet."""
    if decision is None:
        return None
    current = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    if current.state != DecisionState.STANDS:
        sentence = _("%(decision)s has been reconsidered: it changes nothing more.")
        sentence = sentence % {"decision": current.reference}
        raise Refused(sentence, {"decision": [sentence]})
    if current.effective_on and current.effective_on > clock.today():
        sentence = _("%(decision)s takes effect on %(day)s, and changes nothing before.")
        facts = {"decision": current.reference, "day": words.day(current.effective_on)}
        raise Refused(sentence % facts, {"decision": [sentence % facts]})
    return decision
