"""Who may do what: people, organisations, roles with a scope, invitations, and the audit of every write.

Rights are decided in ``rights.py`` alone; every write goes through ``actions.py``. May import rooms below
row 5.
"""
