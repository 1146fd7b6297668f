"""The program `archive`, also as `python -m archive`. It can be stopped by hand while it is being loaded too."""

import sys


def main() -> None:
    try:
        from archive.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("archive: stopped; the old site stays\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
