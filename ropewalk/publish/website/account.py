"""The account, under the name by which the pages know it."""

from ropewalk.publish.account import NEIGHBOURHOOD, WARD, Account, NotReadyError, open_account

__all__ = ["NEIGHBOURHOOD", "WARD", "Account", "NotReadyError", "open_account"]
