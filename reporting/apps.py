from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "programmes"
ITEMS = (
    ("ratings", _("Ratings of programmes"), "reporting:ratings", 31, False),
    ("reports_owed", _("Reports owed"), "reporting:reports_owed", 32, False),
    ("check", _("Check before the meeting"), "reporting:check", 34, False),
    ("differences", _("Differing ratings"), "reporting:difference_list", 36, True),
    ("rating_rules", _("Rating rules"), "reporting:rating_rule_list", 92, True),
    ("roll_up_rules", _("Roll-up rules"), "reporting:roll_up_rule_list", 94, True),
    ("confidence_scales", _("Confidence scales"), "reporting:confidence_scale_list", 96, True),
)
"""Key, words, page and place in the menu, and whether the page can be read as at a day."""


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        """Give projects their calendar, their rules and their reminders, and add the pages to the
        menu and to the pages of a programme."""
        from people.succession.rules_of_two import RULES  # noqa: PLC0415  the registry must be ready
        from programmes import scope_charts  # noqa: PLC0415  as above
        from records.pages import menu, panels, tabs  # noqa: PLC0415  as above
        from reporting.charts import punctuality_chart  # noqa: PLC0415  as above
        from reporting.one_person import programme_acceptances_by_an_author  # noqa: PLC0415  as above
        from reporting.pages import panels as ours  # noqa: PLC0415  as above

        RULES.append(programme_acceptances_by_an_author)
        scope_charts.contribute("punctuality", punctuality_chart)
        serve_projects()
        follow()
        panels.contribute(3, ours.INDEPENDENT, ours.independent_panel)
        for key, label, page, order, keeps in ITEMS:
            group = menu.Group.RULES if order > 90 else menu.Group.REPORTS
            item = menu.Item(key, label, page, order, keeps_moment=keeps, under=MENU, group=group)
            menu.contribute(item)
        page = "reporting:programme_reporting"
        tab = tabs.Tab("reporting", _("Reporting"), page, order=25, keeps_moment=False)
        tabs.contribute("programme", tab)


def serve_projects() -> None:
    """What the form and the page of a status report ask for."""
    from projects import contributed  # noqa: PLC0415  the app registry must be ready
    from reporting import telling  # noqa: PLC0415  as above
    from reporting.comparing import differences_need_reasons, keep_computed  # noqa: PLC0415  as above
    from reporting.computing import compute  # noqa: PLC0415  as above

    contributed.RULES.append(differences_need_reasons)
    contributed.SUBMITTED.append(keep_computed)
    contributed.COMPUTING.append(compute)
    contributed.NEXT_PERIODS.append(telling.next_period)
    contributed.PERIOD_ENDS.append(telling.ends_a_period)
    contributed.SHOWN_ONCE_ACCEPTED.append(telling.is_shown_once_accepted)
    contributed.SCALES.append(telling.scale_on)
    contributed.BESIDE_REPORT.append(telling.beside_report)


def follow() -> None:
    """Go by the meetings of boards, and remind with the reminders of registers."""
    from jobs import daily  # noqa: PLC0415  the app registry must be ready
    from meetings.contributed import PLANNED  # noqa: PLC0415  as above
    from registers.reminders import SOURCES  # noqa: PLC0415  as above
    from reporting import reminding  # noqa: PLC0415  as above
    from reporting.actions.calendars import follow_meetings  # noqa: PLC0415  as above
    from reporting.tasks import follow_board_meetings  # noqa: PLC0415  as above

    PLANNED.append(follow_meetings)
    SOURCES.append(reminding.dues)
    daily.contribute(follow_board_meetings=follow_board_meetings)
