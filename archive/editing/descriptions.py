"""What each key is for, and an example: told in new records, in schemas and to editors' programs.

By the name of the model; `Record` holds what every kind has. A test fails when a key is missing here.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.model.part import Part


class Key(NamedTuple):
    """What a key is for, in one line, and what may stand behind it."""

    what: str
    example: str = "..."


KEYS: dict[str, dict[str, Key]] = {
    "Record": {
        "language": Key("the language of the text (BCP 47), if not the site's", "zh-Hans"),
        "summary": Key("one or two sentences in our own words", "What happened, and who says so."),
        "also": Key("other names, as printed; a misspelling ends in [sic]", "[Another Name]"),
        "aliases": Key("old ids or addresses that must go on working", "[old-id]"),
        "draft": Key("true: read and checked, not published", "true"),
        "withdrawn": Key("taken off the site: when, why, by whom; written by archive withdraw", "{date: 2026-11-20, reason: ...}"),
        "autolink": Key("false: no name in the text is linked by itself; or a list of words to leave alone", "false"),
        "history": Key("what was done to the record, for readers", "[{date: 2026-11-20, by: ..., what: ...}]"),
    },
    "Article": {
        "title": Key("the headline, as printed", "The headline"),
        "title_note": Key("what a reader of the headline must know: a slip in print, a translation"),
        "subtitle": Key("the deck, where there is one"),
        "date": Key("when it was published (EDTF): 2013-03-12, 2013-06~, 201X", "2013-03-12"),
        "date_printed": Key("the date line, as printed", "Tue Mar 12, 2013"),
        "date_note": Key("the evidence, where the date is inferred or doubtful"),
        "updated": Key("when it was updated (EDTF)", "2013-03-13"),
        "updated_printed": Key("the line that says so, as printed"),
        "source": Key("who published it: a file of content/sources/", "the-paper"),
        "agencies": Key("news agencies that it says it draws on (sources)", "[reuters]"),
        "byline": Key("who wrote it, as printed", "[Jane Doe]"),
        "credits": Key("who else worked on it", "{editing: [Jane Doe]}"),
        "place": Key("the dateline's place", "Beijing"),
        "section": Key("the part of the paper", "World"),
        "url": Key("its original address", "https://example.org/article"),
        "archived_url": Key("a copy in a web archive", "https://web.archive.org/web/2013/https://example.org/article"),
        "capture": Key("the raw file that the record was made from", "{file: name.txt, sha256: ...}"),
        "rights": Key("what may be shown; access is full, excerpt, summary or metadata", "{access: summary, statement: InC}"),
        "actors": Key("who is in it: files of content/actors/", "[somebody, some-body]"),
        "events": Key("what it reports on: files of content/events/", "[some-event]"),
        "topics": Key("what it is about: files of content/topics/", "[some-topic]"),
        "related": Key("how it stands to others: same-story, follows, answers, cites, corrects", "[{article: its-id, how: follows}]"),
        "statements": Key("who said what to whom"),
        "figures": Key("what was counted, and whose count it is"),
        "media": Key("pictures that stood with it: described, not shown", "[{kind: photo, shows: ..., credit: ...}]"),
        "comments": Key("readers' comments: how many were declared, how many are in the capture", "{declared: 7, captured: 3}"),
    },
    "Actor": {
        "name": Key("the name by which it is shown", "Jane Doe"),
        "kind": Key("person, state, government-body, military, company, university, media, organisation ...", "person"),
        "sort_name": Key("the name as it is sorted", "Doe, Jane"),
        "names": Key("its name in other languages", "{zh: 华春莹}"),
        "roles": Key("offices in time", "[{title: Spokeswoman, of: some-body, from: 2012}]"),
        "part_of": Key("the bodies that it belongs to (actors)", "[some-body]"),
        "not_to_be_confused_with": Key("actors that it might be taken for", "[somebody-else]"),
        "wikidata": Key("its item in Wikidata", "Q42"),
        "viaf": Key("its number in VIAF", "113230702"),
        "isni": Key("its number in ISNI", "0000 0001 2103 2683"),
        "lcnaf": Key("its number in the Library of Congress name file", "n80076765"),
    },
    "Event": {
        "name": Key("what it is called", "The summit of 2013"),
        "kind": Key("summit, talks, breach, indictment ...", "summit"),
        "date": Key("when it happened (EDTF); an interval is 2013-06-07/2013-06-08", "2013-06-07/2013-06-08"),
        "date_note": Key("the evidence, where the date is inferred or doubtful"),
        "place": Key("where it happened", "Washington"),
        "actors": Key("who took part: files of content/actors/", "[somebody]"),
        "topics": Key("what it is about: files of content/topics/", "[some-topic]"),
        "part_of": Key("the larger events that it belongs to", "[some-event]"),
    },
    "Topic": {
        "name": Key("what it is called", "Cyber attacks"),
        "broader": Key("the wider topics that it belongs to", "[some-topic]"),
    },
    "Source": {
        "name": Key("what it is called", "The Paper"),
        "kind": Key("newspaper, agency, broadcaster, website ...", "newspaper"),
        "place": Key("where it is published", "London"),
        "language": Key("the language that it prints (BCP 47)", "en"),
        "url": Key("its address", "https://example.org/"),
        "part_of": Key("the sources that it belongs to", "[some-source]"),
        "actor": Key("the same outlet, where it acts: a file of content/actors/", "the-paper"),
    },
    "Page": {
        "title": Key("the title", "About this archive"),
        "order": Key("its place in the foot of each page: low numbers first", "10"),
    },
    "Site": {
        "title": Key("the name of the archive", "My archive"),
        "tagline": Key("one line below it"),
        "base_url": Key("the address at which it is published, with a slash at the end", "https://example.org/"),
        "language": Key("the language of the site (BCP 47)", "en"),
        "description": Key("what the collection is, in two or three sentences"),
        "editors": Key("who makes it: names, or {name, role, url}", "[Jane Doe]"),
        "licence": Key("the licence of the records", "CC-BY-4.0"),
        "contact": Key("an e-mail or web address that somebody reads", "editors@example.org"),
        "repository": Key("the web address of the files", "https://example.org/repository"),
        "captures": Key("the folder of raw captures, from the root, where one is at hand", "../captures"),
        "picks": Key("articles for the first page", "[an-article]"),
        "features": Key("what the site does", "{autolink: true, search: true}"),
    },
    "Change": {"date": Key("when (EDTF)", "2026-11-20"), "by": Key("who did it"), "what": Key("what was done, as readers will see it")},
    "Withdrawal": {"date": Key("when (EDTF)", "2026-11-20"), "reason": Key("why, as readers will see it"), "by": Key("who decided it")},
    "Credits": {
        "additional_reporting": Key("names as printed", "[Jane Doe]"),
        "writing": Key("names as printed", "[Jane Doe]"),
        "editing": Key("names as printed", "[Jane Doe]"),
        "photo": Key("as printed", "Jane Doe/Agency"),
        "translation": Key("names as printed", "[Jane Doe]"),
    },
    "Capture": {
        "file": Key("its name in the folder of captures", "name.txt"),
        "sha256": Key("its SHA-256: 64 hexadecimal digits"),
        "captured": Key("when it was captured (EDTF)", "2026-11-20"),
    },
    "Rights": {
        "statement": Key("a code of rightsstatements.org or Creative Commons", "InC"),
        "access": Key("what the text is: full, excerpt, summary or metadata", "summary"),
        "note": Key("in words"),
        "holder": Key("who holds them"),
        "embargo_until": Key("while this stands, the text is withheld (EDTF)", "2030-01-01"),
    },
    "Relation": {
        "article": Key("the id of the other article", "its-id"),
        "how": Key("same-story, follows, answers, cites or corrects", "follows"),
        "note": Key("in words"),
    },
    "Statement": {
        "id": Key("its number in the article", "s1"),
        "by": Key("who said it (actors)", "somebody"),
        "to": Key("whom it is said to or directed at (actors)", "some-body"),
        "act": Key("accuses, denies, confirms, offers, demands, warns, reports ...", "denies"),
        "about": Key("what was claimed, in our own words"),
        "quote": Key("at most 30 of the speaker's own words"),
        "language": Key("the language of the quotation (BCP 47)", "en"),
        "date": Key("when it was said (EDTF)", "2013-03-12"),
        "place": Key("where it was said"),
        "via": Key("through whom or what it was told"),
        "topics": Key("what it is about (topics)", "[some-topic]"),
        "same_as": Key("the same utterance in another report", "other-article#s2"),
        "answers": Key("what it replies to; #s1 within the article", "other-article#s1"),
    },
    "Figure": {
        "id": Key("its number in the article", "f1"),
        "what": Key("what was counted"),
        "value": Key("the number, as it is: 140000, 2/3, or words", "140000"),
        "unit": Key("of what, in which time", "attacks/month"),
        "period": Key("the time that it covers (EDTF)", "2012"),
        "by": Key("whose figure it is (actors)", "somebody"),
        "qualifier": Key("words before it", "more than"),
        "printed": Key("as printed"),
        "same_as": Key("the same figure in another report", "other-article#f1"),
        "disputes": Key("a figure that it disagrees with", "other-article#f2"),
        "note": Key("in words"),
    },
    "Medium": {
        "kind": Key("photo, video, map ...", "photo"),
        "shows": Key("what it shows"),
        "credit": Key("as printed"),
        "place": Key("where it was taken"),
        "date": Key("when it was taken (EDTF)", "2013-02-19"),
    },
    "Comments": {"declared": Key("how many the page declared", "7"), "captured": Key("how many the capture holds", "3")},
    "Role": {
        "title": Key("the office", "Spokeswoman"),
        "of": Key("the actor in which it is held", "some-body"),
        "from": Key("since when (EDTF)", "2012"),
        "to": Key("until when (EDTF)", "2015"),
        "note": Key("in words"),
    },
    "Features": {
        "autolink": Key("false: no names are linked by themselves; or a list of words to leave alone", "true"),
        "search": Key("false: no search page", "true"),
        "desk": Key("true: a web desk for editors at /admin/", "true"),
    },
    "Editor": {"name": Key("who", "Jane Doe"), "role": Key("as what"), "url": Key("a web address", "https://example.org/")},
}


def description(model: type[Part], key: str) -> Key:
    """What a key of a model is for; of one that is not described, its name."""
    return KEYS.get(model.__name__, {}).get(key) or KEYS["Record"].get(key) or Key(key.replace("_", " "))
