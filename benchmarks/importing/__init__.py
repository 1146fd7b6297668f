"""How well captures become records, measured on invented newspapers: `python -m benchmarks.importing`."""
