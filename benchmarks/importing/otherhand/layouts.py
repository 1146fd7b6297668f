"""Page layouts like families of newspaper pages from 2012 to 2026, by another hand than the rules; each fits some languages or all."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, datetime, timedelta

from babel.dates import format_date

from benchmarks.importing.corpus import Story, clock, esc, inline, iso, items, link, paragraphs, tag

INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ZONES = {"en_US": "CDT", "en_GB": "GMT", "es_CO": "COT", "pt_BR": "BRT", "de_CH": "CEST", "fr_FR": "CET", "it_IT": "CET", "ru_RU": "МСК", "ja_JP": "JST"}
SHORT = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.", "November": "Nov.", "December": "Dec."}
SAYS = {
    "en": "says:", "de": "sagt:", "fr": "dit :", "es": "dice:", "pt": "disse:", "it": "ha detto:", "ja": "より:", "zh": "说道：", "ar": "يقول",
    "ru": "говорит:", "tr": "dedi ki:",
}  # fmt: skip
OPENS = {
    "en": "(Opens in new window)", "de": "(Wird in neuem Fenster geöffnet)", "fr": "(ouvre dans une nouvelle fenêtre)", "es": "(Se abre en una ventana nueva)",
    "pt": "(abre em nova janela)", "it": "(Si apre in una nuova finestra)", "ja": "(新しいウィンドウで開きます)", "zh": "(在新窗口中打开)",
    "ar": "(فتح في نافذة جديدة)", "ru": "(Открывается в новом окне)", "tr": "(Yeni pencerede açılır)",
}  # fmt: skip
ON_AIR = {
    "en": "On air", "de": "Dieses Thema im Programm", "fr": "À l'antenne", "es": "En antena", "pt": "No ar", "it": "In onda", "ja": "放送", "zh": "播出",
    "ar": "على الهواء", "ru": "В эфире", "tr": "Yayında",
}  # fmt: skip


# ------------------------------------------------------------------------------------------------- dates and names


def _day(story: Story, form: str = "long", when: date | None = None) -> str:
    """The story's day, or another, in the order and words of its country."""
    when = when or story.published
    return format_date(when, form, locale=story.words["locale"]) if when else ""


def _numeric(story: Story, when: date | None) -> str:
    """Day, month and year in figures, in the country's order."""
    forms = {"en": "MM/dd/yyyy" if story.words["locale"] == "en_US" else "dd/MM/yyyy", "zh": "yyyy-MM-dd", "ja": "yyyy/MM/dd"}
    dotted = "dd.MM.yyyy" if story.language in ("de", "ru", "tr") else "dd/MM/yyyy"
    return _day(story, forms.get(story.language, dotted), when) if when else ""


def _zone(story: Story) -> str:
    """The zone's letters, where the story has a time of day."""
    return ZONES.get(story.words["locale"], "") if isinstance(story.published, datetime) else ""


def _american(story: Story, when: date | None) -> str:
    """A day as American papers shorten it, with the time and its zone; other countries' days are long."""
    if not when or story.words["locale"] != "en_US":
        return " ".join(x for x in (_day(story, "long", when), clock(when, "%H:%M")) if x) if when else ""
    day = re.sub(r"^\w+", lambda month: SHORT.get(month[0], month[0]), _day(story, "long", when))
    hour = clock(when, "%-I:%M %p").replace("AM", "a.m.").replace("PM", "p.m.")
    return f"{day} at {hour} {_zone(story)}" if hour else day


def _base(story: Story) -> date:
    """The day from which other stories and comments are counted."""
    when = story.published or date(2017, 5, 3)
    return date(when.year, when.month, when.day)


def _visit(story: Story, days: int) -> date:
    """When a reader opened the page."""
    return min(_base(story) + timedelta(days=days), date(2026, 2, 20))


def _elsewhere(story: Story) -> list[tuple[str, str, str, date]]:
    """Other stories of the newspaper: title, teaser, author and day."""
    others = story.words["others"]
    return [(t, x, others[n % len(others)], _base(story) - timedelta(days=(1, 40, 803)[n % 3])) for n, (t, x) in enumerate(story.related)]


def _rail(story: Story, form: str, day: str = "medium") -> str:
    """Other stories in a form with {title}, {teaser}, {who} and {day}; the day is long, short and so on, in figures, or American."""
    out = []
    for title, teaser, who, when in _elsewhere(story):
        stamp = _numeric(story, when) if day == "figures" else _american(story, when) if day == "american" else _day(story, day, when)
        out.append(form.format(title=link(title), teaser=esc(teaser), who=esc(who), day=stamp))
    return "".join(out)


def _names(story: Story) -> str:
    return str(story.words["and"]).join(story.authors)


def _by(story: Story) -> str:
    """The names with the word before them."""
    gap = "" if story.language == "ja" else " "
    return f"{story.words['by']}{gap}{_names(story)}" if story.authors else ""


def _loud(story: Story, text: str) -> str:
    """Capitals, where capitals are harmless."""
    return text if story.language == "tr" else text.upper()


def _mail(story: Story, name: str) -> str:
    """An address at the newspaper."""
    plain = re.sub(r"[^a-z.]", "", unicodedata.normalize("NFKD", name.lower().replace(" ", ".").replace("ı", "i")))
    return f"{plain if len(plain) > len(name) // 2 else 'news'}@{story.domain}"


def _address(story: Story) -> str:
    path = story.published.strftime("%Y/%m/%d") if story.published else "archive"
    return f"https://www.{story.domain}/{path}/{story.id.split('-')[1]}.html"


# --------------------------------------------------------------------------------------------- what stands around


def _thread(story: Story, says: str = "") -> str:
    """Readers' comments with names and times."""
    w, rows = story.words, []
    for n, (name, text) in enumerate(story.comments):
        when = _day(story, "medium", _base(story) + timedelta(days=n + 1))
        stamp = f"<div><time>{when}, {9 + n}:{14 + 17 * n}</time></div>"
        rows.append(f"<li><b>{esc(name)}</b> {says}{stamp}<p>{esc(text)}</p><a href='#r'>{esc(w['reply'])}</a></li>")
    return f'<section id="comments"><h3>{esc(w["comments"])}</h3><ol>{"".join(rows)}</ol></section>' if rows else ""


def _foot(story: Story) -> str:
    w = story.words
    return f"<footer>{items([w['contact'], w['terms'], w['privacy']])}<p>© {_base(story).year} {esc(story.outlet)}. {esc(w['rights'])}</p></footer>"


def _open(story: Story, title: str, head: str, before: str = "") -> str:
    """The page up to its content."""
    direction = ' dir="rtl"' if story.language == "ar" else ""
    return f'<!DOCTYPE html><html lang="{story.language}"{direction}><head><meta charset="utf-8"><title>{esc(title)}</title>\n{head}</head><body>{before}\n'


def _meta(**values: str) -> str:
    """Meta elements; two underscores stand for a colon."""
    return "".join(f'<meta property="{k.replace("__", ":")}" content="{esc(v)}">\n' for k, v in values.items() if v)


def _weave(body: list[str], boxes: dict[int, str]) -> str:
    """The body with boxes before the elements at these places, or before a subhead that would be cut off from its text."""
    places = {at - 1 if 0 < at <= len(body) and body[at - 1].startswith("<h") else at: box for at, box in boxes.items()}
    return "".join(places.get(at, "") + text for at, text in enumerate(body))


def _picture(story: Story, form: str = "{} {}") -> str:
    if not story.caption:
        return ""
    return f'<figure><img src="/p.jpg" alt=""><figcaption>{form.format(esc(story.caption), f"<span>{esc(story.credit)}</span>")}</figcaption></figure>\n'


def _facts(story: Story) -> dict[str, object]:
    """What JSON-LD says of the story."""
    facts: dict[str, object] = {"@type": "NewsArticle", "headline": story.title, "mainEntityOfPage": _address(story), "articleSection": story.section}
    if story.published:
        facts |= {"datePublished": iso(story.published), "dateModified": iso(story.updated or story.published)}
    facts["author"] = [{"@type": "Person", "name": name, "url": f"https://{story.domain}/staff/{n}"} for n, name in enumerate(story.authors)]
    return facts


def _script(facts: object, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{json.dumps(facts)}</script>\n'


# ------------------------------------------------------------------------------------------------------- layouts


def metro(story: Story) -> str:
    """A large American paper: a graph in JSON-LD, advertisements named between paragraphs, the authors' lives at the end."""
    if story.language not in ("en", "es", "pt", "fr"):
        return ""
    w = story.words
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#org", "name": story.outlet}, {"@type": "BreadcrumbList", "itemListElement": [{"name": story.section}]},
        _facts(story) | {"publisher": {"@id": "#org"}},
    ]}  # fmt: skip
    by = f"{esc(w['by'])} " + esc(w["and"]).join(link(name, "/staff") for name in story.authors) if story.authors else ""
    stamp = f"<span>{esc(w['published'])} {_american(story, story.published)}</span>" if story.published else ""
    stamp += f" <span>| {esc(w['updated'])} {_american(story, story.updated)}</span>" if story.updated else ""
    ad = f"<div class='ad-slot'><span>{esc(w['ad'])}</span></div>\n"
    promo = f"<div class='inline-nl'><h4>{esc(w['newsletter'])}</h4><p>{esc(w['newsletter_text'])}</p><button>{esc(w['subscribe'])}</button></div>\n"
    lives = [f"<div class='bio'><h4>{esc(a)}</h4><p>{esc(w['bio'].format(a))}</p><a href='mailto:x'>{_mail(story, a)}</a></div>" for a in story.authors]
    rail = _rail(story, f"<li><h4>{{title}}</h4><div>{esc(w['by'])} {{who}}</div><div>{{day}}</div></li>", "american")
    before = f"<a href='#m'>{esc(w['menu'])}</a><nav>{items(w['nav'])}</nav><div>{link(w['subscribe'])} {link(w['login'])}</div>"
    return f"""{_open(story, f"{story.title} - {story.outlet}", _script(graph) + _meta(og__title=story.title, og__type="article"), before)}<main id="m">
<article data-part="1"><div class="crumbs">{link(w["home"], "/")} / {link(story.section)}</div><h1>{esc(story.title)}</h1>{tag("p", story.deck, 'class="dek"')}
{_picture(story, "{} ({})")}<div class="byline">{by}{tag("div", story.role)}</div><div class="stamp">{stamp}</div>
<div><button>Facebook</button><button>Email</button><button>{esc(w["save"])}</button> <span>{esc(w["comments"])}</span></div>
{_weave(paragraphs(story), {2: ad, 4: promo, 6: ad})}<div>{items(w["tags"])}</div>{"".join(lives[:1])}</article>
<aside><h3>{esc(w["most"])}</h3><ol>{rail}</ol></aside></main>{_thread(story)}{_foot(story)}</body></html>"""


def tabloid(story: Story) -> str:
    """A British tabloid: points under the headline, a loud byline with the paper's name, counts of shares, only meta elements."""
    if story.language not in ("en", "de", "it", "pt"):
        return ""
    w = story.words
    points = "".join(f"<li><strong>{esc(point)}</strong></li>" for point in re.split(r"(?<=[.?!]) ", story.deck) if point) if story.deck else ""
    by = f"{esc(w['by'])} <a href='/s'>{esc(_loud(story, _names(story)))}</a>" if story.authors else ""
    if by and story.language == "en":
        by += f" FOR {esc(story.outlet.removeprefix('The ').upper())}"
    when = [(w["published"], story.published), (w["updated"], story.updated)]
    stamps = " | ".join(f"<b>{esc(k)}:</b> " + ", ".join(x for x in (clock(d, "%H:%M"), _day(story, "long", d)) if x) for k, d in when if d)
    also = f"<div class='rel'><h3>{esc(w['related'].upper())}</h3>{items([t for t, *_ in _elsewhere(story)])}<span>1</span> <span>2</span></div>\n"
    shot = f"<div class='shot'><img src='/b.jpg'><p class='imageCaption'>{esc(story.caption)}</p></div>\n" if story.caption else ""
    side = _rail(story, "<li>{title} <span>{teaser}</span></li>")
    head = _meta(og__site_name=story.outlet, og__title=story.title, article__published_time=iso(story.published), article__modified_time=iso(story.updated))
    before = f"<div>{items([*w['nav'], w['login'], w['search']])}</div><div class='cookies'>{esc(w['cookie'])} <button>OK</button></div>"
    body = paragraphs(story, "h3", "<div class='share-quote'><q>{}</q> <a href='#t'>Tweet</a></div>")
    return f"""{_open(story, f"{story.title} | {story.outlet}", head, before)}<div id="content"><div class="article" data-part="1"><h2>{esc(story.title)}</h2>
<ul class="points">{points}</ul><p class="author">{by}</p><p class="stamps">{stamps}</p>
<ul><li>{esc(w["share"])}</li><li>1.2k</li></ul><div>{len(story.comments) * 156} <a href="#comments">{esc(w["comments"].split()[0])}</a></div>
{_weave(body, {2: shot, 5: also})}<p><i>{esc(story.credit)}</i></p></div>
<div class="side"><h3>{esc(w["most"].upper())}</h3><ul>{side}</ul></div></div>{_thread(story)}{_foot(story)}</body></html>"""


def regional(story: Story) -> str:
    """A German regional paper: weekday and numeric date, the box of the paywall under the text, JSON-LD that is broken."""
    if story.language not in ("de", "it", "fr", "tr", "ru"):
        return ""
    w = story.words
    hour = clock(story.published, "%H:%M") + (" Uhr" if story.language == "de" else "")
    stamp = ", ".join((_day(story, "EEEE"), _numeric(story, story.published), hour)) if story.published else ""
    renewed = f"<span>{esc(w['updated'])}: {_numeric(story, story.updated)}, {clock(story.updated, '%H:%M')}</span>" if story.updated else ""
    wall = f"<div class='wall'><h3>{esc(w['wall'])}</h3><p>{esc(w['wall_text'])}</p><a href='/abo'>{esc(w['subscribe'])}</a> {link(w['login'])}</div>"
    cards = _rail(story, f"<article><span>{esc(story.section)}</span><h3>{{title}}</h3><p>{{teaser}}</p><time>{{day}}</time></article>", "figures")
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + esc(story.title) + '", "author": {"name": }, }</script>\n'
    crumbs = " › ".join((link(w["home"], "/"), link(story.section, "/s"), esc(story.title)))
    before = f"<header>{link(story.outlet, '/')} {link('E-Paper')} {link(w['login'])}{items(w['nav'])}</header>"
    who = f"<span class='autor'>{esc(_by(story))}</span>" if story.authors else ""
    return f"""{_open(story, f"{story.title} – {story.section} – {story.outlet}", broken, before)}<div class="crumbs">{crumbs}</div>
<main data-part="1"><p class="dach">{esc(story.place)}</p><h1>{esc(story.title)}</h1>{tag("p", story.deck, 'class="vorspann"')}
<div class="meta">{who} <time>{stamp}</time> {renewed}</div><div>{link(w["save"])} {link(w["print"])} {link(w["share"])}</div>
{_picture(story, "{}<br>{}")}{_weave(paragraphs(story, "h3"), {3: f"<div class='anz'>{esc(w['ad'])}</div>"})}{wall}</main>
<section><h2>{esc(w["related"])}</h2>{cards}</section>{_thread(story)}{_foot(story)}</body></html>"""


def quotidien(story: Story) -> str:
    """A French daily as an AMP page: published and updated in one sentence, links to other stories between paragraphs."""
    if story.language not in ("fr", "it", "es", "pt", "de", "en", "ar"):
        return ""
    w, form = story.words, "%Hh%M" if story.language == "fr" else "%H:%M"
    when = [(w["published"], story.published), (w["updated"], story.updated)]
    told = [f"{k} {_day(story, 'long', d)}" + (f" {w['at']} {clock(d, form)}" if clock(d, form) else "") for k, d in when if d]
    stamp = (", " if story.language == "fr" else " · ").join(told[:1] + [x[0].lower() + x[1:] for x in told[1:]])
    by = f"<p class='author'>{esc(_by(story))}{f' ({esc(story.role)})' if story.role else ''}</p>" if story.authors else ""
    leads = [f"<p class='lire'><span>{esc(w['related'])} : </span>{link(t)}</p>\n" for t, _ in story.related]
    boxes = dict(zip((3, 6, 9), leads, strict=False))
    facts = [_facts(story) | {"@context": "http://schema.org", "publisher": {"@type": "Organization", "name": story.outlet}}]
    before = f"<amp-sidebar id='s'>{items(w['nav'])}</amp-sidebar><header><a href='/'>{esc(story.outlet)}</a></header>"
    shot = _picture(story).replace("<img", "<amp-img")
    page = f"""{_open(story, story.title, f'<link rel="canonical" href="{_address(story)}">{_script(facts)}', before)}<main><article data-part="1">
<ul class="fil"><li>{link(w["home"])}</li><li>{link(story.section)}</li></ul><h1>{esc(story.title)}</h1>{tag("p", story.deck, 'class="chapo"')}{by}
<p class="dates">{esc(stamp)}</p>{tag("p", w["minutes"])}<amp-social-share type="email"></amp-social-share><p>{esc(w["share"])}</p>{shot}
<amp-ad></amp-ad>{_weave(paragraphs(story, "h2", "<blockquote>{}</blockquote>"), boxes)}<p>{esc(_names(story))}</p></article>
<amp-list>{items([t for t, *_ in _elsewhere(story)])}</amp-list></main><amp-consent>{esc(w["cookie"])}</amp-consent>{_foot(story)}</body></html>"""
    return page.replace("<html", "<html amp", 1)


def ciudad(story: Story) -> str:
    """A Latin American paper: the author in capitals with a mail address, below it city and day as one line."""
    if story.language not in ("es", "pt", "it", "tr", "fr", "en"):
        return ""
    w = story.words
    hour = f"{clock(story.published, '%H:%M')} {_zone(story)}".strip()
    day = _day(story, "d MMM y").replace(".", "") if story.language != "en" else _day(story, "d MMMM y")
    line = " - ".join(x for x in (story.place, _loud(story, day), hour) if x)
    who = "".join(f"<div><a href='/autor'>{esc(_loud(story, a))}</a> <span>{_mail(story, a)}</span></div>" for a in story.authors)
    aside = _rail(story, "<li>{title}<p>{teaser}</p></li>")
    box = f"<aside class='apoyo'><h4>{esc(w['more'])}</h4><ul>{aside}</ul></aside>\n"
    head = _meta(og__site_name=story.outlet, og__url=_address(story)) + f'<meta name="keywords" content="{esc(", ".join(w["tags"]))}">\n'
    before = f"<div class='fecha'>{esc(w['menu'])} · {esc(w['search'])}</div><a class='logo' href='/'>{esc(story.outlet)}</a>{items(w['nav'])}"
    tags = " ".join(link("#" + t.replace(" ", "")) for t in w["tags"])
    last = _rail(story, "<li><span>{day}</span> {title} <em>{who}</em></li>", "d MMM y")
    return f"""{_open(story, f"{story.title} | {story.section} | {story.outlet}", head, before)}<div class="cuerpo"><section data-part="1">
<div class="antetitulo">{esc(story.section.upper() if story.language != "tr" else story.section)}</div><h1>{esc(story.title)}</h1>{tag("h2", story.deck)}
<div class="firma">{who}<div class="lugar">{esc(line)}</div></div>{tag("div", story.caption, 'class="pie"')}{tag("div", story.credit, 'class="cred"')}
{_weave(paragraphs(story, "h3"), {3: box})}<div>{tags}</div><p class="wa">WhatsApp · Telegram · {esc(w["share"])}</p></section>
<div><h3>{esc(w["most"])}</h3><ul>{last}</ul></div></div>{_thread(story)}{_foot(story)}</body></html>"""


def portal(story: Story) -> str:
    """A portal of the far east: date, source and reporter on one line, sizes of type, the duty editor in brackets at the end."""
    if story.language not in ("zh", "ja", "ru", "ar", "tr"):
        return ""
    w, hour = story.words, clock(story.published, "%H:%M")
    day = _day(story, "yyyy年MM月dd日") if story.language == "zh" else _day(story, "yyyy/M/d") if story.language == "ja" else _numeric(story, story.published)
    origin = f"{hour}{w['source']}　{story.outlet}" if story.language == "ja" else f"{hour} {w['source']}： {story.outlet}"
    sizes = {"zh": "字号： 大 中 小", "ja": "文字サイズ 小 中 大"}.get(story.language, "A A A")
    duty = f"<p class='editor'>（责任编辑：{w['others'][0]}）</p>" if story.language == "zh" else ""
    who = f"<span>{esc(_by(story))}</span>" if story.authors else ""
    rank = _rail(story, "<li>{title} <span>{day}</span></li>", "figures")
    crumbs = f"<div>{link(w['home'])} &gt; {link(story.section)} &gt; {esc(w['more'])}</div>"
    before = f"<div class='top'>{link(w['login'])} {link(w['subscribe'])}</div>{items(w['nav'])}{crumbs}"
    return f"""{_open(story, f"{story.title}_{story.section}_{story.outlet}", f'<meta name="description" content="{esc(story.deck)}">', before)}
<div class="main" data-part="1"><h1>{esc(story.title)}</h1><div class="info"><span>{day} {esc(origin)}</span> {who} <span>{sizes}</span></div>
{tag("div", story.deck, 'class="zhaiyao"')}<div class="content"><p align="center"><img src="/1.jpg"></p>
<p align="center">{esc(story.caption)} {esc(story.credit)}</p>
{"".join(paragraphs(story, "h4", "<p><strong>{}</strong></p>"))}{duty}</div></div>
<div class="share">{esc(w["share"])} QQ Weibo LINE</div><div><h3>{esc(w["related"])}</h3>{items([t for t, *_ in _elsewhere(story)])}</div>
<div><h3>{esc(w["most"])}</h3><ul>{rank}</ul></div>{_thread(story)}{_foot(story)}</body></html>"""


def gazette(story: Story) -> str:
    """An Arabic paper: weekday and day above the headline, the writer's name with a calling under it, figures of the country."""
    if story.language not in ("ar", "tr", "ru", "it", "zh"):
        return ""
    w = story.words
    stamp = " - ".join(x for x in (_day(story, "full"), clock(story.published, "%H:%M")) if x)
    stamp = stamp.translate(INDIC) if story.language == "ar" else stamp
    who = "".join(f"<div class='writer'><img src='/w.jpg' alt=''><a href='/w'>{esc(a)}</a>{tag('div', story.role)}</div>" for a in story.authors)
    news = _rail(story, "<div>{title} <span>{who}</span> <span>{day}</span></div>", "full")
    before = f"<div>{_day(story, 'full', _visit(story, 2))}</div><div>{link(story.outlet, '/')}</div>{items([*w['nav'], w['search']])}"
    body = paragraphs(story, "h2", "<div class='quote'>❝ {} ❞</div>")
    more = f"<div class='more'><b>{esc(w['more'])}</b> {link(story.related[0][0])}</div>\n"
    return f"""{_open(story, story.title, _meta(og__title=story.title), before)}<div class="page"><div class="col"><div class="item" data-part="1">
<div class="top"><a href="/s">{esc(story.section)}</a> <span>{esc(stamp)}</span></div><h1>{esc(story.title)}</h1>{tag("h3", story.deck)}{who}
<div class="tools">A+ A- {link(w["print"])} {link(w["save"])}</div>{_picture(story, "{} | {}")}{_weave(body, {len(body) // 2: more})}
<div class="tags">{" ".join(link(t) for t in w["tags"])}</div></div></div><div class="col2"><h4>{esc(w["most"])}</h4>{news}</div></div>
<div class="box">{esc(w["newsletter"])}: {esc(w["newsletter_text"])}</div>{_thread(story)}{_foot(story)}</body></html>"""


def broadcaster(story: Story) -> str:
    """A public broadcaster: the last change first, the byline below the text, and when the programme is on the air."""
    w = story.words
    when = [(w["updated"], story.updated), (w["published"], story.published)]
    stamps = "".join(f"<p>{esc(k)}: {' '.join(x for x in (_numeric(story, d), clock(d, '%H:%M')) if x)}</p>" for k, d in when if d)
    aired = _day(story, "medium", _base(story) + timedelta(days=1))
    air = f"<p class='air'>{esc(ON_AIR[story.language])}: {esc(story.outlet)}, {aired}, 06:00</p>" if story.published else ""
    facts = _facts(story) | {"publisher": {"@type": "NewsMediaOrganization", "name": story.outlet}}
    cards = _rail(story, "<li>{title} <p>{teaser}</p><span>{day}</span></li>", "figures")
    before = f"<a href='#c'>{esc(w['menu'])}</a><header>{link(story.outlet, '/')}{items(w['nav'])}</header>"
    audio = f"<div class='audio'><button>▶</button> {esc(w['listen'])} <span>04:12</span></div>"
    return f"""{_open(story, f"{story.title} | {story.outlet}", _script(facts), before)}<main id="c">
<article data-part="1"><header><span>{esc(story.section)}</span><h1>{esc(story.title)}</h1></header>
<div class="stamps">{stamps}</div>{_picture(story, "{} | {}")}{tag("p", story.deck, 'class="lead"')}{audio}
{"".join(paragraphs(story))}<p class="byline"><em>{esc(_by(story))}{f", {esc(story.outlet)}" if story.authors else ""}</em></p>{air}</article>
<section><h2>{esc(w["related"])}</h2><ul>{cards}</ul></section></main>
<div class="share">{esc(w["share"])}: Facebook, Mastodon, E-Mail</div>{_foot(story)}</body></html>"""


def wordpress(story: Story) -> str:
    """A magazine on WordPress: posted on and by, share links with long titles, tags, the author's box, comments, recent posts."""
    w = story.words
    stamp = f"<a href='{_address(story)}' rel='bookmark'><time>{_day(story)}</time></a>"
    posted = f"<span class='posted-on'>{esc(w['published'])} {stamp}</span>" if story.published else ""
    by = f" <span class='byline'>{esc(w['by'])} {', '.join(link(a, '/author/a') for a in story.authors)}</span>" if story.authors else ""
    share = "".join(f"<li><a href='/?share={x}'>{esc(w['share'])} {x} {OPENS[story.language]}</a></li>" for x in ("Twitter", "Facebook", "Pocket"))
    boxes = "".join(f"<div class='author-info'><h2 class='author-title'>{esc(a)}</h2><p>{esc(w['bio'].format(a))}</p></div>" for a in story.authors)
    turn = "".join(f"<div>{mark} {link(t)}</div>" for mark, (t, *_) in zip("←→", _elsewhere(story), strict=False))
    recent = _rail(story, "<li>{title} <span class='post-date'>{day}</span></li>", "long")
    head = f'<meta name="generator" content="WordPress 5.8"><link rel="canonical" href="{_address(story)}">{_meta(og__site_name=story.outlet)}'
    before = f"<header><p class='site-title'>{link(story.outlet, '/')}</p><p>{esc(w['newsletter'])}</p>{items(w['nav'])}</header>"
    quote = '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>'
    return f"""{_open(story, f"{story.title} – {story.outlet}", head, before)}<div id="primary"><article class="post type-post" data-part="1">
<div class="cat-links">{link(story.section)}</div><h1 class="entry-title">{esc(story.title)}</h1>
<div class="entry-meta">{posted}{by} | <a href="#comments">{esc(w["comments"])}</a></div>
<div class="entry-content">{tag("p", story.deck, 'class="intro"')}
<div class="wp-caption"><img src="/u.jpg"><p class="wp-caption-text">{esc(story.caption)} {esc(story.credit)}</p></div>
{"".join(paragraphs(story, "h2", quote))}<div class="sharedaddy"><h3>{esc(w["share"])}:</h3><ul>{share}</ul></div></div>
<footer class="entry-footer">{", ".join(link(t, "/tag/t") for t in w["tags"])}</footer>{boxes}</article>
<nav>{turn}</nav>{_thread(story, SAYS[story.language])}</div>
<aside><form><input><button>{esc(w["search"])}</button></form><h2>{esc(w["most"])}</h2><ul>{recent}</ul></aside>{_foot(story)}</body></html>"""


def tables(story: Story) -> str:
    """A site of 2012: tables, fonts and line breaks instead of paragraphs, the day of the visit in the head of the page."""
    w, rows = story.words, []
    for text in story.paragraphs:
        plain = inline(text.removeprefix("## ").removeprefix("> ").removeprefix("* "))
        rows.append(f"<b>{plain}</b>" if text.startswith("## ") else f"<center><i>{plain}</i></center>" if text.startswith("> ") else plain)
    who = "".join(f"<b>{esc(a)}</b> | <a href='mailto:x'>{_mail(story, a)}</a><br>" for a in story.authors)
    visit = _day(story, "full", _visit(story, 500))
    side = "<br>".join(f"&raquo; {link(t)}" for t, *_ in _elsewhere(story))
    menu = " | ".join(link(x) for x in w["nav"])
    legend = f"<tr><td><font size=1>{esc(story.caption)}<br>{esc(story.credit)}</font></td></tr>"
    photo = f"<table align=right width=200><tr><td><img src='p.gif'></td></tr>{legend}</table>" if story.caption else ""
    return f"""<html><head><title>{esc(story.outlet)} - {esc(story.section)} - {esc(story.title)}</title></head>
<body bgcolor=white><table width=980><tr><td colspan=3>
<img src="logo.gif" alt="{esc(story.outlet)}"> <font size=1>{visit}</font></td></tr><tr><td colspan=3>{menu}</td></tr>
<tr><td width=140 valign=top>{items([w["subscribe"], w["search"]])}</td>
<td valign=top data-part="1"><font size=1>{_day(story, "full")}</font><br><font size=5><b>{esc(story.title)}</b></font><br>
<font size=3>{esc(story.deck)}</font><br>
{who}<font size=1>{link(w["print"])} | {link(w["share"])}</font><br>{photo}
<font face="Verdana" size=2>{"<br><br>".join(rows)}</font></td>
<td width=200 valign=top><b>{esc(w["related"])}</b><br>{side}<br><br>{esc(w["ad"])}</td></tr><tr><td colspan=3>{_thread(story)}</td></tr>
<tr><td colspan=3 align=center><font size=1>Copyright {_base(story).year} {esc(story.outlet)}. {esc(w["rights"])}</font></td></tr></table></body></html>"""


def framework(story: Story) -> str:
    """An agency's site by a JavaScript framework: only div and span, meaningless classes, the age on top and the day at the end."""
    w = story.words
    body = [re.sub(r"^<p>(.*)</p>$", r"<div class='sc-1x7 bKdQeN'>\1</div>", text) for text in paragraphs(story, "div", "<div class='css-q9'>{}</div>")]
    chips = "".join(f"<div class='css-2a'><div>{esc(a)}</div>{tag('div', story.role)}</div>" for a in story.authors)
    stamp = " ".join(x for x in (_day(story, "medium"), clock(story.published, "%H:%M"), _zone(story)) if x)
    first = f"<div class='css-8f'><span>{esc(w['published'])}</span> <span>{esc(stamp)}</span></div>" if story.published else ""
    desk = f"<div class='css-7'>Reporting by {esc(_names(story))}; Editing by {esc(w['others'][0])}</div>" if story.authors and story.language == "en" else ""
    cards = _rail(story, f"<div class='css-5'>{{title}}<div>{{who}} · <span>{esc(w['ago'])}</span></div></div>")
    data = _script({"props": {"pageProps": {"article": {"title": story.title, "slug": story.id}}}}, "application/json")
    top = "".join(f"<span class='css-n'>{esc(x)}</span> " for x in (*w["nav"], w["login"]))
    credit = f"{w['photo']}: {(story.credit or '').split(': ')[-1]}"
    shot = f"<div class='css-i'><div>{esc(story.caption)}</div><div>{esc(credit)}</div></div>" if story.caption else ""
    return f"""{_open(story, f"{story.title} | {story.outlet}", _meta(og__title=story.title, og__site_name=story.outlet))}<div id="__next">
<div class="css-h">{top}</div><div class="css-1m"><div class="sc-a" data-part="1"><div class="css-c">{esc(story.section)}</div>
<div role="heading" class="css-t">{esc(story.title)}</div>
<div class="css-d">{esc(story.deck)}</div>{chips}<div class="css-0"><span>{esc(w["ago"])}</span> · <span>{esc(w["minutes"])}</span></div>
<div class="css-b"><span>{esc(w["share"])}</span> <span>{esc(w["save"])}</span></div>{shot}<div>{"".join(body)}</div>{desk}{first}</div>
<div class="css-r"><div>{esc(w["related"])}</div>{cards}</div></div>{_thread(story)}<div class="css-f">{esc(w["cookie"])}</div>
<div>© {_base(story).year} {esc(story.outlet)}</div></div>{data}</body></html>"""


def printed(story: Story) -> str:
    """The version for printers: paper, section and day as one line, in some countries the names in brackets after the last word."""
    w = story.words
    after = story.language in ("de", "ja", "it", "ru")
    names = esc(_names(story).replace(w["and"], " / ") if after else _by(story))
    body = paragraphs(story, "h3", "<p><i>{}</i></p>")
    if after and names:
        body[-1] = re.sub(r"</p>\s*$", f"（{names}）</p>\n" if story.language == "ja" else f" ({names})</p>\n", body[-1])
    line = " | ".join(x for x in (story.outlet, story.section, _day(story, "full" if story.language in ("en", "fr", "pt") else "medium")) if x)
    fetched = _numeric(story, _visit(story, 900))
    return f"""<html><head><title>{esc(w["print"])}: {esc(story.title)}</title><meta name="robots" content="noindex"></head><body onload="print()">
<p><a href="javascript:print()">{esc(w["print"])}</a> <a href="javascript:close()">X</a> {fetched}</p><div data-part="1"><p>{esc(line)}</p>
<h1>{esc(story.title)}</h1>{tag("p", story.deck)}{f"<p>{names}</p>" if not after else ""}{"".join(body)}{tag("p", story.caption)}<hr>
<p>URL: {_address(story)}</p>
<p>© {_base(story).year} {esc(story.outlet)}. {esc(w["rights"])}</p></div></body></html>"""


LAYOUTS = {
    "metro": metro,
    "tabloid": tabloid,
    "regional": regional,
    "quotidien": quotidien,
    "ciudad": ciudad,
    "portal": portal,
    "gazette": gazette,
    "broadcaster": broadcaster,
    "wordpress": wordpress,
    "tables": tables,
    "framework": framework,
    "printed": printed,
}
