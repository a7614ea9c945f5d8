"""One module a kind of page: what it shows, as a frozen dataclass, and its view."""
