"""Logs: words for a person, or with ROPEWALK_LOGS=json an object a line for a machine, requests included."""

import logging
from typing import Any, Final

FIELDS: Final = "asctime,levelname,name,message"


class NoSecrets(logging.Filter):
    """Django names the address of a request that failed; one of the office may hold a secret, or a name in
    its query. Its kind is told instead, and the request itself is not passed on."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let it pass, without what nobody else should read."""
        request = record.__dict__.pop("request", None)
        if hasattr(request, "path_info"):
            from ropewalk.publish.serving.watching import REQUEST, told_of  # late: settings come first

            where = told_of(request.path_info)
            record.msg, record.args = f"{getattr(record, 'status_code', '')} {where}".strip(), ()
            record.request = request.META.get(REQUEST, "")
        elif isinstance(request, str):
            record.request = request
        return True


def logging_of(kind: str) -> dict[str, Any]:
    """Django's LOGGING. ``kind``: ``json``, or anything else for words."""
    as_json = kind == "json"
    own = {"handlers": ["console"], "level": "INFO" if as_json else "WARNING", "propagate": False}
    errors = {"handlers": ["console"], "level": "ERROR", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_secrets": {"()": "ropewalk.config.logs.NoSecrets"}},
        "formatters": {
            "words": {"format": "%(message)s"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": FIELDS,
                "style": ",",
                "rename_fields": {"asctime": "at", "levelname": "level", "name": "from"},
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "reserved_attrs": [*vars(logging.makeLogRecord({})), "status_code"],
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "words",
                "filters": ["no_secrets"],
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django.request": errors,
            "django.security.DisallowedHost": errors,
            "ropewalk.requests": own,
            "django_tasks": own,
        },
    }
