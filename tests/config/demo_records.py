"""Short ways to the demonstration's records."""

from config.demo.loader import LoadedDemo
from config.demo.reading import toml
from people.models import Appointment
from projects.models import Project

ACCOUNTS = toml("accounts.toml")["accounts"]
PASSWORD = toml("council.toml")["password"]


def appointments(scope_id: int, role: str) -> list[Appointment]:
    return list(Appointment.objects.filter(scope_id=scope_id, role=role).in_order())


def projects_of(demo: LoadedDemo, programme: str) -> list[Project]:
    return list(Project.objects.filter(programme__reference=demo.programmes[programme]).in_order())
