"""What the editors' commands do to files: write new records, lay out front matter, rename, withdraw, start an archive.

Pure functions from texts to texts; only `files` writes. Front matter is edited in place, by the marks that the YAML parser
gives, and never printed anew from values: so comments, quotes and the order of things survive by construction.
"""
