"""How often the verdicts are right: on series made up from a seed, and on every real series held."""
