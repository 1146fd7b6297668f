"""Page layouts of other families than those of the development part; held out until rules were mended by them."""

from __future__ import annotations

import json

from babel.dates import format_date

from benchmarks.importing.corpus import Story, clock, esc, iso, items, link, paragraphs, tag


def _day(story: Story, form: str = "d MMMM y") -> str:
    return format_date(story.published, form, locale=story.language) if story.published else ""


def _thread(story: Story) -> str:
    """Readers' comments as a widget of another house prints them."""
    w = story.words
    if not story.comments:
        return ""
    rows = []
    for name, text in story.comments:
        rows.append(f'<li><cite>{esc(name)}</cite> <span class="says">says:</span> <a href="#c1">3 days ago</a><p>{esc(text)}</p><a>{esc(w["reply"])}</a></li>')
    return f'<div class="thread"><h4>{esc(w["comments"])}</h4><ol>{"".join(rows)}</ol></div>'


def _small_print(story: Story) -> str:
    w = story.words
    return f"<div class='end'>{items([w['privacy'], w['terms'], w['contact']])}<div>Copyright © {esc(story.outlet)}. {esc(w['rights'])}</div></div>"


def broadcaster(story: Story) -> str:
    """Author with a role below, a share and a save button, cards of other stories after the body."""
    w = story.words
    facts = {"@graph": [
        {"@type": "WebSite", "name": story.outlet},
        {"@type": "ReportageNewsArticle", "headline": story.title, "datePublished": iso(story.published), "author": [{"name": name} for name in story.authors],
         "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet}},
    ]}  # fmt: skip
    who = "".join(f"<div><span>{esc(name)}</span><span>{esc(story.role)}</span></div>" for name in story.authors)
    cards = "".join(f"<li><h3>{link(t)}</h3><p>{esc(x)}</p><span>2 hrs ago</span><span>{esc(story.section)}</span></li>" for t, x in story.related)
    return f"""<!doctype html><html lang="{story.language}"><head><title>{esc(story.title)} - {esc(story.outlet)}</title>
<script type="application/ld+json">{json.dumps(facts)}</script></head><body>
<div><a href="#x">{esc(w["skip"])}</a><button>{esc(w["login"])}</button>{items(w["nav"])}<button>{esc(w["menu"])}</button></div>
<main id="x"><article data-part="1"><h1>{esc(story.title)}</h1><div><time datetime="{iso(story.published)}">{_day(story)}</time></div>
<div><button>{esc(w["share"])}</button><button>Save</button></div>{who}
<figure><div>{esc(story.credit)}</div>{tag("figcaption", story.caption)}</figure>
{"".join(paragraphs(story))}
<section><h2>{esc(w["more"])}</h2>{items([t for t, _ in story.related])}</section></article>
<section><h2>{esc(w["related"])}</h2><ul>{cards}</ul></section></main>{_small_print(story)}</body></html>"""


def agency(story: Story) -> str:
    """Date, time and age on one line above the byline; reading time below it."""
    w = story.words
    when = " / ".join(
        x for x in (_day(story, "MMMM d, y").upper() if story.language == "en" else _day(story), clock(story.published, "%-I:%M %p"), "5 YEARS AGO") if x
    )
    by = f"<p>{esc(w['by'])} {esc(', '.join(story.authors))}</p>" if story.authors else ""
    teasers = "".join(f"<div>{link(t)}<p>{esc(x)}</p></div>" for t, x in story.related)
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)} | {esc(story.outlet)}</title>
<meta name="DC.date.issued" content="{iso(story.published)}"><meta property="og:site_name" content="{esc(story.outlet)}"></head><body>
<div>{esc(w["ad"])}</div><div>{items(w["nav"])}</div><div class="story" data-part="1"><div>{esc(story.section)} News</div>
<div>{esc(when if story.published else "")}</div><h1>{esc(story.title)}</h1>{by}<div>3 Min Read</div>{items([w["share"]])}
<div>{"".join(paragraphs(story))}</div><div>{tag("span", story.caption)} {tag("span", story.credit)}</div></div>
<div><h3>{esc(w["more"])}</h3>{teasers}</div>{_thread(story)}{_small_print(story)}</body></html>"""


def magazine(story: Story) -> str:
    """Kicker, deck before the byline, a large first letter, advertisements between paragraphs."""
    w = story.words
    body = paragraphs(story, "h2", '<figure class="quote">{}</figure>')
    body[0] = f'<p><span class="cap">{esc(story.paragraphs[0][0])}</span>{esc(story.paragraphs[0][1:])}</p>'
    for at in (2, 5):
        body.insert(min(at, len(body)), f"<div class='ad'>{esc(w['ad'])}</div>")
    by = f"{esc(w['by'])} " + " & ".join(f"<b>{esc(name)}</b>" for name in story.authors) if story.authors else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)}</title><meta property="og:site_name" content="{esc(story.outlet)}">
<meta property="og:type" content="article"><meta name="date" content="{iso(story.published)}"></head><body>
<header>{link(story.outlet)} {items(w["nav"])} {link(w["subscribe"])}</header>
<section data-part="1"><div class="kicker">{esc(story.section)}</div><h1>{esc(story.title)}</h1><p class="deck">{esc(story.deck)}</p>
<div>{by}</div><div>{_day(story, "long") + (", " + clock(story.published, "%H.%M") if clock(story.published, "%H") else "")}</div>
{tag("div", story.words["minutes"])}<div><img src="i"><div>{esc(story.caption)}</div><div>{esc(story.credit)}</div></div>{"".join(body)}</section>
<div class="box"><strong>{esc(w["newsletter"])}</strong><p>{esc(w["newsletter_text"])}</p></div>
<h2>{esc(w["related"])}</h2>{items([t for t, _ in story.related])}{_thread(story)}{_small_print(story)}</body></html>"""


def tabloid(story: Story) -> str:
    """Times in capitals, counts of shares, links to comments above the body, most-read with teasers below."""
    w = story.words
    stamp = f"PUBLISHED: {clock(story.published, '%H:%M')} {_day(story)}".replace("  ", " ") if story.published else ""
    if story.updated:
        stamp += f" | UPDATED: {clock(story.updated, '%H:%M')} {format_date(story.updated, 'd MMMM y', locale=story.language)}"
    names = " and ".join(story.authors)
    most = "".join(f"<li>{link(t)}<br>{esc(x)}</li>" for t, x in story.related)
    return f"""<html><head><title>{esc(story.title)} | {esc(story.outlet)} Online</title><link rel="canonical" href="https://www.{story.domain}/n/x.html"></head><body>
<div>{esc(w["cookie"])}</div><div>{items([w["login"], w["search"], *w["nav"]])}</div>
<div><div data-part="1"><h1>{esc(story.title)}</h1>{f"<ul><li><b>{esc(story.deck)}</b></li></ul>" if story.deck else ""}
<p>By {esc(names)} For {esc(story.outlet)} Online</p><p>{esc(stamp)}</p>
<ul><li>e-mail</li><li>148</li><li>shares</li></ul><p>{len(story.comments)} View<br>comments</p>
{"".join(paragraphs(story, "h4", "<div>{}</div>"))}<p>{tag("i", story.caption)}</p></div>
<h3>{esc(w["share"])}</h3>{_thread(story)}<div><h3>{esc(w["most"])}</h3><ol>{most}</ol></div></div>{_small_print(story)}</body></html>"""


def theme(story: Story) -> str:
    """A small site's theme: the date above the headline, author below the body, no metadata at all."""
    w = story.words
    who = f"<div class='author-box'><h4>{esc(story.authors[0])}</h4></div>" if story.authors else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.outlet)} » {esc(story.title)}</title></head><body>
<div>{link(story.outlet)}</div><div>{items(w["nav"])}</div><div data-part="1"><span>{_day(story, "medium")}</span><h2>{esc(story.title)}</h2>
<div>{esc(w["by"]) + " " + esc(" / ".join(story.authors)) if story.authors and w["by"] else ""}</div>{"".join(paragraphs(story, "h3"))}
<div>{esc(w["topics"])} {link(story.section)}, {link(story.place or "")}</div>{who}</div>
<div>← {link(w["more"])}</div>{_thread(story)}<div><h3>{esc(w["most"])}</h3>{items([t for t, _ in story.related])}</div>{_small_print(story)}</body></html>"""


def longread(story: Story) -> str:
    """A large opening with headline, author and date, and the headline again above the text; boxes and teasers inside the text."""
    w = story.words
    body = paragraphs(story, "h3", '<blockquote class="q">{}</blockquote>')
    teaser = "".join(f"<aside><div>{esc(w['more'])}</div><div>{link(t)}</div><div>{esc(x)}</div></aside>" for t, x in story.related[:1])
    body.insert(min(2, len(body)), teaser)
    body.insert(min(4, len(body)), f"<div class='fig'><div>{esc(story.caption)} {esc(story.credit)}</div></div>")
    who = "".join(f"<div>{esc(name)}</div>" for name in story.authors)
    when = f"<div>{_day(story, 'dd.MM.y')}{', ' + clock(story.published, '%H:%M') if clock(story.published, '%H') else ''}</div>" if story.published else ""
    menu = items([f"{one} {number}" for number in ("I", "II", "III", "IV") for one in w["nav"]])
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)} - {esc(story.section)} - {esc(story.outlet)}</title></head><body>
<div>{esc(w["menu"])}</div>{menu}<article data-part="1"><div><div>{esc(story.section)}</div><h1>{esc(story.title)}</h1>{who}{when}
<div>{esc(w["share"])}</div></div>
<div><p>{esc(story.deck)}</p></div><div>{"".join(body)}</div>
<div><b>{esc(w["newsletter"])}</b><p>{esc(w["newsletter_text"])}</p></div></article>
<div>{esc(w["related"])}</div>{"".join(f"<div>{link(t)}</div><div>{esc(x)}</div><div>{_day(story, 'd MMM y')}</div>" for t, x in story.related)}
{_thread(story)}{_small_print(story)}</body></html>"""


def paywalled(story: Story) -> str:
    """Author and place in one line below the text, the date with its label, a fence before the last paragraphs, small print of prose."""
    w = story.words
    body = paragraphs(story)
    fence = f"<div><p>{esc(w['subscribe'])}</p><p>{esc(w['newsletter_text'])}</p><p>{esc(w['login'])}</p></div>"
    body.insert(max(1, len(body) - 2), fence)
    sign = f"<p>{esc(', '.join(story.authors))}{', ' + esc(story.place) if story.place else ''}</p>" if story.authors else ""
    when = f"<span>{esc(w['published'])}: {_day(story, 'd MMMM y')}</span>" if story.published else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.outlet)}: {esc(story.title)}</title></head><body>
<p>{esc(w["cookie"])}</p><p>{esc(w["skip"])}</p>{items(w["nav"])}<main data-part="1"><p>{esc(story.section)} | {esc(story.place)}</p><h1>{esc(story.title)}</h1>
{when}<figure><figcaption>{esc(story.caption)}<small>{esc(story.credit)}</small></figcaption></figure>{tag("h2", story.deck)}{"".join(body)}{sign}</main>
<h3>{esc(w["most"])}</h3>{"".join(f"<h4>{link(t)}</h4><p>{esc(x)}</p>" for t, x in story.related)}{_small_print(story)}</body></html>"""


def component(story: Story) -> str:
    """A page of a framework: names of classes that say nothing, marks for tests, a kicker in the headline, boxes in the body."""
    w = story.words
    facts = [
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": story.section}]},
        {"@type": "NewsArticle", "headline": story.title, "datePublished": iso(story.published), "publisher": {"@id": "#house"},
         "author": [{"@type": "Person", "name": name} for name in story.authors]},
        {"@id": "#house", "@type": "NewsMediaOrganization", "name": story.outlet},
    ]  # fmt: skip
    body = [part.replace("<p>", '<p class="sc-1f3a">') for part in paragraphs(story, "h3")]
    promo = f'<div data-testid="promo" class="related-promo"><span>{esc(w["more"])}</span>{items([t for t, _ in story.related])}</div>' if story.related else ""
    body.insert(max(1, len(body) // 3), promo)
    names = "".join(f'<a class="sc-9b" href="/p">{esc(name)}</a>' for name in story.authors)
    return f"""<!doctype html><html lang="{story.language}"><head><title>{esc(story.title)} - {esc(story.outlet)}</title>
<meta property="og:title" content="{esc(story.title)}"><script type="application/ld+json">{json.dumps(facts)}</script></head><body><div id="root">
<header><nav>{items(w["nav"])}</nav><button>{esc(w["login"])}</button></header>
<main><div data-part="1"><h1><span class="sc-kick">{esc(story.section)}</span><span>{esc(story.title)}</span></h1>{tag("p", story.deck, 'class="sc-22"')}
<div data-testid="byline">{names}</div><time datetime="{iso(story.published)}">{_day(story, "long")}</time>
<figure>{tag("figcaption", f"{story.caption or ''} {story.credit or ''}")}</figure>{"".join(body)}</div>
<section aria-label="more"><h2>{esc(w["related"])}</h2>{items([t for t, _ in story.related])}</section></main>
<footer>{_small_print(story)}</footer></div></body></html>"""


def weekly(story: Story) -> str:
    """Byline and date below the text, lines that lead to other stories as paragraphs, the newsletter's box among them."""
    w = story.words
    body = paragraphs(story)
    leads = [f"<p><strong><a href='/other'>{esc(t)}</a></strong></p>" for t, _ in story.related]
    body[2:2] = leads[:1]
    body.insert(len(body) - 1, f"<div class='signup-form'><h4>{esc(w['newsletter'])}</h4><p>{esc(w['newsletter_text'])}</p></div>")
    names = f"<p class='author'>{esc(w['by'])} {esc(', '.join(story.authors))}</p>" if story.authors else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)} « {esc(story.section)} « {esc(story.outlet)}</title>
<meta name="application-name" content="{esc(story.outlet)}"><meta name="date" content="{iso(story.published)}"></head><body>
<div class="masthead"><a href="/"><img alt="{esc(story.outlet)} logo" src="/l.png"></a>{items(w["nav"])}</div>
<div class="page" data-part="1"><div class="overline">{esc(story.section)}</div><h1>{esc(story.title)}</h1>{tag("h2", story.deck)}
{tag("div", story.caption, 'class="image-caption"')}{"".join(body)}{names}{tag("p", _day(story, "full"), 'class="published"')}</div>
{_thread(story)}{_small_print(story)}</body></html>"""


LAYOUTS = {
    "broadcaster": broadcaster,
    "agency": agency,
    "magazine": magazine,
    "tabloid": tabloid,
    "theme": theme,
    "longread": longread,
    "paywalled": paywalled,
    "component": component,
    "weekly": weekly,
}
