"""The golden thread: what a team does, what that is for and whether it gets better; ideas, and recognition.

May import plan and rooms below it. Only people at work see any of it.
"""
