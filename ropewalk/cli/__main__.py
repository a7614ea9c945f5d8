"""`python -m ropewalk.cli` is `ropewalk`."""

from ropewalk.cli.app import main

if __name__ == "__main__":
    main()
