"""Shared by every test. The network is shut by pytest-socket's options in pyproject.toml."""
