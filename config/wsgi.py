"""The web server's door: `gunicorn config.wsgi`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from config.process import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

CANNOT_START = 3  # gunicorn's own word: it ends instead of trying again and again


def refuse_to_start_unguarded() -> None:
    """End the process with one sentence when the database cannot be read, or lacks a guard of its
    history."""
    from django.db import connections  # noqa: PLC0415  Django is set up only now
    from django.db.utils import Error  # noqa: PLC0415  as above

    from audit.checks import every_guard_is_there  # noqa: PLC0415  as above

    try:
        faults = [fault.msg for fault in every_guard_is_there(databases=["default"])]
    except Error as error:
        faults = [f"The database cannot be read: {' '.join(str(error).split())}"]
    finally:
        connections.close_all()
    if faults:
        print(f"Mandate does not start. {faults[0]}", file=sys.stderr, flush=True)
        sys.exit(CANNOT_START)


application = get_wsgi_application()
refuse_to_start_unguarded()
settle()
