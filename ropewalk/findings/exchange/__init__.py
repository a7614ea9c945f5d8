"""The tables that an account gives out: which there are, what their columns mean, and their rows."""
