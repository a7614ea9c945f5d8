"""Contracts: what a source must go on doing from edition to edition, or stop until a person has looked."""
