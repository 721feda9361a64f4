"""The product's own settings, under test: the demonstration's, with some things made quicker."""

import os

os.environ.setdefault("MANDATE_DEMO", "1")  # The tests' client speaks plain HTTP.

from config.settings import *  # noqa: F403  the point of this file
from config.settings import DATABASES, STORAGES

# The database's name is given by tests/databases.py: on SQLite a file, not memory, for two
# connections to one memory do not lock as two connections to a file do.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] += "; PRAGMA synchronous=OFF"  # Nothing here must survive a power cut.
    options["cached_statements"] = 1_000  # A sweep makes the same queries again and again.

# Pages are tested before anything is collected or compressed; the browser sees the real thing.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# The slowness of a password's hash is its strength; made-up people need none.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A test types a code that is some moments old: the half minute may be over meanwhile.
MFA_TOTP_TOLERANCE = 1

# A sweep asks for more in a minute than any person.
PAGES_A_MINUTE = 0

# A test signs in once and moves the clock by years; tests of the limits set them.
SIGN_IN_HOURS = 1_000_000
SIGN_IN_IDLE_MINUTES = 60 * SIGN_IN_HOURS

# The clock of a test stands still in another year: the guards do not ask whether it is now.
GUARDS_LET_TIME_STAND = True
