"""A stage for journeys about scrutiny. As a script in a workspace (ROPEWALK_WORKSPACE) it makes people, and
prints for each the cookie of a browser that has signed in with both steps."""

import json
import os
import sys
from pathlib import Path


def set_up() -> dict[str, str]:
    """The cookies, by a person's first name."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client
    from scrutinised import a_committee

    found = {}
    for name, person in a_committee().items():
        TOTP.activate(person, generate_totp_secret())
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        found[name] = client.cookies["office"].value
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(set_up()))
