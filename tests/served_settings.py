"""The demonstration's own settings, for the sites that the browser visits, with some things made
quicker. Pages, scripts and style sheets are as they are served to a council."""

from config.settings import *  # noqa: F403  the point of this file
from config.settings import DATABASES, MIDDLEWARE

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] += "; PRAGMA synchronous=OFF"  # Nothing here must survive a power cut.

# The slowness of a password's hash is its strength; made-up people need none.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A test types a code that is some moments old: the half minute may be over meanwhile.
MFA_TOTP_TOLERANCE = 1

# A sweep asks for more in a minute than any person.
PAGES_A_MINUTE = 0

# The clock of a test stands still in another year: the guards do not ask whether it is now.
GUARDS_LET_TIME_STAND = True

# A journey through a month moves the day.
MIDDLEWARE.insert(0, "tests.served_day.OnItsDay")
