"""`python -m archive` is the program `archive`."""

from archive.cli import main

if __name__ == "__main__":
    main()
