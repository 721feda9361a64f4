"""Settings of one council's installation, read from the environment.

Production needs `SECRET_KEY` and `ALLOWED_HOSTS`; everything else has a safe default.
`MANDATE_DEMO=1` is the one switch for looking around on your own machine: it makes up the settings
that production must be given and turns off the three that need HTTPS. `DEBUG=1` is for developers.
"""

import re
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

# Django looks up a pattern for each address that it writes. There are more addresses than the 512
# patterns that `re` keeps, which would be compiled again and again: a tenth of a page's time.
re._MAXCACHE = 4096  # type: ignore[attr-defined]

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("MANDATE_DEMO", default=False)
IS_LOCAL = DEBUG or DEMO

KEY_FOR_LOOKING_AROUND = "for-looking-around-on-one-machine-only-never-for-a-council-0123456789"
SECRET_KEY = env.str("SECRET_KEY", default=KEY_FOR_LOOKING_AROUND if IS_LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text before starting Mandate.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if IS_LOCAL else [])
# How this site is called in messages that no request leads to, such as reminders.
SITE_ADDRESS = env.str(
    "SITE_ADDRESS",
    default="http://localhost:8000"
    if IS_LOCAL
    else f"https://{ALLOWED_HOSTS[0].lstrip('.') if ALLOWED_HOSTS else 'localhost'}",
)

# The council. Its name is stored in the database (`found_council`) and changed in the browser: this
# one is shown until then.
COUNCIL_NAME = env.str("COUNCIL_NAME", default="Wolderby County Council" if IS_LOCAL else "Council")
# Whose law and bank holidays hold: england, wales, scotland or northern_ireland.
COUNCIL_NATION = env.str("COUNCIL_NATION", default="england")
if COUNCIL_NATION not in ("england", "wales", "scotland", "northern_ireland"):
    raise ImproperlyConfigured(
        "COUNCIL_NATION must be england, wales, scotland or northern_ireland."
    )
COUNCIL_COLOUR = env.str("COUNCIL_COLOUR", default="#1d4f7c")
COUNCIL_COLOUR_TEXT = env.str("COUNCIL_COLOUR_TEXT", default="#ffffff")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "simple_history",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "values",
    "audit",
    "people",
    "accounts",
    "records",
    "jobs",
    "directory",
    "programmes",
    "projects",
    "money",
    "benefits",
    "registers",
    "governance",
    "meetings",
    "reporting",
    "reports",
    "packs",
    "dashboards",
    "config",
]

MIDDLEWARE = [
    "config.middleware.RoomForFramesMiddleware",
    "audit.middleware.RequestIdMiddleware",
    "config.middleware.RequestLogMiddleware",
    "config.middleware.SafeHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.LanguageAndZoneMiddleware",
    "config.middleware.ReadableRequestMiddleware",
    "config.middleware.PlainMethodsMiddleware",
    "records.middleware.SecurityEventsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.DirectionsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SignInRequiredMiddleware",
    "accounts.middleware.PaceMiddleware",
    "accounts.middleware.KnownParametersMiddleware",
    "config.middleware.RefusedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "config.urls"
# `config.wsgi` does not start with DEBUG; `runserver` then makes its own application.
WSGI_APPLICATION = None if DEBUG else "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "records.context.page",
                "config.context.demo",
            ],
        },
    },
]
FORM_RENDERER = "records.fields.GovukRenderer"

# Database: SQLite for trying out, PostgreSQL in production. Each write takes the writer's lock at
# its start (BEGIN IMMEDIATE), so that two writers queue instead of failing half way;
# ATOMIC_REQUESTS stays off, or every page view would take it too. recursive_triggers makes INSERT
# OR REPLACE fire the guards of the history.
DATABASES = {
    "default": env.db_url(
        "DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'mandate.sqlite3'}"
    )
}
DATABASE = DATABASES["default"]
# PostgreSQL: the owner of the tables, so that the site's own role cannot remove their guards. Only
# `migrate` uses it.
DATABASE_OWNER = (
    env.db_url("DATABASE_OWNER_URL", default="")
    if env.str("DATABASE_OWNER_URL", default="")
    else {}
)
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL"
        ),
    }
else:
    # PostgreSQL would spend a second compiling some queries that take a hundredth to answer, and
    # start processes for others that are answered before these have begun.
    options = DATABASE.setdefault("OPTIONS", {})
    options.setdefault("options", "-c jit=off -c max_parallel_workers_per_gather=0")
    # Planning our longer queries takes as long as answering them: each is planned once for a
    # connection. A pool that gives each transaction another connection cannot do that.
    if env.bool("PREPARED_STATEMENTS", default=True):
        options |= {"server_side_binding": True, "prepare_threshold": 2}
# When it opens a database, SQLite reads and parses all tables and guards, which takes as long as a
# page.
DATABASE["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASE["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History
SIMPLE_HISTORY_DATE_INDEX = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Accounts: signing in by django-allauth (ADR 0012). It keeps its counts in a table that all workers
# share.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["accounts.signing_in.backend.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.signing_in.passwords.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:signed_out"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cachedvalue",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ACCOUNT_ADAPTER = "accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "200/m/ip",
    "login_failed": "10/5m/key,100/5m/ip",
    "reauthenticate": "10/5m/user",
    "change_password": "10/5m/user",
    "reset_password": "20/5m/ip,3/5m/key",
    "set_password": "100/5m/ip,10/5m/key",  # tries of a code, by name
    "stop_sign_in_change": "20/5m/ip",
}
PAGES_A_MINUTE = env.int("PAGES_A_MINUTE", default=600)  # an account, in each worker; 0: any
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "accounts.signing_in.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the office vouches for addresses
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
SIGN_IN_IDLE_MINUTES = env.int("SIGN_IN_IDLE_MINUTES", default=60)
SIGN_IN_HOURS = env.int("SIGN_IN_HOURS", default=12)
SESSION_COOKIE_AGE = SIGN_IN_HOURS * 3600
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0

# Mail: invitations, new passwords and notices, each one plain message
vars().update(
    env.email_url(
        "EMAIL_URL",
        default=f"filemail:///{BASE_DIR / 'var' / 'mail'}" if IS_LOCAL else "smtp://localhost:25",
    )
)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="mandate@localhost")

# The queue: files that take longer than a page may are made by `manage.py run_worker` (ADR 0025).
# Its tables come by one migration of ours, not by the library's twenty.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MIGRATION_MODULES = {"django_tasks_database": "jobs.queue.migrations"}

# Words and time: UTC in storage, Europe/London on screen
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Files that people send: outside everything that is served, given back only with permission.
UPLOADS_DIR = Path(env.str("UPLOADS_DIR", default=str(BASE_DIR / "var" / "uploads")))
UPLOAD_MOST_BYTES = env.int("UPLOAD_MOST_MB", default=20) * 1_000_000
FILE_UPLOAD_HANDLERS = [
    "uploads.handlers.SizeHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Safety. The demo goes without only what needs HTTPS; browsers accept a cookie whose name begins
# with `__Host-` only over HTTPS, and only from this host.
HOST_PREFIX = "" if IS_LOCAL else "__Host-"
SECURE_SSL_REDIRECT = not IS_LOCAL
SESSION_COOKIE_SECURE = not IS_LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = f"{HOST_PREFIX}sessionid"
CSRF_COOKIE_SECURE = not IS_LOCAL
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{HOST_PREFIX}csrftoken"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Everything comes from this site, in files of its own; nothing in a page is a script or a style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # a paper holds its logo
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Log: to standard error; for a council one JSON object a line, one line for each request.
LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING" if IS_LOCAL else "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "config.logs.JsonFormatter"},
        "plain": {"()": "config.logs.PlainFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if IS_LOCAL else "json",
        }
    },
    "loggers": {"mandate": {"level": LOG_LEVEL}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
