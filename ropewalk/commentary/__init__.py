"""Commentary: signed words of people beside the figures and never mixed with them, and the replies to them.

``tone`` and ``plain`` are pure; pages read published words by ``public``."""
