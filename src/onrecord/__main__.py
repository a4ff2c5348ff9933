"""``python -m onrecord`` is the command line."""

from onrecord.cli import main

if __name__ == "__main__":  # worker processes import this module again
    main()
