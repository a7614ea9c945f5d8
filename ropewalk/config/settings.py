"""Settings of the web application. Everything that differs between machines comes from the environment.

ROPEWALK_WORKSPACE   the workspace's folder (default: the current folder)
ROPEWALK_SECRET_KEY  the secret key (default: kept in the workspace, readable by its owner only)
ROPEWALK_HOSTS       more host names to answer to, separated by commas
ROPEWALK_HTTPS       set to 1 when readers come by https: then http is sent on, and browsers remember it
"""

import os
from pathlib import Path

from ropewalk.config.secret import secret_key

WORKSPACE = Path(os.environ.get("ROPEWALK_WORKSPACE", ".")).resolve()
SECRET_KEY = os.environ.get("ROPEWALK_SECRET_KEY") or secret_key(WORKSPACE)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] + [
    host.strip() for host in os.environ.get("ROPEWALK_HOSTS", "").split(",") if host.strip()
]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "simple_history",
    "ropewalk.design",
    "ropewalk.plan",
    "ropewalk.publish.api",
    "ropewalk.publish.website",
]

# Readers get no cookie, so there is no session, no sign-in and no form protection here:
# every public page is a plain GET.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ropewalk.config.headers.permissions_policy",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ropewalk.config.language.by_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "ropewalk.config.urls"
WSGI_APPLICATION = "ropewalk.config.wsgi.application"

# Jinja2 alone: about three times as fast as Django's own templates (docs/decisions/0008-web.md).
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "ropewalk.design.jinja_environment.environment"},
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        # Outside a workspace (in a test, say) nothing is written to the folder.
        "NAME": WORKSPACE / "ropewalk.sqlite3" if (WORKSPACE / "ropewalk.toml").is_file() else ":memory:",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Readers never wait for a writer; a writer waits its turn instead of failing.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "Europe/London"
USE_TZ = True

# The address of a static file carries a hash of its bytes, so a browser may keep it for a year.
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ropewalk.config.static.HashedStatic"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60
WHITENOISE_ALLOW_ALL_ORIGINS = False

HTTPS = os.environ.get("ROPEWALK_HTTPS") == "1"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
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
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Without this a fault in production would be mailed to nobody and printed nowhere.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
