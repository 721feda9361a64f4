"""What stops the site from starting: one sentence for each thing that is not safe. The settings are
looked at before anything else is loaded, the database when all is."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import connection, connections
from django.db.utils import Error

from config.colours import LEAST_CONTRAST, contrast, is_colour

SHORTEST_KEY, FEWEST_CHARACTERS = 50, 10


def faults_of_settings() -> Iterator[str]:
    """The sentences about the settings. Raises ImproperlyConfigured if they cannot be read."""
    if settings.DEBUG:
        yield "DEBUG is on, which shows settings and source to everybody; unset it."
    yield from _of_colours()
    if settings.DEMO:
        return
    if is_weak(settings.SECRET_KEY):
        yield (
            "SECRET_KEY is weak; set it to a random text of at least 50 characters, such as "
            '`python3 -c "import secrets; print(secrets.token_urlsafe(64))"` prints.'
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts that Mandate answers to, and cannot be `*`."


def _of_colours() -> Iterator[str]:
    colours = {name: getattr(settings, name) for name in ("COUNCIL_COLOUR", "COUNCIL_COLOUR_TEXT")}
    wrong = [name for name, colour in colours.items() if not is_colour(colour)]
    yield from (f"{name} must be a colour like #1d4f7c; correct it, or unset it." for name in wrong)
    if not wrong and contrast(*colours.values()) < LEAST_CONTRAST:
        yield (
            "COUNCIL_COLOUR_TEXT cannot be read on COUNCIL_COLOUR; choose two colours with more "
            f"contrast (it is {contrast(*colours.values()):.2f}; {LEAST_CONTRAST} is "
            "needed)."
        )


def is_weak(key: str) -> bool:
    """Whether a key can be guessed: too short, too much of one character, or made public."""
    is_public = key.startswith("django-insecure-") or key == settings.KEY_FOR_LOOKING_AROUND
    return is_public or len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS


def faults_of_database() -> Iterator[str]:
    """The sentences about the database, once Django is set up."""
    from audit import soundness  # noqa: PLC0415  it needs the models

    try:
        yield from soundness.faults_of_session(connection)
        yield from soundness.faults_of_tables(connection)
    except Error as error:
        yield f"The database cannot be read: {' '.join(str(error).split())}"
    finally:
        connections.close_all()
