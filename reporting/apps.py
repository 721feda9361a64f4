from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "programmes"


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        """Give projects their calendar, their rules and their reminders, and add the pages to the
        menu and to the pages of a programme."""
        from jobs import daily  # noqa: PLC0415  the app registry must be ready
        from meetings.contributed import PLANNED  # noqa: PLC0415  as above
        from projects import contributed as projects  # noqa: PLC0415  as above
        from records.pages import menu, panels, tabs  # noqa: PLC0415  as above
        from registers.reminders import SOURCES  # noqa: PLC0415  as above
        from reporting import reminding, telling  # noqa: PLC0415  as above
        from reporting.actions.calendars import follow_meetings  # noqa: PLC0415  as above
        from reporting.comparing import (  # noqa: PLC0415  as above
            differences_need_reasons,
            keep_computed,
        )
        from reporting.computing import compute  # noqa: PLC0415  as above
        from reporting.pages import panels as ours  # noqa: PLC0415  as above
        from reporting.tasks import follow_board_meetings  # noqa: PLC0415  as above

        panels.contribute(3, ours.INDEPENDENT, ours.independent_panel)
        PLANNED.append(follow_meetings)
        SOURCES.append(reminding.dues)
        daily.contribute(follow_board_meetings=follow_board_meetings)
        projects.RULES.append(differences_need_reasons)
        projects.SUBMITTED.append(keep_computed)
        projects.COMPUTING.append(compute)
        projects.NEXT_PERIODS.append(telling.next_period)
        projects.SHOWN_ONCE_ACCEPTED.append(telling.is_shown_once_accepted)
        projects.SCALES.append(telling.scale_on)
        projects.BESIDE_REPORT.append(telling.beside_report)
        menu.contribute(
            menu.Item(
                "reports_owed", _("Reports owed"), "reporting:reports_owed", 32, under=MENU,
                keeps_moment=False,
            ),
            menu.Item(
                "ratings", _("Ratings of programmes"), "reporting:ratings", 31, under=MENU,
                keeps_moment=False,
            ),
            menu.Item(
                "check", _("Check before the meeting"), "reporting:check", 34, under=MENU,
                keeps_moment=False,
            ),
            menu.Item(
                "differences", _("Differing ratings"), "reporting:difference_list", 36, under=MENU
            ),
            menu.Item(
                "rating_rules", _("Rating rules"), "reporting:rating_rule_list", 92, under=MENU
            ),
            menu.Item(
                "roll_up_rules", _("Roll-up rules"), "reporting:roll_up_rule_list", 94, under=MENU
            ),
            menu.Item(
                "confidence_scales",
                _("Confidence scales"),
                "reporting:confidence_scale_list",
                96,
                under=MENU,
            ),
        )  # fmt: skip
        tabs.contribute(
            "programme",
            tabs.Tab(
                "reporting", _("Reporting"), "reporting:programme_reporting", order=25,
                keeps_moment=False,
            ),
        )  # fmt: skip
