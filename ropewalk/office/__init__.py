"""Where people of the council and its partners work: everything below ``/office/``. Reads rooms by their
``reads`` and writes by their ``actions``; every page declares the right that it needs."""
