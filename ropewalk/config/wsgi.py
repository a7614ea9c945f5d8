"""The WSGI application: ``granian --interface wsgi ropewalk.config.wsgi:application``."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ropewalk.config.settings")
_site = get_wsgi_application()

from ropewalk.config.address import below, readers_ask  # noqa: E402 - Django has to be ready first
from ropewalk.publish.serving.front import Front  # noqa: E402 - Django has to be ready first
from ropewalk.publish.serving.health import with_health  # noqa: E402
from ropewalk.publish.serving.metrics import Metrics  # noqa: E402
from ropewalk.publish.serving.state import account_state  # noqa: E402
from ropewalk.publish.serving.warm import keep_warm  # noqa: E402
from ropewalk.publish.serving.watching import watched  # noqa: E402
from ropewalk.publish.website.every import most_asked  # noqa: E402

_ = get_resolver().url_patterns  # read every page's code now, not while the first reader waits
_front = Front(_site, account_state())
_token = settings.METRICS_TOKEN
_metrics = Metrics(settings.WORKSPACE / ".metrics", _token) if _token else None
_told = _metrics.told_to(_front) if _metrics else _front
application = watched(
    below(settings.BASE, with_health(_told)),
    logs=settings.LOGS == "json",
    count=_metrics.count if _metrics else None,
)
_listens = os.environ.get("ROPEWALK_LISTENS", "127.0.0.1")
keep_warm(_front, most_asked, readers_ask(settings.ADDRESS, settings.HOSTS, _listens))
