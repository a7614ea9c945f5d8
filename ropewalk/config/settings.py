"""Settings of the web application. Everything that differs between machines comes from the environment.

ROPEWALK_WORKSPACE   the workspace's folder (default: the current folder)
ROPEWALK_SECRET_KEY  the secret key (default: kept in the workspace, readable by its owner only); older ones
                     that still open what they signed may follow it, after a space
ROPEWALK_HOSTS       more host names to answer to, separated by commas
ROPEWALK_HTTPS       set to 1 when readers come by https: then http is sent on, and browsers remember it
ROPEWALK_HSTS        set to subdomains when every name below this host is reached by https too
ROPEWALK_ADDRESS     where readers find it, as https://account.example.gov.uk or https://example.gov.uk/account
                     (default: as each request says, at the root of its host)
ROPEWALK_ASKS        set to 0 for pages without forms, as a copy of files has them
ROPEWALK_PLACES      whose pages there are, as `ropewalk publish --places` has them, separated by commas
                     (default: every place's); names of other places are no links then
ROPEWALK_LOGS        set to json for logs as an object a line, requests included
ROPEWALK_METRICS_TOKEN  whoever shows this token is told counts at /metrics (default: nobody)
DATABASE_URL         a PostgreSQL to use instead of SQLite: see ropewalk/config/database.py

What the office takes from the environment is told in ropewalk/config/office.py.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from ropewalk.config import office
from ropewalk.config.address import path_below, public_address
from ropewalk.config.database import database
from ropewalk.config.logs import logging_of
from ropewalk.config.programs import security_contact
from ropewalk.config.secret import secret_keys

WORKSPACE = Path(os.environ.get("ROPEWALK_WORKSPACE", ".")).resolve()
SECRET_KEY, *SECRET_KEY_FALLBACKS = os.environ.get("ROPEWALK_SECRET_KEY", "").split() or secret_keys(
    WORKSPACE
)
DEBUG = False
ADDRESS = public_address(os.environ.get("ROPEWALK_ADDRESS", ""))
BASE = path_below(os.environ.get("ROPEWALK_ADDRESS", ""))
FORCE_SCRIPT_NAME = BASE or None
HOSTS = [host.strip() for host in os.environ.get("ROPEWALK_HOSTS", "").split(",") if host.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *HOSTS]
ALLOWED_HOSTS += [host] if (host := urlsplit(ADDRESS).hostname) else []
KNOWN_AS = bool(ADDRESS or HOSTS)  # by others than this machine
ASKS = os.environ.get("ROPEWALK_ASKS") != "0"
PLACES = tuple(word for word in os.environ.get("ROPEWALK_PLACES", "").split(",") if word not in ("", "all"))

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "ropewalk.office.apps.OfficeConfig",
    "ropewalk.office.apps.SignInConfig",
    "allauth",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "ropewalk.accounts",
    "ropewalk.design",
    "ropewalk.plan",
    "ropewalk.releases",
    "ropewalk.returns",
    "ropewalk.commentary",
    "ropewalk.thread",
    "ropewalk.scrutiny",
    "ropewalk.publish.api",
    "ropewalk.publish.website",
    "ropewalk.publish.opendata",
    "ropewalk.publish.reports",
]

# Readers get no cookie, so there is no session, no sign-in and no form protection here:
# every public page is a plain GET.
MIDDLEWARE = [
    # First what every answer must bear, so that errors, static files and refusals bear it too.
    "ropewalk.config.headers.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ropewalk.config.programs.by_https",
    "django.middleware.security.SecurityMiddleware",
    "ropewalk.config.limits.within_limits",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ropewalk.config.address.at_home",
    "ropewalk.publish.serving.asked.noting",
    "ropewalk.config.language.by_address",
    "django.middleware.common.CommonMiddleware",
    # Sessions, sign-in and form protection, for paths below /office/ alone.
    "ropewalk.office.below.Below",
]
# Answers are compressed once, where they are kept: see ropewalk.publish.serving.

ROOT_URLCONF = "ropewalk.config.urls"
WSGI_APPLICATION = "ropewalk.config.wsgi.application"

# Jinja2 alone: about three times as fast as Django's own templates (docs/decisions/0008-web.md).
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "ropewalk.design.jinja_environment.environment",
            "context_processors": ["ropewalk.office.frame.frame"],  # for a page made with its request
        },
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), WORKSPACE)}
# Work that nobody waits for lies in the same database, and is done by `ropewalk work`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "Europe/London"
USE_TZ = True

# The address of a static file carries a hash of its bytes, so a browser may keep it for a year.
STATIC_URL = f"{BASE}/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ropewalk.config.static.HashedStatic"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60
WHITENOISE_ALLOW_ALL_ORIGINS = False

# No page takes a body, and no address of ours has so many parameters.
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
APPEND_SLASH = True

HTTPS = os.environ.get("ROPEWALK_HTTPS") == "1"
# The office: who signs in, and how. It adds nothing to a public page.
OFFICE = os.environ.get("ROPEWALK_OFFICE") != "0"
OFFICE_IDLE = 60 * int(os.environ.get("ROPEWALK_IDLE") or 120)  # seconds
OFFICE_MIDDLEWARE = office.MIDDLEWARE
OFFICE_FORMS_LEAD_TO = office.forms_lead_to(os.environ)
SOCIALACCOUNT_PROVIDERS = office.identity(os.environ)
LETTERS = "letters"  # where they lie, if they are kept
OFFICE_COUNCIL_SIGN_IN = [app for kind in SOCIALACCOUNT_PROVIDERS.values() for app in kind["APPS"]]
globals().update(office.PERSON | office.SIGN_IN | office.from_environment(os.environ, https=HTTPS, base=BASE))
SECURE_SSL_REDIRECT = HTTPS
SECURITY_CONTACT = security_contact(os.environ.get("ROPEWALK_SECURITY_CONTACT", ""))
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and os.environ.get("ROPEWALK_HSTS") == "subdomains"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing from elsewhere, nothing written into a page: no script or style can be smuggled in.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# No form of ours writes anything and no reader has a cookie: nothing can be forged in a reader's name (W003).
# Whether a council's other sites, and browsers' lists, want https for good is not ours to say (W005, W021).
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W005", "security.W021"]

# Without this a fault in production would be mailed to nobody and printed nowhere.
LOGS = os.environ.get("ROPEWALK_LOGS", "")
LOGGING = logging_of(LOGS)
METRICS_TOKEN = os.environ.get("ROPEWALK_METRICS_TOKEN", "")
