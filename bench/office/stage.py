"""A workspace with officers and what is asked of them: the toy city, whose own people send in waiting times.

    python -m bench.office.stage WORKSPACE OFFICERS FILE

is run by the bench in a process of its own, because Django's settings name one workspace. It writes who there
is into FILE. The people are made up; their passwords are hashed and checked as real ones are.
"""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from ropewalk.vocabulary.source import returned

ROOT = Path(__file__).parents[2]
SUPPORT = ROOT / "tests/support"
PASSWORD = "a long walk by the river"  # noqa: S105 - of people who do not exist
TEAMS = 10
OWN = 2
"""Returns that are asked of one officer; one more is shared with a neighbour."""


def build(folder: Path, environment: dict[str, str]) -> Path:
    """The workspace, built by the command that a person would type."""
    sys.path.insert(0, str(SUPPORT))
    from toy_city import write_toy_city

    workspace, city = folder / "workspace", write_toy_city(folder / "city")
    measures = city / "indicators/all.toml"
    own = f'source = "{returned("queues")}"'
    measures.write_text(measures.read_text().replace('source = "toys-queues"', own))
    command = [sys.executable, "-m", "ropewalk.cli", "demo", "--no-serve", "--quiet", "--city", str(city)]
    subprocess.run([*command, "--dir", str(workspace)], check=True, env=environment)  # noqa: S603
    return workspace


def people(workspace: Path, officers: int, environment: dict[str, str]) -> list[dict[str, object]]:
    """Who there is after people and asks were added: address, secret of the second step, numbers of asks."""
    file = workspace.parent / "officers.json"
    command = [sys.executable, "-m", "bench.office.stage", str(workspace), str(officers), str(file)]
    subprocess.run(command, check=True, env=environment, cwd=ROOT)  # noqa: S603
    return list(json.loads(file.read_text()))


def set_up(officers: int) -> list[dict[str, object]]:
    """Contributors in teams, a publisher who asks, and the asks."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth.hashers import make_password
    from office_people import a_council

    from ropewalk.accounts.actions import add_organisation
    from ropewalk.accounts.by import COMMAND_LINE, By
    from ropewalk.accounts.models.organisation import Kind
    from ropewalk.accounts.rights import Held
    from ropewalk.accounts.roles import Role

    council, kept = a_council()["council"], make_password(PASSWORD)
    teams = [add_organisation(COMMAND_LINE, f"Team {n}", Kind.TEAM, council) for n in range(TEAMS)]
    asker = By("paula@example.org", (Held(Role.PUBLISHER),))
    periods = months()
    found = []
    for n in range(officers):
        team = teams[n // 2 % TEAMS]  # neighbours are of one team
        person, secret = an_officer(f"officer{n}@example.org", team, kept), generate_totp_secret()
        TOTP.activate(person, secret)
        asks = [asked(asker, next(periods), team, person) for _ in range(OWN)]
        shared = found[-1]["asks"][-1] if n % 2 else asked(asker, next(periods), team, None)
        found.append({"email": person.email, "secret": secret, "asks": [*asks, shared]})
    return found


def an_officer(email: str, team: object, password: str) -> object:
    """A contributor of a team, who can sign in."""
    from allauth.account.models import EmailAddress
    from asked_for import somebody

    from ropewalk.accounts.rights import Reach, Scope
    from ropewalk.accounts.roles import Role

    person = somebody(email, Role.CONTRIBUTOR, Scope(Reach.ORGANISATION, team.code), team)  # type: ignore[attr-defined]
    person.password = password
    person.save(update_fields=["password"])
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def asked(by: object, period: str, team: object, person: object) -> int:
    """The number of a return that is asked for."""
    from asked_for import QUEUES

    from ropewalk.returns.actions import Whom, ask
    from ropewalk.returns.models.ask import Wants

    due = date.today() + timedelta(days=14)  # noqa: DTZ011 - any day
    whom = Whom(team, Wants.BOTH, person)  # type: ignore[arg-type]
    return int(ask(by, QUEUES, period, due, whom).pk)  # type: ignore[arg-type]


def months():
    """Months that are over, the newest first, as many as are wanted."""
    for n in range(12 * 400):
        year, month = divmod(12 * 2024 - 1 - n, 12)
        yield f"{year}-{month + 1:02}-01/P1M"


if __name__ == "__main__":
    sys.path.insert(0, str(SUPPORT))
    os.environ["ROPEWALK_WORKSPACE"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    import django

    django.setup()
    Path(sys.argv[3]).write_text(json.dumps(set_up(int(sys.argv[2]))))
