"""What a page tells other sites of itself, for them to show it: a title, a sentence, a picture, a frame."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest

from ropewalk.figures.share_card import HEIGHT, WIDTH
from ropewalk.publish.website import addresses
from ropewalk.publish.website.told import plain

SENTENCE: Final = 300  # characters; what shows it cuts it sooner


@dataclass(frozen=True, slots=True)
class Shared:
    """What a page says of itself. ``image``: the address of its card; ``embeds``: whether oEmbed has
    something to show of it, a frame or a picture with words."""

    title: str
    sentence: str
    image: str
    embeds: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """The same with whole addresses, for the head of a page. ``oembed``: empty where there is none."""

    title: str
    sentence: str
    image: str
    alt: str
    oembed: str
    width: int = WIDTH
    height: int = HEIGHT


def told(shared: Shared | None, request: HttpRequest) -> Told | None:
    """For the head of the page at this address. The host is one of those that we answer to, or Django has
    refused it before this."""
    if shared is None:
        return None
    here = request.build_absolute_uri(request.path)
    sentence = plain(shared.sentence)[:SENTENCE]
    return Told(
        title=shared.title,
        sentence=sentence,
        image=urljoin(here, shared.image),
        alt=". ".join(part.rstrip(".") for part in (shared.title, sentence) if part) + ".",
        # A copy made of files cannot be asked.
        oembed=urljoin(here, addresses.oembed(here)) if shared.embeds and settings.ASKS else "",
    )
