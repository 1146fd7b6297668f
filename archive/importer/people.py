"""Names of those who wrote, edited or photographed a report, out of the words of its bylines."""

from __future__ import annotations

import re
from itertools import zip_longest

from archive.importer.dates import stamps, weekdays
from archive.importer.language import FUNCTION_WORDS
from archive.importer.lexicon import categories, fold, opening, patterns
from archive.importer.outlets import by_name

PARTICLES = {
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "van", "von", "der", "den", "ter", "ten", "zu", "zum", "vom", "und", "la",
    "le", "el", "al", "bin", "ibn", "bint", "abu", "af", "av", "y", "e", "i", "dal", "dalla", "lo", "'t", "op", "mc", "st", "st.", "ben", "bar",
    "dell", "d", "san", "v",
}  # fmt: skip
# in small letters alone, so that "Dan" and the initial "E." stay names
JOIN = re.compile(r"\s*(?:[,;|•·、，；]|/|\s&\s|\s\+\s|(?<!\w)(?:and|AND|und|et|y|e|en|och|og|i|и|та|ve|dan|với|و|with|con|avec|mit)(?!\w))\s*")
CUT = re.compile(
    r"\s*(?:\||•|·| - | – | — |\s{2,}|\b(?:[Ff]or|FOR) (?=[A-Z])|\b(?:in|at|from|aus|à) (?=[A-Z])|(?<=\w), in |\ben (?=[A-ZÁÉÍÓÚ]\w+$)"
    r"|\sA[+-]?(?:\s?A[+-]?)+$|(?<=\w)(?=\d)|\s(?=\d)|\b(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Ll]ast|[Oo]n|am|vom|el|le|il|op)\b(?=\W+\w*\W*\d)"
    r"|\s(?:Published|Posted|Updated|On|Follow|Publié le)$|\s(?:Published|Posted|Filed) in\b|\sLeave a\b"
    r"|\s(?:Fotos?|Photos?|Photographs?|Bild(?:er)?|Illustrations?)\s?(?::|by\b|von\b|de\b)"
    r"|\bSource\b|\bBBC\b|\(|\[|<|文字サイズ|来源|來源|责任|编辑|编輯|发布|發布|通讯员)",
)
# a flattener can glue what follows to a name: "Jane DoeNews Reporter"; but "FitzGerald" is one
GLUED = re.compile(r"(?:(?<=[A-ZÀ-Þ][a-zß-ÿ]{2})|(?<=[a-zß-ÿ]{3}))(?<!Mac)(?<!Fitz)(?=[A-ZÀ-Þ][a-zß-ÿ]{2,}|[A-ZÀ-Þ]{3})")
GLUED_BY = re.compile(r"^(?:[Bb]y|Von|Par|Por)+(?=[A-ZÀ-Þ](?:[a-zß-ÿ]|\.\s?[A-ZÀ-Þ])|by\s)")
LOUD = re.compile(JOIN.pattern, re.I)
"""The same in a line of capitals, if all that it parts has the form of a name."""
TIED = re.compile(r"((?:^|[,;|]\s?)(?:[A-ZÀ-Þ][\w'’-]+ (?:d[aeo]s? )?){2})([eyi]) ([A-ZÀ-Þ][\w'’-]+)(?=\s?(?:$|[,;|(]))")
"""A name of two families: "Ana Volta e Pinto"; but "Ana Volta e Reuters" is none."""
SHORTENED = re.compile(r"\S+ .*\b(?:[A-ZÀ-Þ]|Jr|Sr)\.$")  # the last part of a name, whose full stop is its own
BELONGS = {"for", "For", "in", "at", "from", "aus", "à"}
LAST_ROLE = re.compile(
    r"(?i)(?:reporter|editor|writer|director|columnist|correspondent|producer|journalist|contributor|chief|analyst|manager"
    r"|redakteur(?:in)?|korrespondent(?:in)?|reporterin|journalistin|journaliste|rédacteur|rédactrice|periodista|redactora?|corresponsal|journalisten?)$"
)
FIRST_ROLE = re.compile(
    r"(?:[a-zà-ÿ][\w'’-]*\s){0,5}(?:reporter|editor|writer|correspondent|columnist|inviat[ao]|corrispondente|korrespondent(?:in)?|redakteur(?:in)?|correspondante?"
    r"|envoyée? spéciale?|corresponsal|enviad[ao] especial|redactora?|verslaggever|correspondente),?\s(?=[A-ZÀ-Þ])"
)
STANDING = re.compile(
    r"(?i)^(?:former|ex-|retired|licensed|certified|registered)\b|\b(?:consultant|professional|specialist|expert|founder|attorney|physician|researcher|scientist"
    r"|checked|reviewed|verified|officer|president|professor|strategist|coach)$"
)
PLACED = re.compile(r"^([^|/]+?)\s?[|/]\s?|^(.*\S),\s(?=[^,]+$)")
LAST = re.compile(r"\s(?:and|AND|&|und|et|y|e)\s[^,]+,\s([^,]+)$")
BEFORE_DATE = re.compile(r"[\s,|·]+(?:on|am|vom|le|el|il|op|published|posted|updated)?[\s:]*$", re.I)
NOTES = re.compile("[⁰¹²³⁴-⁹]+")
EMAIL = re.compile(r"\S+@\S+\.\w+|@\w+|https?://\S+")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
EASTERN_ROLE = re.compile(r"(?:记者|記者|编辑|編輯|主任|委员|委員|实习生|通讯员)$")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LONGEST = 400
BUTTON = 5  # letters of a word on a button that is no name: "Print", but "Del"
LONGEST_TITLE = 5  # letters of what may stand before a name with a full stop: "Capt."
MONTHS = {"january", "february", "march", "july", "september", "october", "november", "december"}
NOT_NAMES = {
    "staff", "reporter", "reporters", "editor", "editors", "correspondent", "correspondents", "news", "desk", "agency", "agencies", "team", "writer",
    "writers", "newsroom", "online", "web", "redaktion", "redaction", "rédaction", "redacción", "redação", "redazione", "redactie", "redakcja",
    "редакция", "admin", "administrator", "contributor", "guest", "photo", "photos", "share", "read", "follow", "comments", "minutes", "min", "ago",
    "today", "yesterday", "january", "update", "updated", "published", "am", "pm", "gmt", "the", "our", "your", "this", "wire", "services", "service",
    "report", "reports", "bureau", "columnist", "chief", "senior", "political", "business", "science", "technology", "world", "sports", "sport",
    "by", "publié", "le", "live", "watch", "open", "menu", "navigation", "get", "give", "feedback", "key", "points", "related", "tags", "letzte", "artikel",
    "anzahl", "kommentare", "deeper", "dive", "issue", "stories", "story", "deals", "more", "great", "alle", "sie", "ihr", "ihre", "siste", "nytt", "teilen",
    "newsletter", "podcast", "video", "videos", "quiz", "latest", "top", "best", "new", "all", "show", "view", "about", "link", "copy", "close", "search",
    "subscribe", "sign", "log", "home", "page", "breaking", "archive", "author", "authors", "see", "next", "previous", "sponsored", "advertisement",
    "topics", "themen", "temas", "sections", "edition", "privacy", "terms", "contact", "son", "haberler", "güncelleme", "mehr", "plus",
    "health", "environment", "email", "name", "bio", "media", "group", "press", "press-association", "daily", "times", "post",
    "redactor", "redactora", "redaktor", "redakteur", "redakteurin", "reporterin", "journalist", "journalistin", "journaliste", "periodista", "corresponsal",
    "correspondente", "corrispondente", "giornalista", "jornalista", "muhabir", "muhabiri", "yazar", "yazarı", "журналист", "журналистка", "корреспондент",
    "корреспондентка", "обозреватель", "колумнист", "كاتب", "كاتبة", "مراسل", "مراسلة", "محرر", "محررة", "صحفي", "صحفية",
    "posts", "articles", "コラム", "专栏", "專欄", "for", "from", "summary", "premium", "exclusive", "kommentar", "veröffentlicht", "nachrichten",
}  # fmt: skip


def byline(text: str) -> tuple[str, ...]:
    """The names in a byline like "By Jane Doe and John Roe, Staff Writers"; empty where there are none.

    Words are kept as printed. What is no name (roles, places, dates, addresses) is left out.
    """
    text = strip_by(text)
    dated = stamps(text)
    if not dated or dated[0].start <= 3:
        return _listed(text)
    head, _, last = (before := BEFORE_DATE.sub("", text[: dated[0].start])).rpartition(" ")
    return _listed(BEFORE_DATE.sub("", head) if head and fold(last).strip(".,") in weekdays() else before)


def strip_by(text: str) -> str:
    """A byline without its opening words, and without the small figures of notes."""
    text = without_notes(text)
    text = GLUED_BY.sub("", text)
    while (size := opening("by", text)) and size < len(text):
        text = text[size:].lstrip(" :：-–—\t")
    return text


def without_notes(text: str) -> str:
    """A line without the small figures that point to notes."""
    return " ".join(NOTES.sub(" ", text).split())


def names(text: str) -> tuple[str, ...]:
    """The names in a list of names, as printed. Where a line is nothing else, "|" stands between two of them; in a byline a place follows it."""
    parts = [part.strip() for part in text.split("|")]
    return _listed("; ".join(parts) if all(" " in part and is_name(part) for part in parts) else text)


def _listed(text: str) -> tuple[str, ...]:
    if len(text) > LONGEST:
        return ()
    text = EMAIL.sub(" ", NOTES.sub(" ", text))
    for mark in (CUT, GLUED):
        cut = mark.search(text)
        left = text[: cut.start()].strip() if cut else ""
        if cut and mark is CUT and " " not in left and cut[0].strip() in BELONGS and not by_name(left):
            return ()  # "Center for Public Health" is nobody's name
        if cut and cut.start() > 1 and (mark is CUT or " " in left):  # "InstaTunnel" is one word
            text = text[: cut.start()]
    if CJK.search(text):
        return _eastern(text)
    text = TIED.sub(lambda two: two[0] if by_name(two[3]) or fold(two[3]) in NOT_NAMES else f"{two[1]}{two[2]}_ {two[3]}", text)
    loud = LOUD.split(text) if text.isupper() else []
    pieces = loud if loud and all(" " in piece for piece in loud) else JOIN.split(text)
    found = [part for at, piece in enumerate(pieces) if is_name(part := _tidy(piece.replace("_", ""))) and not (at and says_standing(part))]
    if (last := LAST.search(text)) and len(found) > 2 and found[-1] == _tidy(last[1]):
        found = found[:-1]  # after "A and B" a comma parts the place or the outlet
    people = [part for part in found if not by_name(part) and (len(found) == 1 or text.isupper() or not _in_house(part))]
    people = [part for at, part in enumerate(people) if not (at and says_paper(part))]
    if any(" " in part for part in people):
        people = [part for part in people if " " in part]  # a single word beside full names is a place
    return tuple(dict.fromkeys(people or found))


def says_paper(part: str) -> bool:
    """Whether a part of a byline has a word that newspapers are named with: "Seaford Gazette"; there are people of that name, so who stands first is one."""
    paper = patterns()["paper"]
    return any(paper.whole.fullmatch(word) for word in fold(part).split()) or paper.inside.search(part) is not None


def _in_house(part: str) -> bool:
    """Whether a part of a byline begins with a broadcaster's or agency's letters: "BBC Merrow"; a first name is written otherwise."""
    first = part.split(maxsplit=1)[0]
    return first.isupper() and by_name(first) is not None


def unglued(text: str) -> str:
    """A name without the role or label that ran into it: "Jane DoeNews Reporter", "Jane DoePublished"; otherwise the text."""
    cut = GLUED.search(text)
    rest = text[cut.start() :] if cut else ""
    return text[: cut.start()].strip() if cut and (LAST_ROLE.search(rest) or opening("published", rest) or opening("updated", rest)) else text


def with_role(text: str) -> tuple[str, ...]:
    """The name that a line of a name and a role begins with, as in "Jane Doe Deputy Picture Editor"."""
    words = text.replace(",", "").split()
    if not 3 <= len(words) <= 8 or not LAST_ROLE.search(text) or not _name_word(words[0]) or not _name_word(words[1]):
        return ()
    found = _without_role(" ".join(words))
    return (found,) if is_name(found) else ()


def each(name: str) -> tuple[str, ...]:
    """The names that words in the form of one name may be: "Jane Doe und John Roe" are two, "Ana Volta e Pinto" is one."""
    found = names(name)
    return found if len(found) > 1 and all(" " in one for one in found) else (name,)


def addressed(text: str) -> tuple[str, ...]:
    """The names in a line that is nothing but names and their addresses for mail: "Jane Doe | jane@example.com"."""
    rest = MAIL.sub(" ", text)
    found = names(rest.strip(" |·•,;:/-–—()<>")) if rest != text else ()
    for name in found:
        rest = rest.replace(name, " ")
    return found if all(" " in name or CJK.search(name) for name in found) and not re.search(r"\w", JOIN.sub(" ", rest)) else ()


def placed(text: str) -> tuple[str, ...]:
    """The names that a line opens with which goes on with nothing but a place, an outlet or an address: "Jane Doe, Merrow", "Jane Doe jane@example.com"."""
    head, mark, rest = PLACED.sub(lambda found: f"{found[1] or found[2]}\n", EMAIL.sub(" ", text).strip(), count=1).strip().partition("\n")
    words = rest.split()
    told = not mark or by_name(rest) is not None or (0 < len(words) <= 3 and all(_name_word(word) and not re.search(r"[\d:]", word) for word in words))
    found = names(head) if told and is_name_line(head) and head != text else ()
    return found if any(" " in name for name in found) and not by_name(head) else ()


def _tidy(part: str) -> str:
    bare = part.strip(" .,:;-–—*_\"“”«»'")
    part = f"{bare}." if SHORTENED.match(f"{bare}.") and f"{bare}." in part else bare
    part = _without_outlet(_without_role(part[found.end() :] if (found := FIRST_ROLE.match(part)) else part))
    return re.sub(r"^(?:dr|prof|by|von|por|par)\.?\s+(?=\w+\s+\w)", "", part, flags=re.I) if re.match(r"(?i)(?:by|von|por|par)\s", part) else part


def _without_role(part: str) -> str:
    """A name without the role that runs on after it, and said once where it stands twice."""
    words = part.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        return " ".join(words[:half])
    if len(words) >= 3 and LAST_ROLE.search(part):
        more = len(words) > 3 and (len(words[1].strip(".")) == 1 or fold(words[1]) in PARTICLES)
        return " ".join(words[: 3 if more else 2])
    return part


def _without_outlet(part: str) -> str:
    """A name without that of a newspaper or an agency which runs on after it: "Jane Doe The Associated Press"."""
    words = [] if by_name(part) else part.split()
    return next((" ".join(words[:at]) for at in range(2, len(words)) if by_name(" ".join(words[at:]))), part)


def _eastern(text: str) -> tuple[str, ...]:
    """Chinese, Japanese and Korean names: two to four signs, or two words of them."""
    text = re.sub(r"^(?:本报|本社|特约|見習|实习|首席|[\u3400-\u9fff]{2}[社网報报])?(?:记者|記者|作者|撰文|通讯员|文)[：:/／\s]*", "", text.strip())
    text = _without_place(re.sub(r"\s*(?:记者|記者|기자|摄|特派员|編集委員)$", "", text))
    parts = [part.strip("・ ") for part in re.split(r"[,、，/／;；\s]+", text) if part.strip("・ ")]
    parts = [part for at, part in enumerate(parts) if not (at and says_paper(part)) and not EASTERN_ROLE.search(part)]
    return tuple(part for part in parts if part not in weekdays() and re.fullmatch(r"[\u3040-\u30ff\u3400-\u9fff·\uac00-\ud7af]{2,5}|[A-Z][\w.'-]+", part))


def _without_place(text: str) -> str:
    """Chinese names without where they report from: "王小明 北京报道", "王小明发自北京"."""
    text, reported = re.sub(r"\s*(?:综合)?(?:报道|報道|報導)$", "", text), re.search(r"(?:报道|報道|報導)$|发自|發自", text)
    if not reported:
        return text
    text = re.split(r"\s*[发發]自", text)[0]
    place = re.search(r"(?<=\S\s)[\u3400-\u9fff]{2,4}$", text) or next(
        (found for at in range(2, len(text) - 1) if (found := re.compile(r".+").match(text, at)) and patterns()["easternplace"].whole.fullmatch(found[0])), None
    )
    return text[: place.start()].strip() if place else text


def says_standing(part: str) -> bool:
    """Whether words after a name rather say what its bearer is or did: "Former Consultant", "Fact Checked"."""
    return STANDING.search(part) is not None


def is_name(text: str) -> bool:
    """Whether a text has the form of a person's name or that of a known agency: capitalised words, no digits, no role."""
    if by_name(text):
        return True
    words = text.split()
    if not 1 < len(words) <= 6 and not (len(words) == 1 and len(text) > 2 and text[0].isupper() and text.isalpha() and fold(text) not in NOT_NAMES):
        return False
    if text.lower() == text.upper() and len(words) > 4:
        return False
    if len(text) > 50 or NOTES.search(text) or re.search(r"[\d?!:;,@%$€£=<>{}()|/\\]", text):
        return False
    folded = [fold(word).strip(".,") for word in words]
    button = len(folded[0]) >= BUTTON and {"share=", "nav="} & categories(folded[0])
    if button or any(word in NOT_NAMES or (word in weekdays() and (at or len(word) > 3)) for at, word in enumerate(folded)) or folded[0] in MONTHS:
        return False  # but "Sun Wei" is one
    if len(words) > 1 and (LAST_ROLE.search(text) or any(word.endswith(".") and len(word) > LONGEST_TITLE for word in words[:-1])):
        return False  # a role, or the end of a sentence
    if words[-1] in PARTICLES or (text.isupper() and any(len(word) > 2 and word in FUNCTION_WORDS - PARTICLES for word in folded[1:-1])):
        return False
    return all(_name_word(word) for word in words) and any(len(word) > 1 for word in words)


def _name_word(word: str) -> bool:
    if fold(word).strip(".") in PARTICLES or re.match(r"(?:d'|l'|al-|el-|ó|o')", fold(word)):
        return True
    first = word.lstrip("'‘(")[:1]
    return first.isalpha() and (first.isupper() or first.lower() == first.upper())


def is_name_line(text: str) -> bool:
    """Whether a line is nothing but one or more names, of two words at least, and no known furniture."""
    text = re.sub(r"\s*\([^()]{2,30}\)$", "", text)
    text = re.sub(r"\s(?:in|à|en|aus|a|em|w|i) (?:[A-ZÀ-Þ][\w.'’-]+,? ?){1,3}$", "", text)
    if CJK.search(text) or (text.lower() == text.upper() and len(text.split()) > 3):
        return False
    found = names(text)
    rest = text
    for name in (*found, *(part for part in text.split(", ") if by_name(part))):  # what stands after a slash took the picture
        rest = rest.replace(name, "")
    clean = not re.sub(r"[\W_]|\b(?:and|und|et|y|e|en|och|og|i|и|و)\b", "", rest)
    whole = {name[:-1] for name in categories(text) if name.endswith("=")}
    return (
        bool(found)
        and clean
        and not whole & {"nav", "share", "related", "legal", "account", "role"}
        and all(len(name.split()) > 1 or by_name(name) or CJK.search(name) for name in found)
    )


# ------------------------------------------------------------------------------------------------------------- credits

ROLES = {
    "additional_reporting": r"(?:with )?additional (?:reporting|research)(?: (?:was )?(?:contributed )?(?:by|from))?"
    r"|with reporting by|with contributions from|mitarbeit:?",
    "reporting": r"(?:reporting|research) (?:and writing )?by",
    "writing": r"writing by|written by|text by",
    "editing": r"edit(?:ing|ed) by|redaktion:|^(?:editor(?:a|es)?s?|rédact(?:eur|rice)s?|redaktor|redattore|редактор)\s?:"
    r"|责任编辑[:：]|責任編輯[:：]|责编[:：]|責編[:：]|(?:本文|执行|值班)?(?:编辑|編輯)[:：]",
    "translation": r"translat(?:ion|ed) by|traduit par|traducido por|übersetzt von|übersetzung:|vertaald door",
    "photo": r"photograph(?:y|s|ed)? by|photos by",
}
CREDIT = re.compile("|".join(f"(?P<{role}>{form})" for role, form in ROLES.items()), re.I)


def credited(text: str) -> dict[str, tuple[str, ...]]:
    """Who did what, from a line like "(Reporting by A and B; Editing by C)". Plain "Reporting by" is told as "reporting"."""
    text = re.sub(r"^[\s(（【\[*—–-]+|[\s)）】\]*.]+$", "", text)
    marks = list(CREDIT.finditer(text))
    out: dict[str, tuple[str, ...]] = {}
    for mark, after in zip_longest(marks, marks[1:]):
        role = mark.lastgroup or ""
        part = text[mark.end() : after.start() if after else len(text)]
        found = _placed_names(part.lstrip(": "))
        if found:
            out[role] = (*out.get(role, ()), *found)
    return out


def _placed_names(part: str) -> tuple[str, ...]:
    """Names out of "Ann Lee and Bo Chen in Beijing, Cy Dow in Washington;": places go."""
    if CJK.match(part):
        return _eastern(re.split(r"[;；()（）【】|]|\s[\u3400-\u9fff]{2,4}[:：]", part)[0])
    part = re.sub(
        r"\s+in\s+[A-Z][\w.]+(?:[\s-][A-Z][\w.]+)*(?:,\s*[A-Z][\w.]+(?=\s*(?:;|$|\)|,? and)))?", ",", re.split(r"[;()\n]|\.(?=\s|$)(?<!\b[A-Z]\.)", part)[0]
    )
    return tuple(name for piece in JOIN.split(part) if is_name(name := _tidy(piece)) and len(name.split()) > 1)
