"""A stage for journeys through an example year. As a script: plays the toy's year in the folder named, by the
command that a person types, and writes beside it the cookie of a browser for each person who signed in."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def play(home: Path) -> None:
    """``home``/year: the workspace; ``home``/cookies.json: the cookies by a person's key."""
    from year_toy import write_toy_year

    city = write_toy_year(home / "city")
    command = [sys.executable, "-m", "ropewalk.cli", "demo", "--year", "--no-serve", "--quiet"]
    told = subprocess.run(
        [*command, "--city", str(city), "--dir", str(home / "year")],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    (home / "told.txt").write_text(told.stdout + told.stderr)
    environment = os.environ | {"ROPEWALK_WORKSPACE": str(home / "year")}
    told = subprocess.run(
        [sys.executable, str(HERE / "year_stage.py")],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    (home / "cookies.json").write_text(told.stdout)


def cookies() -> dict[str, str]:
    """Everybody, signed in with both steps."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    from ropewalk.accounts.models import Person

    found = {}
    for person in Person.objects.all():
        if not Authenticator.objects.filter(user=person).exists():
            TOTP.activate(person, generate_totp_secret())
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        found[person.email.partition("@")[0]] = client.cookies["office"].value
    return found


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    import django

    django.setup()
    sys.stdout.write(json.dumps(cookies()))
