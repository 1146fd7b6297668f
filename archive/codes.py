"""Every code that a problem can have: whether it is an error or a warning, and what it means in a line.

A code never changes its meaning. `docs/problems.md` explains each one.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.problems import Severity


class Code(NamedTuple):
    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    # the file
    "unreadable": Code("error", "The file cannot be read"),
    "not-utf-8": Code("error", "The file is not saved in UTF-8"),
    "control-character": Code("error", "The file holds an invisible control character"),
    "lost-character": Code("warning", "A letter was damaged when the text was saved or copied"),
    "hidden-character": Code("warning", "An invisible character stands in the text"),
    "stray-file": Code("warning", "A file in content/ is not read"),
    "stray-folder": Code("warning", "A folder in content/ is not read"),
    "unknown-folder": Code("error", "A folder in content/ is of no kind"),
    "misplaced": Code("error", "A record lies in the wrong folder"),
    "wrong-year": Code("error", "An article lies in another year than its date says"),
    "bad-id": Code("error", "A name cannot be an id"),
    "no-site": Code("error", "content/site.yaml is missing"),
    "no-front-matter": Code("error", "The keys at the head of the file are missing"),
    # YAML
    "bad-yaml": Code("error", "The front matter cannot be read as YAML"),
    "not-a-mapping": Code("error", "Keys and values are expected"),
    "duplicate-key": Code("error", "A key stands twice"),
    "too-deep": Code("error", "Lists and keys lie too deep in one another"),
    "bad-key": Code("error", "A key is no plain text"),
    "yaml-anchor": Code("error", "YAML anchors and aliases are not read"),
    "yaml-tag": Code("error", "YAML tags are not read"),
    "left-out": Code("warning", "Words after # are taken for a comment"),
    "unchecked": Code("warning", "The importer asks for a look that nobody has taken yet"),
    "placeholder": Code("warning", "A value is still a placeholder"),
    # keys and values
    "unknown-key": Code("error", "A key that does not exist"),
    "missing-key": Code("error", "A key that must be there is not, or is empty"),
    "wrong-type": Code("error", "A value of the wrong sort"),
    "unknown-word": Code("error", "A word that this key does not know"),
    "odd-word": Code("warning", "A word that stands here alone and looks like a common one misspelt"),
    "bad-word": Code("error", "A value that must be one word is not"),
    "bad-date": Code("error", "A date that is not written in EDTF, or that the calendar does not have"),
    "bad-language": Code("error", "A language that is no BCP 47 tag"),
    "unknown-language": Code("warning", "A language that no list knows"),
    "bad-address": Code("error", "A web address that is none"),
    "bad-checksum": Code("error", "A checksum that is no SHA-256"),
    "bad-authority": Code("error", "A number of Wikidata, VIAF, ISNI or the Library of Congress that has another form"),
    "bad-reference": Code("error", "A reference to a statement or figure that has another form"),
    "repeated-value": Code("warning", "A list holds the same value twice"),
    # addresses
    "clashing-id": Code("error", "Two records have the same id"),
    "clashing-address": Code("error", "Two addresses are the same, or differ in case or Unicode form alone"),
    "reserved-address": Code("error", "A record stands at an address of the site's own"),
    "bad-alias": Code("error", "An alias cannot be an address"),
    "clashing-alias": Code("error", "An alias is the address of a record, or an alias of another one"),
    # links
    "unknown-article": Code("error", "No article has this id"),
    "unknown-actor": Code("error", "No actor has this id"),
    "unknown-event": Code("error", "No event has this id"),
    "unknown-topic": Code("error", "No topic has this id"),
    "unknown-source": Code("error", "No source has this id"),
    "unknown-statement": Code("error", "No statement has this id"),
    "unknown-figure": Code("error", "No figure has this id"),
    "unknown-link": Code("error", "A link in the text leads nowhere"),
    "unknown-anchor": Code("error", "A link leads to a place that the record does not have"),
    "ambiguous-link": Code("error", "A link may mean several records"),
    "draft-in-use": Code("error", "A published record names a draft"),
    "withdrawn-in-use": Code("warning", "Something is not shown, or not as it stands, because it names a withdrawn record"),
    "duplicate-id": Code("error", "Two parts of an article have the same id"),
    "taken-anchor": Code("error", "A part of a record has an id that its page has by itself"),
    "circle": Code("error", "A chain of records or statements leads back to its beginning"),
    # statements and captures
    "speaker-not-listed": Code("warning", "A speaker is not among the article's actors"),
    "withdrawn-speaker": Code("warning", "A statement or figure is not shown because its speaker is withdrawn"),
    "same-as-differs": Code("warning", "Two statements that are said to be one differ in their speaker"),
    "long-quotation": Code("error", "A quotation is longer than may be shown"),
    "doubled-marks": Code("warning", "A quotation brings its own quotation marks"),
    "odd-byline": Code("warning", "A byline holds more than a name"),
    "odd-figure": Code("warning", "A figure is written for a machine"),
    "quote-not-in-text": Code("warning", "A quotation does not stand in the whole text that the record has"),
    "quote-not-in-capture": Code("error", "A quotation does not stand in the capture"),
    "capture-missing": Code("warning", "The capture is not in the folder of captures"),
    "unsafe-path": Code("error", "The path of a capture leads out of the folder of captures"),
    "no-checksum": Code("warning", "A capture has no checksum"),
    "checksum-mismatch": Code("error", "The capture is not the file that the record was made from"),
    # dates
    "date-order": Code("error", "Two dates contradict each other"),
    "date-in-name": Code("warning", "A file's name begins with another day than the article's"),
    "wrong-weekday": Code("warning", "The weekday that is printed is not that of the date"),
    "no-date": Code("warning", "An article has neither a date nor a word on why"),
    "future-date": Code("warning", "A date lies in the future"),
    "embargo-passed": Code("warning", "An embargo has ended and the text is still withheld"),
    # judgement
    "duplicate-article": Code("warning", "Two articles look like the same one"),
    "similar-actor": Code("warning", "Two actors look like the same one"),
    "same-name": Code("warning", "Two sources, or two topics, have the same name"),
    "shared-authority": Code("error", "Two actors have the same number in an authority file"),
    "unused-record": Code("warning", "No record uses this one"),
    "unlisted-name": Code("warning", "An actor is named in an article that does not list it"),
    "ambiguous-name": Code("warning", "A name that several actors bear is not linked"),
    "no-summary": Code("warning", "A record has no summary"),
    "no-text": Code("warning", "A record says that it has the text, and has none"),
    # text
    "unsafe-link": Code("error", "A link of a kind that is not allowed"),
    "duplicate-anchor": Code("error", "Two paragraphs have the same name"),
    "image-not-shown": Code("warning", "A picture in the text is not shown"),
    "raw-html": Code("warning", "HTML in the text is shown as it stands"),
    "lost-text": Code("warning", "Something in the text will not come out as it was meant"),
    # the archive's own templates
    "bad-template": Code("error", "A template cannot be read"),
    "stray-template": Code("warning", "A file in templates/ takes the place of none"),
    "lost-style": Code("warning", "A style sheet takes the place of one, without what others need of it"),
    "unknown-text": Code("warning", "A text of the interface that no page asks for"),
    "bad-text": Code("error", "A text of the interface cannot be shown as it stands"),
    "no-words": Code("warning", "The interface has no words in the language of the site"),
    "lost-place": Code("warning", "A translated text leaves out what a page fills in"),
}
