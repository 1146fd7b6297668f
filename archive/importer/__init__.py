"""From a raw capture, HTML or text, to a record: `archive import`.

capture (bytes to text) -> page or text (text to a draft: facts with their evidence, body, media, comments) -> record
(draft to Markdown with front matter). All are functions from values to values; only `command` prints and writes.
"""
