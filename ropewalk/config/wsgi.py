"""The WSGI application: ``granian --interface wsgi ropewalk.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ropewalk.config.settings")
application = get_wsgi_application()
