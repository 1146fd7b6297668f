"""Page layouts of the development part."""

from __future__ import annotations

import json

from babel.dates import format_date

from benchmarks.importing.corpus import Story, clock, esc, inline, iso, items, link, paragraphs, tag
from benchmarks.importing.development.houses import LAYOUTS as HOUSES


def _day(story: Story, form: str = "long") -> str:
    return format_date(story.published, form, locale=story.language) if story.published else ""


def _comments(story: Story) -> str:
    w = story.words
    if not story.comments:
        return ""
    parts = [f"<h3>{esc(w['comments'])} ({len(story.comments)})</h3>"]
    for number, (name, text) in enumerate(story.comments):
        when = format_date(story.published, "medium", locale=story.language)
        parts.append(f'<div class="comment"><b>{esc(name)}</b> <span>{when} 1{number}:15</span><p>{esc(text)}</p><a href="#">{esc(w["reply"])}</a></div>')
    return '<section id="comments">' + "\n".join(parts) + "</section>"


def _footer(story: Story) -> str:
    w = story.words
    return f"<footer>{items([w['contact'], w['terms'], w['privacy']])}<p>© 2024 {esc(story.outlet)}. {esc(w['rights'])}</p></footer>"


def _related(story: Story) -> str:
    if not story.related:
        return ""
    cards = "".join(f"<div><h3>{link(title)}</h3>{tag('p', text)}</div>" for title, text in story.related)
    return f'<section class="related"><h2>{esc(story.words["related"])}</h2>{cards}</section>'


def broadsheet(story: Story) -> str:
    """Everything told twice: JSON-LD, OpenGraph, semantic elements, a newsletter box inside the body."""
    w = story.words
    facts = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "datePublished": iso(story.published),
        "dateModified": iso(story.updated or story.published), "author": [{"@type": "Person", "name": name} for name in story.authors],
        "publisher": {"@type": "Organization", "name": story.outlet}, "description": story.deck or "",
    }  # fmt: skip
    body = paragraphs(story)
    body.insert(3, f'<aside class="newsletter"><h4>{esc(w["newsletter"])}</h4><p>{esc(w["newsletter_text"])}</p><button>{esc(w["subscribe"])}</button></aside>')
    by = f"{esc(w['by'])} " + ", ".join(link(name, "/by") for name in story.authors) if story.authors else ""
    changed = f"{w['updated']} {format_date(story.updated, 'long', locale=story.language)} {clock(story.updated, '%H:%M')}" if story.updated else ""
    return f"""<!DOCTYPE html><html lang="{story.language}"><head><title>{esc(story.title)} | {esc(story.outlet)}</title>
<meta property="og:title" content="{esc(story.title)}"><meta property="og:site_name" content="{esc(story.outlet)}">
<link rel="canonical" href="https://www.{story.domain}/a/{story.id}">
<script type="application/ld+json">{json.dumps(facts)}</script></head><body>
<a href="#m">{esc(w["skip"])}</a><div class="cookie"><p>{esc(w["cookie"])}</p></div>
<header><a href="/">{esc(story.outlet)}</a> {link(w["login"])} {link(w["subscribe"])}<nav>{items(w["nav"])}</nav></header>
<main><article data-part="1"><a href="/s">{esc(story.section)}</a><h1>{esc(story.title)}</h1>{tag("p", story.deck, 'class="standfirst"')}
<div class="byline">{by}</div>{tag("div", story.role)}<time datetime="{iso(story.published)}">{_day(story)} {clock(story.published, "%H:%M")}</time>
{tag("div", changed)}<div class="share">{items([w["share"], "Facebook", "Twitter", "Email"])}</div>
<figure><img src="x.jpg" alt="">{tag("figcaption", f"{story.caption} {story.credit}" if story.caption else None)}</figure>
<div class="content">{"".join(body)}</div>
<div class="tags">{esc(w["topics"])} {link(story.section)} {link(story.place or "")}</div></article>
{_related(story)}{_comments(story)}<aside><h2>{esc(w["most"])}</h2>{items([t for t, _ in story.related])}</aside></main>
{_footer(story)}</body></html>"""


def american(story: Story) -> str:
    """Byline split over elements, a related box in the middle of the body, facts in meta elements only."""
    w = story.words
    body = paragraphs(story, "h3")
    box = f"<div class='inset'><h4>{esc(w['more'])}</h4>{items([t for t, _ in story.related])}</div>" if story.related else ""
    body.insert(len(body) // 2, box)
    names = " and ".join(f'<a href="/people">{esc(name)}</a>' for name in story.authors)
    by = f"<div class='by'><span>{esc(w['by'])}</span> {names}</div>" if names else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)} - {esc(story.outlet)}</title>
<meta property="article:published_time" content="{iso(story.published)}"><meta name="author" content="{", ".join(story.authors)}">
<meta property="og:site_name" content="{esc(story.outlet)}"></head><body>
<div>{esc(w["ad"])}</div><div class="top"><a href="/">{esc(story.outlet)}</a><a href="/m">{esc(w["menu"])}</a><a href="/q">{esc(w["search"])}</a></div>
<ul>{"".join(f"<li>{link(n)}</li>" for n in w["nav"])}</ul>
<div id="story" data-part="1"><span class="kicker">{esc(story.section).upper()}</span><h1>{esc(story.title)}</h1>{tag("h2", story.deck)}
{by}{tag("span", story.role)}<div class="dateline">{_day(story, "full")} {clock(story.published, "%H:%M")}</div>
<a href="#">{esc(w["share"])}</a><a href="#">{esc(w["comments"])}</a>{tag("div", w["minutes"])}
{tag("p", story.caption, 'class="caption"')}{tag("p", story.credit, 'class="credit"')}
{"".join(body)}
<p><a href="#">{esc(w["share"])}</a> <a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">Reddit</a></p></div>
<div class="nl"><h3>{esc(w["newsletter"])}</h3><p>{esc(w["newsletter_text"])}</p></div>
{_related(story)}{_comments(story)}{_footer(story)}</body></html>"""


def portal(story: Story) -> str:
    """A page of tables and line breaks, without any metadata; the page's own clock stands at the top."""
    w = story.words
    text = "<br><br>\n".join(inline(p.removeprefix("## ").removeprefix("* ")) for p in story.paragraphs if not p.startswith("> "))
    when = story.published.strftime("%Y-%m-%d") + (" " + clock(story.published, "%H:%M") if clock(story.published, "%H") else "") if story.published else ""
    clock_words = format_date(story.published.replace(year=2024, month=11, day=8), "full", locale=story.language) if story.published else ""
    more = "".join(f"<li>{link(t)}</li>" for t, _ in story.related)
    return f"""<html><head><title>{esc(story.title)}_{esc(story.outlet)}</title></head><body bgcolor="white">
<table><tr><td>{esc(story.outlet)}</td><td>{clock_words}</td></tr></table>
<table><tr>{"".join(f"<td>{link(n)}</td>" for n in w["nav"])}</tr></table>
<table><tr><td data-part="1"><h1>{esc(story.title)}</h1><div>{when} {esc(w["by"]) + " " + esc(", ".join(story.authors)) if story.authors else ""}</div>
<div>{text}</div></td></tr></table>
{f"<h4>{esc(w['related'])}</h4><ul>{more}</ul>" if more else ""}
<center>{link(w["contact"])} | {link(w["terms"])} | {link(w["privacy"])}<br>Copyright 2024 {esc(story.outlet)} {esc(w["rights"])}</center></body></html>"""


def blog(story: Story) -> str:
    """A blog's theme: posted on, by, categories; comments with permalinks; archives in the sidebar."""
    w = story.words
    by = f' {esc(w["by"])} <a rel="author" href="/author">{esc(story.authors[0])}</a>' if story.authors else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)} | {esc(story.outlet)}</title>
<meta name="generator" content="WordPress 4.2"></head><body>
<div id="header"><h1 class="site-title"><a href="/">{esc(story.outlet)}</a></h1><a href="#c">{esc(w["skip"])}</a>{items(w["nav"])}</div>
<div id="content"><div class="post" data-part="1"><h2 class="entry-title">{esc(story.title)}</h2>
<div class="entry-meta">{esc(w["published"])} <a href="/d"><time class="entry-date" datetime="{iso(story.published)}">{_day(story)}</time></a>{by}</div>
<div class="entry-content">{"".join(paragraphs(story, "h3"))}</div>
<div class="sharedaddy"><h3>{esc(w["share"])}</h3>{items(["Facebook", "Twitter", "Email"])}</div>
<div class="entry-utility">{esc(w["topics"])} {link(story.section)}</div></div>{_comments(story)}</div>
<div id="sidebar"><form><label>{esc(w["search"])}</label></form><h3>{esc(w["most"])}</h3>{items([t for t, _ in story.related])}</div>
{_footer(story)}</body></html>"""


def regional(story: Story) -> str:
    """Nameless boxes, most-read list above the article, links to other stories between paragraphs, numeric dates."""
    w = story.words
    body = paragraphs(story, "h3", '<div class="q">{}</div>')
    for number, (title, _) in enumerate(story.related):
        body.insert(min(len(body), 3 * (number + 1)), f"<div>{esc(w['more'])}: {link(title)}</div>")
    order = "%d.%m.%Y" if story.language in ("de", "ru", "nl") else "%Y/%m/%d" if story.language in ("zh", "ja") else "%d/%m/%Y"
    when = story.published.strftime(order) + (" - " + clock(story.published, "%H:%M") if clock(story.published, "%H") else "") if story.published else ""
    by = f"<div>{esc(' / '.join(story.authors))}</div>" if story.authors else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)}</title><meta property="og:title" content="{esc(story.title)}">
<meta property="og:url" content="https://www.{story.domain}/n/123"></head><body>
<div class="a1">{link(w["login"])}{link(w["subscribe"])}</div><div class="a2">{items(w["nav"])}</div>
<div class="a3"><div>{esc(w["most"])}</div>{items([t for t, _ in story.related])}</div>
<div class="b" data-part="1"><div>{link(w["nav"][0])} › {link(story.section)}</div><h1>{esc(story.title)}</h1>{tag("div", story.deck, 'class="lead"')}
{by}<div class="t">{esc(w["published"])} {when}</div><div>{items([w["share"], "WhatsApp", "Facebook"])}</div>
<div class="img"><span>{esc(story.caption)}</span> <span>{esc(story.credit)}</span></div>
{"".join(body)}<div>{esc(w["ad"])}</div></div>
{_related(story)}{_comments(story)}{_footer(story)}</body></html>"""


def hero(story: Story) -> str:
    """Headline, date and author in an opening that stands twice; every author on a line; a box of background inside the text."""
    w = story.words
    body = paragraphs(story, "h2")
    box = "".join(f"<div>{esc(t)}</div><div>{esc(x)}</div>" for t, x in story.related[:1])
    body.insert(min(3, len(body)), f"<div class='more'><div>{esc(w['related'])}</div>{box}<div>{_day(story, 'short')}</div></div>")
    who = "<div>,</div>".join(f"<div>{esc(name)}</div>" for name in story.authors)
    opening = f"<div>{esc(story.title)}</div><div>{esc(story.deck)}</div><div>{_day(story)}</div>{who}"
    return f"""<html lang="{story.language}"><head><title>{esc(story.title)} | {esc(story.outlet)}</title></head><body>{items(w["nav"] * 3)}
<article data-part="1"><div>{esc(story.section)}</div><div>{opening}</div><div>{esc(story.caption)}</div><div>{esc(story.credit)}</div>
<h1>{esc(story.title)}</h1><div>{esc(story.deck)}</div><div>{esc(w["by"])}</div>{who}<div>{esc(w["share"])}</div>
{"".join(body)}<div>{esc(w["newsletter"])}</div><p>{esc(w["newsletter_text"])}</p></article>{_related(story)}{_comments(story)}{_footer(story)}</body></html>"""


def series(story: Story) -> str:
    """A series' name alone above the headline; the deck after the date; captions that are sentences; who wrote it at the end."""
    w = story.words
    body = paragraphs(story, "h3")
    body.insert(min(1, len(body)), f"<figure><figcaption>{esc(story.caption)}</figcaption><div>{esc(story.credit)}</div></figure>")
    end = f"<p>{esc(', '.join(story.authors))}</p>" if story.authors else ""
    return f"""<html lang="{story.language}"><head><title>{esc(story.outlet)}</title></head><body>
<p>{esc(w["cookie"])}</p>{items([*w["nav"], w["login"], w["search"]])}
<div data-part="1"><div>{esc(story.section)} 2030</div><h1>{esc(story.title)}</h1><div>{_day(story, "medium")}</div><p>{esc(story.deck)}</p>
{"".join(body)}{end}<div>{esc(w["topics"])}</div><div>{esc(story.section)}</div></div>
<div>{esc(w["most"])}</div>{"".join(f"<div>{esc(t)}</div><div>{esc(x)}</div>" for t, x in story.related)}{_footer(story)}</body></html>"""


LAYOUTS = {
    "broadsheet": broadsheet,
    "american": american,
    "portal": portal,
    "blog": blog,
    "regional": regional,
    "hero": hero,
    "series": series,
    **{f"house-{name}": one for name, one in HOUSES.items()},
}
