"""Where on its host the site begins: at the root, or below a path such as ``/account``."""

from django.urls import get_script_prefix


def rooted(path: str) -> str:
    """The address of a path of the site as readers have it: ``/aims/1/`` is ``/account/aims/1/``."""
    return f"{get_script_prefix()[:-1]}{path}"


def bare(address: str) -> str:
    """A path of the site without the path that the site lies below; itself where it does not."""
    base = get_script_prefix()[:-1]
    return address[len(base) :] if base and address.startswith(f"{base}/") else address
