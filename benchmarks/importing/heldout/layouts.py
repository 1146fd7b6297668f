"""Page layouts of fourteen kinds of newspapers, broadcasters and blogs from 2012 to 2026; each fits the languages that such a site is made in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta

from babel.dates import format_date

from benchmarks.importing.corpus import Layout, Story, clock, esc, inline, iso, items, link, tag

AP = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.", "November": "Nov.", "December": "Dec."}
SEEN = {"ie-letter": date(2014, 10, 22), "it-obituario": date(2019, 3, 5), "nl-lijst": date(2022, 11, 29), "ja-toudai": date(2018, 11, 28)}
CODES = {"fr": "h", "de": ":", "nl": "."}


# ---------------------------------------------------------------------------------------------------- dates and names


def _long(story: Story, when: date | None, form: str = "long") -> str:
    """A day in the words of the story's country."""
    return str(format_date(when, form, locale=story.words["locale"])) if when else ""


def _near(story: Story, days: int) -> date:
    """A day that is not the story's: of a photo, a comment, a related story or the page's clock."""
    base = date(story.published.year, story.published.month, story.published.day) if story.published else SEEN[story.id]
    return base + timedelta(days=days)


def _ap(when: date | None) -> str:
    """A day as American papers shorten it."""
    day = str(format_date(when, "long", locale="en_US")) if when else ""
    return re.sub(r"^\w+", lambda month: AP.get(month[0], month[0]), day)


def _names(story: Story, form: str = "{}") -> str:
    """The authors in a row, each in its element."""
    names = [form.format(esc(name)) for name in story.authors]
    joined: str = story.words["and"].join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return joined


def _people(story: Story) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name, "url": f"https://www.{story.domain}/author/{at}"} for at, name in enumerate(story.authors)]


def _facts(story: Story, kind: str = "NewsArticle") -> dict[str, object]:
    """What such sites tell machines of an article; nothing of a day where the page has none."""
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": story.title,
        "mainEntityOfPage": f"https://www.{story.domain}/story/{story.id}",
        "publisher": {"@type": "Organization", "name": story.outlet, "logo": {"@type": "ImageObject", "url": f"https://www.{story.domain}/logo.png"}},
    }
    if story.deck:
        facts["description"] = story.deck
    if story.authors:
        facts["author"] = _people(story)
    if story.published:
        facts["datePublished"] = iso(story.published)
        facts["dateModified"] = iso(story.updated or story.published)
    return facts


def _ld(facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>\n'


def _meta(names: Mapping[str, str | None], key: str = "property") -> str:
    return "".join(f'<meta {key}="{name}" content="{esc(value).replace(chr(34), "&quot;")}">\n' for name, value in names.items() if value)


def _graph(story: Story, title: str | None = None) -> str:
    """The tags that social networks read."""
    return _meta({
        "og:type": "article", "og:site_name": story.outlet, "og:title": title or story.title, "og:description": story.deck,
        "og:url": f"https://www.{story.domain}/story/{story.id}", "og:image": f"https://img.{story.domain}/2014/06/02/{story.id}.jpg",
    })  # fmt: skip


def _page(story: Story, head: str, body: str, title: str) -> str:
    way = ' dir="rtl"' if story.language == "ar" else ""
    lang = story.words["locale"].replace("_", "-")
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"{way}>\n<head>\n<meta charset="utf-8">\n<title>{esc(title)}</title>\n{head}</head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )


def _body(story: Story, opens: str = "<p>", sub: str = "<h2>{}</h2>", quote: str = "<blockquote>{}</blockquote>") -> list[str]:
    """The body's elements in order; an interviewer's questions are bold."""
    out = []
    for text in story.paragraphs:
        words = inline(text)
        if text.startswith("## "):
            out.append(sub.format(words[3:]))
        elif text.startswith("> "):
            out.append(quote.format(inline(text[2:])))
        elif text.startswith("* "):
            out.append(f"<ul><li>{words[2:]}</li></ul>")
        elif story.words.get("interview") and text.endswith("?"):
            out.append(f"{opens}<strong>{words}</strong></p>")
        else:
            out.append(f"{opens}{words}</p>")
    return out


def _mix(parts: list[str], inserts: Mapping[int, str]) -> str:
    """The paragraphs with boxes after some of them."""
    return "\n".join(part + ("\n" + inserts[at] if inserts.get(at) else "") for at, part in enumerate(parts, 1)) + "\n"


def _nav(story: Story, attributes: str = "") -> str:
    return f"<nav {attributes}>{items(story.words['nav'])}</nav>\n"


# ------------------------------------------------------------------------------------------------------------ layouts


def metro(story: Story) -> str:
    """A daily of a large city in the United States, about 2020."""
    if story.language != "en":
        return ""
    w = story.words
    hour = clock(story.published, "%-I:%M %p")
    byline = (
        f'<div class="byline"><div class="authors">'
        f'<div class="author-names">{w["by"]} {_names(story, """<a class="link author-name" href="/people/x">{}</a>""")}'
        f'</div>{tag("span", story.role, "class=author-title")}</div></div>\n'
        if story.authors
        else f'<div class="byline"><div class="authors">{tag("span", story.role and w["by"] + " " + story.role, "class=author-name")}</div></div>\n'
    )
    when = (
        f'<div class="published-date"><time datetime="{iso(story.published)}"><span class="published-date-day">{_ap(story.published)}</span> '
        f'<span class="published-date-time">{hour and hour + " " + w["zone"]}</span></time></div>\n'
        if story.published
        else ""
    )
    later = f'<div class="updated-date">{w["updated"]} {_ap(story.updated)} {clock(story.updated, "%-I:%M %p")} {w["zone"]}</div>\n' if story.updated else ""
    photo = (
        f'<figure class="figure"><img class="image" alt="" src="https://img.{story.domain}/dims4/2019/2147483647/strip/true/crop/5000x3333.jpg">'
        f'<div class="figure-content"><div class="figure-caption">{esc(story.caption)}</div><div class="figure-credit">({esc(story.credit)})</div></div>'
        f'</figure>\n'
        if story.caption
        else ""
    )
    promo = "".join(
        f'<div class="promo promo-small"><div class="promo-category">{esc(story.section)}</div><h3 class="promo-title">{link(head)}</h3>'
        f'<p class="promo-description">{esc(text)}</p><p class="promo-timestamp">{_ap(_near(story, -5 - at))}</p></div>\n'
        for at, (head, text) in enumerate(story.related[:1])
    )
    letter = (
        f'<div class="newsletter-module"><h3>{w["newsletter"]}</h3><p>{esc(w["newsletter_text"])}</p><form><input placeholder="Enter email address">'
        "<button>Sign Me Up</button></form><p class=disclaimer>You may occasionally receive promotional content from us.</p></div>\n"
    )
    ad = f'<div class="google-dfp-ad-wrapper"><span class="ad-label">{w["ad"]}</span></div>'
    card = "".join(
        f'<div class="author-card"><p class="author-name">{link(name)}</p><div class="author-socials">{link("Twitter")} {link("Email")} {link("Facebook")}'
        f'</div>'
        f'<p class="author-biography">{esc(w["bio"].format(name))}</p></div>\n'
        for name in story.authors
    )
    body = f"""<div class="page-header"><button>{w["menu"]}</button><a class="logo" href="/">{esc(story.outlet)}</a> {link(w["subscribe"])} {link(w["login"])}
</div>
{_nav(story, 'class="page-navigation"')}<main class="page-main"><article data-part="story">
<div class="breadcrumbs">{link(story.section)}</div>
<h1 class="headline">{esc(story.title)}</h1>
{tag("p", story.deck, 'class="subheadline"')}{photo}{byline}{when}{later}<div class="actions"><ul class="social"><li>{link("Facebook")}</li>
<li>{link("Twitter")}</li>
<li>{link("Show more sharing options")}</li><li>{link("Copy Link URL Copied!")}</li><li>{link(w["print"])}</li></ul></div>
<div class="rich-text-article-body"><div class="rich-text-body">
{_mix(_body(story, sub="<h2>{}</h2>", quote='<div class="quote"><blockquote>{}</blockquote></div>'), {2: ad, 3: promo, 5: letter, 8: ad})}</div></div>
<div class="tags">{"".join(f'<a class="button" href="/topic/{at}">{esc(name)}</a>' for at, name in enumerate(w["tags"]))}</div>
{f'<div class="about-authors">{card}</div>' if card else ""}</article>
<section class="list-most-read"><h2>{w["most"]}</h2>{items(w["others"])}</section>
<section class="more-from"><h2>More From {esc(story.outlet)}</h2>{"".join(
    f'<div class="promo"><h3 class="promo-title">{link(head)}</h3><p class="promo-timestamp">{_ap(_near(story, at))}</p></div>'
    for at, (head, _) in enumerate(story.related[1:], 2))}</section></main>
<footer><p>Subscribe for unlimited access</p>{items(["About", w["contact"], w["terms"], "Archives", w["privacy"], "Do Not Sell My Personal Information"])}
<p>Copyright © {_near(story, 700).year}, {esc(story.outlet)} | {w["terms"]}</p></footer>
"""
    return _page(story, _graph(story) + _ld(_facts(story)), body, f"{story.title} - {story.outlet}")


def tabloid(story: Story) -> str:
    """The site of a British tabloid, about 2016."""
    if story.language != "en":
        return ""
    w = story.words
    zone = w["zone"] if w["zone"] in ("BST", "IST") else "GMT"
    names = _names(story, '<a href="/home/search.html?author={0}" class="author" rel="nofollow">{0}</a>') or esc(story.role)
    bullets = [part.strip() + "." * (not part.strip().endswith((".", "!", "?"))) for part in re.split(r"(?<=[.]) ", story.deck)] if story.deck else []
    stamp = (
        f'<span class="article-timestamp article-timestamp-published"><span class="article-timestamp-label">{w["published"]}:</span> '
        f'<time datetime="{iso(story.published)}">{clock(story.published, f"%H:%M {zone}, ")}{_day(story.published)}</time></span>'
        if story.published
        else ""
    )
    if story.updated:
        stamp += (
            f' | <span class="article-timestamp article-timestamp-updated"><span class="article-timestamp-label">{w["updated"]}:</span> '
            f'<time datetime="{iso(story.updated)}">{clock(story.updated, f"%H:%M {zone}, ")}{_day(story.updated)}</time></span>'
        )
    photo = (
        f'<div class="artSplitter mol-img-group"><div class="mol-img"><div class="image-wrap">'
        f'<img src="https://i.{story.domain}/i/pix/2015/09/14/08/2C53-image-a-1_1442216.jpg" '
        f'alt=""><div class="image-share">{link(w["share"])}</div></div></div><p class="imageCaption">{esc(story.caption)}</p></div>'
        if story.caption
        else ""
    )
    box = f"""<div class="related-carousel with-fb-sharing"><h4>RELATED ARTICLES</h4><ul class="rotator-nav"><li>Previous</li><li>1</li><li>Next</li></ul>
<ul class="rotator-panels">{"".join(f'<li><a href="/news/article-{at}.html"><h2>{esc(head)}</h2></a></li>' for at, (head, _) in enumerate(story.related))}</ul>
<div class="facebook-shares"><h4>{w["share"]} this article</h4><span>{w["share"]}</span> <span>371 shares</span></div></div>"""
    voices = "".join(
        f'<div class="comment"><p class="user-info"><a class="js-usr" href="/registration/x">{esc(name)}'
        f'</a>, Somewhere, United Kingdom, <span>{at + 2} hours ago</span></p>'
        f'<p class="comment-body comment-text">{esc(text)}</p><div class="rating"><span>Click to rate</span> <span>{41 - 7 * at}</span> <span>{at}</span></div>'
        f"{link(w['reply'])}</div>\n"
        for at, (name, text) in enumerate(story.comments)
    )
    talk = (
        f'<div id="reader-comments" class="reader-comments"><h2>{w["comments"]} {len(story.comments)}</h2><p>Share what you think</p>'
        f'<ul><li>Newest</li><li>Oldest</li><li>Best rated</li><li>Worst rated</li></ul>{voices}'
        '<p class="disclaimer">The views expressed in the contents above are those of our users.</p></div>\n'
        if voices
        else ""
    )
    body = f"""<div id="page-container"><div class="masthead"><a href="/home/index.html">{esc(story.outlet)}</a> <span>{link(w["login"])}</span>
<div class="weather">{_long(story, _near(story, 4), "EEEE, MMM d yyyy")} 1PM 14°C 4PM 12°C 5-Day Forecast</div></div>
{_nav(story, 'class="nav-primary"')}<div id="content"><div class="alpha"><div id="js-article-text" class="article-text wide" data-part="a">
<h1>{esc(story.title)} </h1>
{"<ul class=mol-bullets-with-font>" + "".join(f"<li><strong>{esc(line)}</strong></li>" for line in bullets) + "</ul>" if bullets else ""}
<p class="author-section byline-plain">{w["by"]} {names or esc(story.outlet)}{f" for {esc(story.outlet)}" if story.authors else ""}</p>
<p class="byline-section">{stamp}</p>
<ul class="article-icon-links-container"><li>{link("e-mail")}</li><li><span class="bold">371</span> shares</li><li>{link("View " + w["comments"].lower())}</li>
</ul>
<div itemprop="articleBody">
{_mix(_body(story, '<p class="mol-para-with-font">', '<h3 class="mol-factbox-title">{}</h3>', '<div class="mol-article-quote"><p>{}</p></div>'),
    {1: photo, 4: box})}</div>
<div class="column-content cleared">Share or comment on this article: <h3>{esc(story.title)}</h3><ul><li>{link("e-mail")}</li><li>371 shares</li></ul></div>
{talk}</div></div><div class="beta"><div class="femail item"><h3>{w["most"]}</h3>{items([text + "  " + "EXCLUSIVE" for text in w["others"]])}</div></div></div>
<div class="footer">{items([w["contact"], w["terms"], w["privacy"], "Top of page"])}<p>Published by Clarendon Group Ltd. © {_near(story, 1).year}</p></div>
</div>
"""
    head = _graph(story) + _meta({"article:published_time": iso(story.published), "article:modified_time": iso(story.updated)})
    return _page(story, head, body, f"{story.title} | {story.outlet}")


def _day(when: date | None) -> str:
    return str(format_date(when, "d MMMM yyyy", locale="en_GB")) if when else ""


def indian(story: Story) -> str:
    """An English daily of southern India, about 2023."""
    if story.language != "en":
        return ""
    w = story.words

    def stamp(when: date | None) -> str:
        return " ".join(x for x in (_long(story, when, "MMMM dd, yyyy"), clock(when, "%I:%M %p").lower(), clock(when, "IST")) if x) if when else ""

    where = f" - {esc(story.place.upper())}" if story.place else ""
    when = f'<p class="publish-time-new"><span>{w["published"]} - </span>{stamp(story.published)}{where}</p>\n' if story.published else ""
    if story.updated:
        when = f'<p class="updated-time"><span>{w["updated"]} - </span>{stamp(story.updated)}</p>\n' + when
    people = "".join(f'<a href="/profile/author/{at}" class="person-name lnk">{esc(name)}</a>\n' for at, name in enumerate(story.authors))
    photo = (
        f'<div class="article-picture"><img src="https://th-i.{story.domain}/public/incoming/x/article1.ece/alternates/LANDSCAPE_1200/20140302_IMG.jpg" alt="">'
        f'<p class="caption">{esc(story.caption)} <span class="caption-image">| Photo Credit: {esc(story.credit)}</span></p></div>\n'
        if story.caption
        else ""
    )
    also = f'<p class="related-inline"><strong>Also read | </strong>{link(story.related[0][0])}</p>' if story.related else ""
    wire = f"({tag('em', story.role).strip()})" if story.role and not story.authors else ""
    body = f"""<header><div class="date-today">{_long(story, _near(story, 9), "MMMM d, yyyy")} | {link("e-Paper")}</div>
<a href="/" class="logo">{esc(story.outlet)}</a>
{link(w["login"])} {link("FREE TRIAL")} {link("GIFT a Subscription")}</header>{_nav(story, 'class="megamenu"')}
<div class="container"><ul class="breadcrumb"><li>{link(w["home"])}</li><li>{link("News")}</li><li>{link(story.section)}</li></ul>
<div class="articlepage" data-part="article"><h1 class="title" itemprop="name">{esc(story.title)}</h1>
{tag("h2", story.deck, 'class="sub-title"')}<div class="publish-time">{when}</div>
<div class="author">{people}{esc(story.role) if not people else ""}</div>
<div class="share-page"><ul><li>Copy link</li><li>Email</li><li>Facebook</li><li>Telegram</li><li>WhatsApp</li></ul>
<span>READ LATER</span> <a href="#r">REMOVE</a> <a href="#c">SEE ALL</a></div>
{photo}<div class="articlebodycontent" id="content-body-1" itemprop="articleBody">
{_mix(_body(story, sub='<h4 class="sub_head">{}</h4>', quote='<div class="quote-box">{}</div>'),
    {3: also, 6: f'<div class="article-ad"><span>{w["ad"].upper()}</span></div>'})}
{wire}</div>
{f'<p class="publish-time-bottom">{w["published"]} - {stamp(story.published)}</p>' if story.published else ""}
<div class="related-topics"><p>Related Topics</p>{" / ".join(link(name) for name in w["tags"])}</div></div>
<div class="comments-rules"><h3>{w["comments"]}</h3>
<p>Write in English and in whole sentences; remarks about persons are removed. Old conversations were closed when we changed the platform.</p></div>
<div class="related-stories"><h3>{w["related"].upper()}</h3>{items([head for head, _ in story.related])}</div>
<div class="top-news"><h3>{w["most"]}</h3><ul>{"".join(
    f'<li><span class="time">{at + 1} hrs ago - </span>{link(text)}</li>' for at, text in enumerate(w["others"]))}</ul>{link("VIEW ALL")}</div></div>
<footer>{items(["About Us", "Code of Editorial Values", w["contact"], w["terms"], w["privacy"]])}
<p>Copyright© {_near(story, 400).year}, RECORDER PUBLISHING CO PVT. LTD. {w["rights"]}.</p>
<p>BACK TO TOP</p></footer>
"""
    crumbs = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": story.section}]}
    site = {"@context": "https://schema.org", "@type": "WebSite", "name": story.outlet, "url": f"https://www.{story.domain}/"}
    head = _graph(story) + _meta({"article-section": story.section, "publish-date": iso(story.published), "twitter:title": story.title}, "name")
    return _page(story, head + _ld(site) + _ld(crumbs) + _ld(_facts(story)), body, f"{story.title} - {story.outlet}")


def broadcaster(story: Story) -> str:
    """A public broadcaster of Australia, about 2015."""
    if story.language != "en":
        return ""
    w = story.words

    def stamp(when: date | None) -> str:
        return f"{_long(story, when, 'MMMM dd, yyyy')} {clock(when, '%H:%M:%S')}".strip()

    posted = f'<p class="published">{w["posted"]} <span class="timestamp">{stamp(story.published)}</span></p>\n' if story.published else ""
    if story.updated:
        posted = f'<p class="published">{w["updated"]} <span class="timestamp">{stamp(story.updated)}</span></p>\n'
    first = f'<p class="published">First posted <span class="timestamp">{stamp(story.published)}</span></p>\n' if story.updated else ""
    photo = (
        f'<div class="inline-content photo full"><a href="/news/image"><img src="/news/image/6312-3x2-700x467.jpg" alt=""></a><a class="inline-caption"'
        f' href="/news/image">'
        f'<strong>{w["photo"]}:</strong> {esc(story.caption)} <span class="source">({esc(story.credit)})</span></a></div>'
        if story.caption
        else ""
    )
    see = [
        f'<div class="inline-content story left"><a class="inline-caption" href="/news/{at}"><strong>Related Story:</strong> {esc(head)}</a></div>'
        for at, (head, _) in enumerate(story.related)
    ]
    points = (
        f'<div class="inline-content wysiwyg right"><h2>Key points:</h2><ul><li>{esc(story.deck.rstrip("."))}</li></ul></div>' if story.deck else ""
    )
    by = f'<div class="byline">{w["by"]} {_names(story, """<a href="/news/people/x">{}</a>""")}</div>\n' if story.authors else ""
    where = f'<p class="topics"><strong>Map: </strong>{link(story.place)}</p>' if story.place else ""
    body = f"""<div id="header"><a href="/news/"><img alt="{esc(story.outlet)}" src="/logo.gif">{esc(story.outlet)}</a>
<div class="local">Local News and Weather {link("Change")}</div></div>
{_nav(story, 'id="nav"')}<div class="page section"><div class="subcolumns"><div class="c75l"><div class="article section" data-part="main">
<div class="tools"><a class="button" href="#m">Email</a> <a class="button" href="#p">{w["print"]}</a></div>
<h1>{esc(story.title)}</h1>
{by or (f'<div class="byline">{esc(story.role)}</div>' if story.role else "")}{posted}
{photo}{see[0] if see else ""}
{where}
{_mix(_body(story, quote='<blockquote class="quote--pullquote"><p>{}</p></blockquote>'),
    {1: points, 4: see[1] if len(see) > 1 else "", 7: see[2] if len(see) > 2 else ""})}
<p class="topics"><strong>{w["topics"]}:</strong> {", ".join(link(name.lower()) for name in w["tags"])}</p>
{first}<p class="contact">Contact {link(story.outlet)}</p></div></div>
<div class="c25r sidebar"><div class="section promo"><h2>Top Stories</h2>{items(w["others"])}</div>
<div class="section"><h2>Connect with {esc(story.outlet)}</h2>{items(["Facebook", "Twitter", "YouTube"])}</div>
<div class="section"><h2>Got a news tip?</h2><p>If you know of something that we should look into, {link("tell us in confidence")}.</p></div>
<div class="section"><h2>Editors' Choice</h2><h3>{link("The choir that sings to cows")}</h3><p>A dairy farmer explains why his herd prefers the altos.</p>
</div></div></div></div>
<div id="footer">{items(["Site Map", w["contact"], "Subscribe to RSS", w["terms"], w["privacy"]])}
<p>This service may include material from agencies which may not be reproduced.</p>
<p>AEST = Australian Eastern Standard Time which is 10 hours ahead of Greenwich Mean Time</p><p>© {_near(story, 0).year}</p></div>
"""
    head = _meta({
        "DCTERMS.issued": iso(story.published), "DCTERMS.modified": iso(story.updated), "DC.Publisher.CorporateName": story.outlet, "title": story.title,
        "description": story.deck, "ContentType": "article",
    }, "name") + _graph(story)  # fmt: skip
    return _page(story, head, body, f"{story.title} - {story.outlet}")


def regional(story: Story) -> str:
    """A regional daily of Germany, about 2021."""
    if story.language not in ("de", "nl", "it", "pt"):
        return ""
    w = story.words

    def stamp(when: date | None) -> str:
        day = _long(story, when, "dd.MM.yyyy" if story.language == "de" else "dd-MM-yyyy" if story.language == "nl" else "dd/MM/yyyy")
        hour = clock(when, "%H:%M")
        return " ".join(x for x in (f"{day}," if hour else day, hour, w["zone"] if hour else "") if x)

    place = f'<span class="park-article__intro-location">{esc(story.place.title())}</span> ' if story.place else ""
    by = (
        f'<div class="park-article__author">{w["by"]} {_names(story, """<a href="/autoren/x">{}</a>""")}'
        f'</div>\n' if story.authors else tag("div", story.role, "class=author")
    )
    when = f'<time class="park-article__date" datetime="{iso(story.published)}">{stamp(story.published)}</time> ' if story.published else ""
    later = f'<time class="park-article__date-updated">{w["updated"]}: {stamp(story.updated)}</time> ' if story.updated else ""
    photo = (
        f'<figure class="park-image"><img src="https://rp.{story.domain}/imgs/93/1/5/tok_2b5/w940_h528_2019-05-04.jpeg" alt=""><figcaption>{esc(story.caption)}'
        f'<small class="credit"> {w["photo"]}: {esc(story.credit)}</small></figcaption></figure>\n'
        if story.caption
        else ""
    )
    teaser = "".join(
        f'<a class="park-inline-teaser" href="/a-{at}"><span class="kicker">{esc(story.section)}</span> <span class="headline">{esc(head)}'
        f'</span> <span class="text">{esc(text)}</span></a>'
        for at, (head, text) in enumerate(story.related[:2])
    )
    gallery = f'<div class="park-gallery"><div class="park-gallery__title">{w["more"]}: {esc(story.related[-1][0])}</div><button>+ 12</button></div>'
    voices = "".join(
        f'<li class="comment"><strong>{esc(name)}</strong> <time>{stamp(_near(story, 2 + at))}</time><p>{esc(text)}</p><button>{w["reply"]}</button></li>'
        for at, (name, text) in enumerate(story.comments)
    )
    body = f"""<div id="consent"><p>{esc(w["cookie"])}</p></div><header class="park-header"><a href="/">{esc(story.outlet)}</a> <span class="date">{w["daily"]}
</span> {link(w["login"])}</header>
{_nav(story, 'class="park-menu"')}<nav class="breadcrumb">{link(w["home"])} › {link(story.section)} › <span>{esc(story.title)}</span></nav>
<main><article class="park-article" data-part="park"><header class="park-article__header"><div class="park-article__kicker">{esc(story.section)}</div>
<h1><span class="park-article__headline">{esc(story.title)}</span></h1>
<div class="park-article-meta">{when}{later}<span class="reading">{w["minutes"]}</span></div>
<div class="park-tools"><button>{w["share"]}</button><button>{w["save"]}</button><button>{w["listen"]}</button></div></header>
{photo}{f'<p class="park-article__intro"><strong>{place}{esc(story.deck)}</strong></p>' if story.deck else ""}
{by}<div class="park-article__content">
{_mix(_body(story, sub="<h3>{}</h3>", quote='<div class="park-quote">„{}“</div>'), {2: teaser, 5: f'<div class="ad">{w["ad"]}</div>', 6: gallery})}</div>
<div class="park-topics">{w["topics"]}: {" ".join(link(name) for name in w["tags"])}</div></article>
{f'<section class="park-comments"><h2>{w["comments"]} ({len(story.comments)})</h2><ol>{voices}</ol></section>' if voices else ""}
<section class="park-more"><h2>{w["most"]}</h2><ol>{"".join(f"<li>{link(text)}</li>" for text in w["others"])}</ol></section>
<section class="park-newsletter"><h2>{w["newsletter"]}</h2><p>{esc(w["newsletter_text"])}</p></section></main>
<footer>{items([w["contact"], w["privacy"], w["terms"], w["subscribe"]])}<p>© {_near(story, 300).year} {esc(story.outlet)}. {w["rights"]}.</p></footer>
"""
    facts = _facts(story)
    facts["author"] = {"@type": "Organization", "name": story.outlet} if not story.authors else facts["author"]
    return _page(story, _graph(story, f"{story.section}: {story.title}") + _ld(facts), body, f"{story.section}: {story.title}")


def national(story: Story) -> str:
    """A national daily of France, about 2019."""
    if story.language not in ("fr", "it", "es", "pt", "de"):
        return ""
    w = story.words

    def stamp(when: date | None) -> str:
        hour = clock(when, f"%H{CODES.get(story.language, ':')}%M")
        return " ".join(x for x in (_long(story, when, "dd MMMM yyyy" if story.language == "fr" else "long"), w["at"] if hour else "", hour) if x)

    when = f"{w['published']} {stamp(story.published)}" if story.published else ""
    if story.updated:
        when += f", {w['updated'][:1].lower()}{w['updated'][1:]} {stamp(story.updated)}"
    role = f", {esc(story.role)}" if story.role else ""
    by = (
        f'<span class="meta__author">{w["by"]} {_names(story, """<a class="article__author-link" href="/signataires/x/">{}</a>""")}{role}'
        f'</span>' if story.authors else ""
    )
    catch = [
        f'<section class="catcher"><p class="catcher__content"><span class="catcher__label">{w["related"]}</span> <span class="catcher__desc">{link(head)}'
        f'</span></p></section>'
        for head, _ in story.related
    ]
    inread = (
        f'<section class="friend inread"><p class="friend__title">« {esc(w["newsletter"])} »</p><p>{esc(w["newsletter_text"])}</p><a class="btn"'
        f' href="/newsletters/">{w["subscribe"]}</a></section>'
    )
    photo = (
        f'<figure class="article__media"><img src="https://img.{story.domain}/2013/11/26/0/0/3000/2000/664/0/75/0/b0f_3.jpg" alt="">'
        f'<figcaption class="article__legend">'
        f'{esc(story.caption)} <span class="article__credit">{esc(story.credit.upper() if story.credit else "")}</span></figcaption></figure>'
        if story.caption
        else ""
    )
    react = "".join(
        f'<div class="comment"><p class="comment__author">{esc(name)}</p><p class="comment__date">{stamp(_near(story, 1 + at))}</p>'
        f'<p class="comment__content">{esc(text)}</p></div>'
        for at, (name, text) in enumerate(story.comments)
    )
    body = f"""<div id="habillagepub"></div><header id="header-page"><a href="/" class="logo">{esc(story.outlet)}
</a> {link(w["login"])} <a class="subscribe" href="/abo">{w["subscribe"]}</a></header>
{_nav(story, 'class="Nav"')}<main class="main"><section class="zone zone--article"><div data-part="zone">
<header class="article__header article__header--opinion">
<ul class="breadcrumb"><li>{link(story.section)}</li><li>{link(w["tags"][0])}</li></ul>
<h1 class="article__title">{esc(story.title)}</h1>{tag("p", story.deck, 'class="article__desc"')}
<section class="meta__authors">{by}</section>{f'<p class="meta meta__publisher"><span class="meta__date">{when}</span></p>' if when else ""}
<p class="meta__reading-time">{w["minutes"]}</p>
<ul class="meta__social"><li>{link(w["save"])}</li><li>{link(w["share"] + " Facebook")}</li><li>{link(w["share"] + " Twitter")}</li><li>{link("E-mail")}</li>
</ul></header>
<section class="article__wrapper"><article class="article__content">{photo}
{_mix(_body(story, '<p class="article__paragraph">', '<h2 class="article__sub-title">{}</h2>', '<blockquote class="article__citation">{}</blockquote>'), {
    2: catch[0] if catch else "", 4: inread, 7: catch[1] if len(catch) > 1 else ""})}
{f'<p class="article__signature"><strong>{_names(story)}</strong>{f" ({esc(story.place)})" if story.place else ""}</p>' if story.authors else ""}
</article></section></div>
<section class="article__reactions"><h4>{w["comments"]} ({len(story.comments)})</h4>{react}</section>
<section class="aside__iso"><h4>{w["most"]}</h4><ol>{"".join(f"<li>{link(text)}</li>" for text in w["others"])}</ol></section>
<section class="services"><h4>{w["more"]}</h4><ul>{"".join(
    f'<li>{link(head)} <span class="date">{_long(story, _near(story, -3), "short")}</span></li>' for head, _ in story.related)}</ul></section></section></main>
<footer>{items([w["terms"], w["privacy"], w["contact"], w["subscribe"]])}<p>© {esc(story.outlet)} {_near(story, 800).year}</p></footer>
"""
    return _page(story, _graph(story) + _ld(_facts(story)), body, story.title)


def portal(story: Story) -> str:
    """A news portal of Latin America, about 2022."""
    if story.language not in ("es", "pt", "it", "fr"):
        return ""
    w = story.words
    locale = {"es": "dd MMM, yyyy", "pt": "dd/MM/yyyy", "it": "dd MMM yyyy", "fr": "dd MMM yyyy"}[story.language]
    stamp = (
        f'<span class="sharebar-article-date">{_long(story, story.published, locale)} {clock(story.published, "%I:%M %p").lower()}'
        f'</span>' if story.published else ""
    )
    by = (
        f'<div class="byline author-name-ctn"><p class="author-name-p">{w["by"]} {_names(story, """<a class="author-name" href="/autor/x/">{}</a>""")}</p>'
        f'</div>' if story.authors else ""
    )
    credit = f" ({esc(story.credit)})" if story.credit else ""
    photo = (
        f'<div class="visual__image"><img src="https://cdn.{story.domain}/resizer/2015/02/22083010/foto-1024.jpg" alt="">'
        f'<figcaption class="article-figcaption-img">{esc(story.caption)}{credit}</figcaption></div>'
        if story.caption
        else ""
    )
    banner = f'<div class="ad-wrapper"><p class="ad-label">{w["ad"]}</p></div>'
    tweet = f'<p class="paragraph"><b><a href="/x">{w["related"]}: {esc(story.related[0][0])}</a></b></p>'
    rest = "".join(f'<p class="paragraph"><a href="/{at}">{esc(head)}</a></p>' for at, (head, _) in enumerate(story.related[1:]))
    body = f"""<div class="masthead-header"><button>{w["menu"]}</button><a href="/">{esc(story.outlet)}</a>
<span class="header-date">{_long(story, _near(story, 12), "full")}</span> {link(w["login"])}</div>
{_nav(story, 'class="nav-bar"')}<section class="article-section" data-part="s"><div class="article-header-wrapper">
<div class="article-section-ctn"><a class="article-section-tag" href="/s/">{esc(story.section)}</a></div>
<h1 class="article-headline">{esc(story.title)}</h1>{tag("h2", story.deck, 'class="article-subheadline"')}
{by}<div class="sharebar-container">{stamp}<div class="sharebar-buttons"><button>{w["share"]}</button><button>WhatsApp</button><button>Facebook</button>
<button>{w["save"]}</button></div></div></div>
<article class="article"><div class="body-article">{photo}
{_mix(_body(story, '<p class="paragraph">', "<h2>{}</h2>", '<blockquote class="quote">{}</blockquote>'), {2: banner, 4: tweet, 6: banner})}
<p class="paragraph"><b>{w["more"]}:</b></p>{rest}</div></article>
<div class="tags-container"><h4>{w["topics"]}</h4>{"".join(link(name) for name in w["tags"])}</div></section>
<section class="most-read"><h3>{w["most"]}
</h3>{"".join(f'<div class="card"><h2>{link(text)}</h2><span class="dk">{_long(story, _near(story, 12), "medium")}</span></div>' for text in w["others"])}
</section>
<footer>{items([w["contact"], w["terms"], w["privacy"]])}<p>{w["rights"]} © {_near(story, 12).year} {esc(story.outlet)}</p></footer>
"""
    facts = _facts(story)
    return _page(story, _graph(story) + _ld(facts) + _meta({"article:published_time": iso(story.published)}), body, f"{story.title} - {story.outlet}")


def agency(story: Story) -> str:
    """A Russian news agency with editions in other languages, about 2022."""
    if story.language not in ("ru", "es", "de", "zh", "ar", "ja"):
        return ""
    w = story.words

    def stamp(when: date | None) -> str:
        if story.language in ("zh", "ja"):
            return f"{_long(story, when, 'y年M月d日')}, {clock(when, '%H:%M')}" if when else ""
        return f"{clock(when, '%H:%M')} {when.strftime('%d.%m.%Y')}".strip() if when else ""

    later = f' <span class="article__info-date-modified">({w["updated"]}: {stamp(story.updated)})</span>' if story.updated else ""
    info = f'<div class="article__info-date"><a href="/archive/">{stamp(story.published)}</a>{later}</div>' if story.published else ""
    photo = (
        f'<div class="media"><div class="photoview__open"><img src="https://cdn.{story.domain}/img/07e0/0b/1d/1482_0:0:3072:1728_1920x0.jpg" title="" alt="">'
        f'</div>'
        f'<div class="media__copyright"><div class="media__copyright-item">© {esc(story.outlet)} / {esc(story.credit)}</div></div></div>'
        f'<div class="article__announce-text">{esc(story.caption.rstrip(".。"))}. {w["photo"]}</div>'
        if story.caption
        else ""
    )
    box = "".join(
        f'<div class="article__block" data-type="article"><a class="article__article-title" href="/{at}.html">{esc(head)}</a>'
        f'<div class="article__article-info">{_long(story, _near(story, -2), "d MMMM" if story.language not in ("zh", "ja") else "M月d日")}'
        f', 10:0{at}</div></div>'
        for at, (head, _) in enumerate(story.related[:1])
    )
    blocks = _body(story, "<p>", '<h3 class="article__h2">{}</h3>', '<div class="article__quote"><div class="article__quote-text">{}</div></div>')
    lead = re.sub(r"^<p>([^<]{5,60}? — Северинформ\.)", r"<p><strong>\1</strong>", blocks[0])
    parts = [f'<div class="article__block" data-type="text"><div class="article__text">{part}</div></div>' for part in (lead, *blocks[1:])]
    by = (
        f'<div class="article__author">{"".join(f"""<a class="article__author-name" href="/a">{esc(name)}</a> """ for name in story.authors)}'
        f'</div>' if story.authors else ""
    )
    voices = "".join(
        f'<div class="chat__message"><span class="chat__name">{esc(name)}</span> <span class="chat__time">{stamp(_near(story, 1))}'
        f'</span> <span class="chat__text">{esc(text)}</span></div>'
        for name, text in story.comments
    )
    body = f"""<div class="header"><a class="header__logo" href="/">{esc(story.outlet)}</a> {link(w["search"])} {link(w["login"])}
</div>{_nav(story, 'class="header__menu"')}
<div class="endless__item"><div class="article" data-part="n"><div class="article__header"><div class="article__info">{info}
<div class="article__info-statistic"><span>4128</span></div></div>
<h1 class="article__title">{esc(story.title)}</h1>{tag("div", story.deck, 'class="article__second-title"')}{by}
<div class="article__announce">{photo}</div></div>
<div class="article__body js-mediator-article">{_mix(parts, {2: box})}</div>
<div class="article__userbar">
<div class="article__tags">{"".join(f'<a class="article__tags-item" href="/t/{at}/">{esc(name)}</a>' for at, name in enumerate(w["tags"]))}</div>
<div class="article__sharebar"><span>{w["share"]}</span> {link("Telegram")} {link("WhatsApp")} {link("OK")}</div></div></div></div>
{f'<div class="chat"><h3>{w["comments"]}</h3>{voices}</div>' if voices else ""}
<div class="lenta"><h3>{w["most"]}
</h3>{"".join(f'<div class="lenta__item"><span class="lenta__item-date">1{at}:4{at}</span> {link(text)}</div>' for at, text in enumerate(w["others"]))}</div>
<div class="footer">{items([w["terms"], w["privacy"], w["contact"]])}<p>© {_near(story, 500).year} {esc(story.outlet)}</p><p>18+</p></div>
"""
    head = _meta({"analytics:title": story.title, "analytics:rubric": story.section,
        "analytics:p_ts": f"{story.published:%Y%m%dT%H%M}" if story.published else None}, "name") + _graph(story)
    return _page(story, head, body, f"{story.title} - {story.outlet}, {story.published.strftime('%d.%m.%Y')}" if story.published else story.title)


def gulf(story: Story) -> str:
    """An Arabic broadcaster and its English edition, about 2021."""
    if story.language not in ("ar", "en") or story.words["locale"] in ("en_US", "en_GB"):
        return ""
    w = story.words
    arabic = story.language == "ar"

    def stamp(when: date | None) -> str:
        return (f"{when.day}/{when.month}/{when.year}" if arabic else _long(story, when, "d MMM yyyy")) if when else ""

    hour = clock(story.updated, "%I:%M %p").replace("AM", "ص").replace("PM", "م") if arabic else ""
    later = f'<span class="article-dates__updated">{w["updated"]}: {stamp(story.updated)} {hour} {w["zone"]}</span>' if story.updated and arabic else ""
    said = f"{w['published']} {stamp(story.published)}" if arabic else f"Published On {stamp(story.published)}"
    when = (
        f'<div class="article-dates"><div class="date-simple"><span class="screen-reader-text">{said}</span><span aria-hidden="true">{stamp(story.published)}'
        f'</span></div>{later}</div>'
        if story.published
        else ""
    )
    by = (
        f'<div class="article-author-name">{"" if arabic else "By "}'
        f'<span class="article-author-name-item">{_names(story, """<a class="author-link" href="/author/x">{}</a>""")}</span></div>'
        if story.authors
        else ""
    )
    photo = (
        f'<figure class="article-featured-image"><img src="/wp-content/uploads/2016/04/RTX2A1B.jpg?resize=770%2C513" alt="">'
        f'<figcaption>{esc(story.caption)} [{esc(story.credit)}]</figcaption></figure>'
        if story.caption
        else ""
    )
    size = len(story.related)
    listing = (
        f'<div class="more-on"><h2>{"مقترحات للقراءة" if arabic else "Recommended Stories"}</h2>'
        f'<span class="screen-reader-text">{"قائمة من" if arabic else "list of"} {size} {"عناصر" if arabic else "items"}</span><ul>'
        + "".join(
            f'<li><span class="screen-reader-text">list {at} of {size}</span><h3>{link(head)}</h3></li>' for at, (head, _) in enumerate(story.related, 1)
        )
        + f'</ul><span class="screen-reader-text">{"نهاية القائمة" if arabic else "end of list"}</span></div>'
    )
    source = f"{esc(story.outlet)} + {'وكالات' if arabic else 'agencies'}" if not story.role else f"{esc(story.outlet)} and {esc(story.role)}"
    body = f"""<div class="header"><a class="screen-reader-text" href="#main">Skip to Content</a><a href="/" class="site-logo">{esc(story.outlet)}</a>
<button>{w["menu"]}</button><a class="live" href="/live">{"البث الحي" if arabic else "LIVE"}</a></div>
{_nav(story, 'class="site-header__navigation"')}<div class="l-col l-col--8" id="main" data-part="l"><header class="article-header">
<div class="topics">{link(story.section)}|{link(w["tags"][-1])}</div>
<h1>{esc(story.title)}</h1>{f'<p class="article__subhead"><em>{esc(story.deck)}</em></p>' if story.deck else ""}</header>
{photo}<div class="article-info-block">{by}{when}<div class="article-share"><button>{w["share"]}</button><button>{w["save"]}</button></div></div>
<div class="wysiwyg wysiwyg--all-content">
{_mix(_body(story, quote="<blockquote><p>{}</p></blockquote>"), {3: listing, 6: f'<div class="container--ads"><p>{w["ad"]}</p></div>'})}</div>
<div class="article-source"><span class="article-source-title">{w["source"]}</span>: <span>{source}</span></div></div>
<div class="l-col l-col--4"><h2>{w["most"]}</h2><ol>{"".join(f"<li>{link(text)}</li>" for text in w["others"])}</ol></div>
<footer>{items([w["contact"], w["terms"], w["privacy"], "Sitemap"])}
<p>{"جميع الحقوق محفوظة" if arabic else w["rights"]} © {_near(story, 250).year} {esc(story.outlet)}</p></footer>
"""
    facts = _facts(story)
    facts.setdefault("author", [{"@type": "Organization", "name": story.outlet}])
    head = _graph(story) + _meta({"pageType": "Article", "publishedDate": iso(story.published)}, "name") + _ld(facts)
    return _page(story, head, body, f"{story.title} | {story.outlet}")


def chinese(story: Story) -> str:
    """A news portal of China, about 2016."""
    if story.language not in ("zh", "ja"):
        return ""
    w = story.words
    when = f'<span class="date">{_long(story, story.published, "yyyy年MM月dd日")} {clock(story.published, "%H:%M")}</span>' if story.published else ""
    label = "来源：" if story.language == "zh" else "提供："
    by = f'<span class="author">{"作者：" if story.language == "zh" else "文・"}{" ".join(esc(name) for name in story.authors)}</span>' if story.authors else ""
    photo = (
        f'<div class="img_wrapper"><img src="//n.{story.domain}/transform/20140318/x-fyscsmu.jpg" alt="">'
        f'<span class="img_descr">{esc(story.caption)}{esc(story.credit)}{"　摄" if story.language == "zh" else ""}</span></div>' if story.caption else ""
    )
    voices = "".join(
        f'<div class="item"><span class="name">{esc(name)}</span> <span class="area">[{esc(story.place or "")}]</span><div class="txt">{esc(text)}</div>'
        f'<span class="time">{_long(story, _near(story, 1), "M月d日")} 2{at}:15</span> <a href="#r">{w["reply"]}</a></div>'
        for at, (name, text) in enumerate(story.comments)
    )
    body = f"""<div class="top-bar-wrap"><a href="/">{w["home"]}</a> {" ".join(link(name) for name in w["nav"])} <a href="/login">{w["login"]}</a></div>
<div class="path-search"><a href="/">{esc(story.outlet)}</a> &gt; <a href="/s">{esc(story.section)}</a> &gt; 正文</div>
<div class="main-content w1240"><div class="article-wrap" data-part="artibody"><h1 class="main-title">{esc(story.title)}</h1>
<div class="top-bar" id="top_bar"><div class="date-source">{when} <span class="source">{label}<a href="/">{esc(story.outlet)}</a></span> {by}</div>
<div class="page-tools"><span>{w["share"]}
</span> <a href="#wb">微博</a> <a href="#wx">微信</a> <a href="#c">{w["comments"]}({len(story.comments)})</a> <span>A大</span><span>A小</span></div></div>
{tag("p", story.deck, 'class="summary"')}<div class="article" id="artibody">{photo}
{_mix(_body(story, "<p>　　", '<p class="h"><strong>　　{}</strong></p>'), {5: f'<div class="app-qrcode"><p>{esc(w["wall"])}</p></div>'})}
<p class="show_author">（{"责任编辑：潘小青" if story.language == "zh" else "担当：地域班"}）</p></div>
<div class="keywords"><span>{w["topics"]}</span>{" ".join(link(name) for name in w["tags"])}</div></div>
<div class="blk-comment"><h2>{w["comments"]}</h2>{voices}</div>
<div class="blk-related"><h2>{w["related"]}</h2>
<ul>{"".join(f'<li>{link(head)} <span>{_long(story, _near(story, -20 - at), "yyyy-MM-dd")}</span></li>' for at, (head, _) in enumerate(story.related))}</ul>
</div>
<div class="blk-rank"><h2>{w["most"]}</h2><ol>{"".join(f"<li>{link(text)}</li>" for text in w["others"])}</ol></div></div>
<div class="footer"><p>{" | ".join(link(w[key]) for key in ("contact", "terms", "privacy"))}</p>
<p>Copyright © 1999-{_near(story, 0).year} {esc(story.outlet)} {w["rights"]}</p></div>
"""
    made = f"{story.published:%Y-%m-%d %H:%M:%S}" if story.published else None
    head = _meta({"weibo: article:create_at": made, "keywords": ",".join(w["tags"])}, "name") + _graph(story)
    return _page(story, head, body, f"{story.title}_{story.outlet}")


def japanese(story: Story) -> str:
    """A national daily of Japan and its Chinese edition, about 2023."""
    if story.language not in ("ja", "zh"):
        return ""
    w = story.words
    when = (
        f'<time datetime="{iso(story.published)}">{_long(story, story.published, "y年M月d日")} '
        f'{clock(story.published, "%-H時%M分" if story.language == "ja" else "%-H:%M")}</time>' if story.published else ""
    )
    photo = (
        f'<figure class="fNqMI"><img src="/hw/articles/images/hw414_AS20120311002233.jpg" alt="{w["photo"]}">'
        f'<figcaption>{esc(story.caption)}、{esc(story.credit)}</figcaption></figure>' if story.caption else ""
    )
    by = "".join(f'<span class="hw8fJ"><a class="_0OERr" href="/reporter-bio/{at}">{esc(name)}</a></span> ' for at, name in enumerate(story.authors))
    bios = "".join(
        f'<dl class="DXkIV"><dt>{esc(name)}</dt><dd>{esc(w["bio"].format(name).removeprefix(name).lstrip("，　"))}</dd><dd>{link(w["follow"])}</dd></dl>'
        for name in story.authors
    )
    voices = "".join(
        f'<li><p class="n">{esc(name)}</p><p class="d">{_long(story, _near(story, 3), "y年M月d日")}</p><p class="t">{esc(text)}</p>'
        f'</li>' for name, text in story.comments
    )
    body = f"""<header id="GlobalHeader"><a href="/">{esc(story.outlet)}</a><ul><li>{link(w["login"])}</li><li>{link(w["subscribe"])}</li></ul>
</header>{_nav(story, 'id="GlobalNav"')}
<main class="MainBody"><div class="Zjx2r" data-part="y">
<div class="breadcrumb">{link(story.outlet)} &gt; {link(story.section)} &gt; {"記事" if story.language == "ja" else "正文"}</div>
<h1>{esc(story.title)}</h1>{tag("p", story.deck, 'class="deck"')}<div class="sIFM3">{by}{when}</div>
<ul class="share"><li>{w["share"]}</li><li>X</li><li>LINE</li><li>{w["save"]}</li><li>{w["print"]}</li></ul>
{photo}<div class="nfyQp">
{_mix(_body(story, sub="<h2>{}</h2>"),
    {3: f'<div class="ad"><span>[{w["ad"]}]</span></div>',
    7: f'<div class="rel"><p>{w["related"]}</p>{items([head for head, _ in story.related[:1]])}</div>'})}</div>
<div class="wall"><p>{esc(w["wall"])}</p></div><div class="author-box"><h2>{w["about"]}</h2>{bios}</div></div>
<section><h2>{w["comments"]}</h2><ul>{voices}</ul></section>
<section><h2>{w["related"]}</h2>
<ul>{"".join(f'<li>{link(head)} <span>[{_long(story, _near(story, -7 - at), "y/M/d")}]</span></li>' for at, (head, _) in enumerate(story.related))}</ul>
</section>
<section><h2>{w["most"]}</h2><ol>{"".join(f"<li>{link(text)}</li>" for text in w["others"])}</ol></section>
<section><h2>{w["newsletter"]}</h2><p>{esc(w["newsletter_text"])}</p></section></main>
<footer>{items([w["terms"], w["privacy"], w["contact"]])}
<p>Copyright © {esc(story.outlet)}. {w["rights"]}
</p></footer>
"""
    facts = {key: value for key, value in _facts(story).items() if key != "author"}
    return _page(story, _graph(story) + _ld(facts), body, f"{story.title}：{story.outlet}")


def blog(story: Story) -> str:
    """A paper made with WordPress, about 2013."""
    w = story.words
    href = f"http://{story.domain}/?p=2231"
    date_link = (
        f'<a href="{href}" rel="bookmark"><time class="entry-date" datetime="{iso(story.published)}">{_long(story, story.published)}</time>'
        f'</a>' if story.published else ""
    )
    people = _names(story, '<span class="author vcard"><a class="url fn n" href="/author/x/" rel="author">{}</a></span>')
    by = f'<span class="by-author"> {w["by"]} {people}</span>' if story.authors else ""
    lead = (
        f'<div class="entry-meta"><span class="sep">{w["posted"]} </span>{date_link}{by}'
        f'</div>' if story.published else f'<div class="entry-meta">{by or esc(story.role)}</div>'
    )
    photo = (
        f'<div id="attachment_2230" class="wp-caption aligncenter">'
        f'<img src="http://{story.domain}/wp-content/uploads/2012/08/img-20120811-00{len(story.id)}.jpg" alt="">'
        f'<p class="wp-caption-text">{esc(story.caption)} {w["photo"]}: {esc(story.credit)}</p></div>'
        if story.caption
        else ""
    )
    voices = "".join(
        f'<li class="comment"><article id="comment-{at}"><footer class="comment-meta"><div class="comment-author vcard"><cite class="fn">{esc(name)}'
        f'</cite> <span class="says">{w["says"]}</span></div>'
        f'<a href="#comment-{at}"><time>{_long(story, _near(story, 1 + at))} {w["at"]} 8:0{at}</time></a></footer><div class="comment-content"><p>{esc(text)}'
        f'</p></div>'
        f'<div class="reply">{link(w["reply"])} ↓</div></article></li>\n'
        for at, (name, text) in enumerate(story.comments)
    )
    linked = "".join(
        f'<div class="jp-relatedposts-post"><h4>{link(head)}</h4><p>{esc(text)}</p>'
        f'<p class="jp-relatedposts-post-date">{_long(story, _near(story, -40 * (at + 1)))}</p></div>'
        for at, (head, text) in enumerate(story.related)
    )
    months = [_long(story, _near(story, -31 * at), "LLLL yyyy") for at in range(1, 5)]
    head_comments = f'<h2 class="comments-title">{len(story.comments)} · “<span>{esc(story.title)}</span>”</h2>' if voices else ""
    body = f"""<div id="page" class="hfeed site"><header id="masthead"><hgroup><h1 class="site-title"><a href="/" rel="home">{esc(story.outlet)}</a></h1>
<h2 class="site-description">{w["daily"]}</h2></hgroup>
{_nav(story, 'id="site-navigation"')}</header><div id="main" class="wrapper"><div id="primary"><div id="content">
<article id="post-2231" class="post type-post status-publish hentry" data-part="post"><header class="entry-header"><h1 class="entry-title">{esc(story.title)}
</h1>{lead}</header>
<div class="entry-content">{f"<p><em>{esc(story.deck)}</em></p>" if story.deck else ""}{photo}
{_mix(_body(story, sub="<h3>{}</h3>"), {})}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{w["share"]}:</h3><ul><li>
<a href="?share=twitter">Twitter <span class="sharing-screen-reader-text">{w["open"]}</span></a></li>
<li><a href="?share=facebook">Facebook 12 <span>{w["open"]}</span></a></li><li><a href="#print">{w["print"]} <span>{w["open"]}</span></a></li></ul></div>
<div id="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>{w["related"]}</em></h3>{linked}</div></div>
<footer class="entry-meta"><span class="cat-links">{link(story.section)}</span> <span class="tag-links">{", ".join(link(name) for name in w["tags"])}</span>
</footer></article>
<nav id="nav-single"><span class="nav-previous"><a href="/p" rel="prev">← {esc(w["others"][0])}</a></span> <span class="nav-next">
<a href="/n" rel="next">{esc(w["others"][1])} →</a></span></nav>
<div id="comments" class="comments-area">{head_comments}<ol class="commentlist">{voices}</ol>
<div id="respond"><h3 id="reply-title">{w["leave"]}</h3><form><label>Name *</label><label>Email *</label><label>Website</label></form></div></div></div></div>
<div id="secondary" class="widget-area"><aside class="widget widget_search">{w["search"]}</aside><aside class="widget"><h3>{w["more"]}</h3>{items(w["others"])}
</aside>
<aside class="widget widget_archive"><ul>{"".join(f"<li>{link(month)} ({31 - at})</li>" for at, month in enumerate(months))}</ul></aside></div></div>
<footer id="colophon"><div class="site-info">{link("WordPress")} · Twenty Twelve</div></footer></div>
"""
    extra = '<meta name="generator" content="WordPress 3.5.1">\n<link rel="pingback" href="/xmlrpc.php">\n'
    return _page(story, extra, body, f"{story.title} | {story.outlet}")


def magazine(story: Story) -> str:
    """A magazine on a JavaScript framework, about 2024."""
    w = story.words
    upper = _long(story, story.published)
    hour = clock(story.published, "%-I:%M %p" if story.language == "en" else "%H:%M")
    when = (
        f'<time class="ArticleTimestamp_root__KjSeU" datetime="{iso(story.published)}">{upper}{(hour and ", " + hour + " " + w["zone"]).rstrip()}'
        f'</time>' if story.published else ""
    )
    later = f'<span class="ArticleUpdated_root__b2Fe">{w["updated"]} {_long(story, story.updated)}</span>' if story.updated else ""
    by = (
        f'<address class="ArticleByline_root__CWlvv">'
        f'<span>{w["by"]} </span>{_names(story, """<a class="ArticleByline_link__kNP37" href="/author/x/">{}</a>""")}'
        f'</address>' if story.authors else tag("div", story.role, 'class="ArticleByline_org__Lk2"')
    )
    photo = (
        f'<figure class="ArticleLeadFigure_root__P_6yW"><picture><img src="https://cdn.{story.domain}/thumbor/media/img/mt/2018/07/original.jpg" alt="">'
        f'</picture>'
        f'<figcaption class="ArticleLeadFigure_caption__qhLOK">{esc(story.caption)} <span class="cr">{esc(story.credit)}</span></figcaption></figure>'
        if story.caption
        else ""
    )
    aside = (
        f'<div class="ArticleRelatedContentModule_root__x"><h2 class="ArticleRelatedContentModule_heading__y">{w["related"]}</h2><ul>'
        + "".join(f'<li><a href="/r/{at}">{esc(head)}</a></li>' for at, (head, _) in enumerate(story.related[:2]))
        + "</ul></div>"
    )
    letter = (
        f'<div class="NewsletterModule_root__1"><div>{esc(w["newsletter"])}</div><p>{esc(w["newsletter_text"])}</p><input type="email">'
        f'<button>{w["subscribe"]}</button></div>'
    )
    bios = "".join(f'<div class="ArticleBio_root__ua8"><div class="ArticleBio_content">{esc(w["bio"].format(name))}</div><button>{w["follow"]}</button>'
    f'</div>' for name in story.authors)
    body = f"""<div id="__next"><header class="Nav_root__3"><button>{w["menu"]}</button><a href="/" class="Nav_logo__9">{esc(story.outlet)}
</a> {link(w["login"])} <a href="/subscribe">{w["subscribe"]}</a></header>
<main id="main-content"><article class="ArticleLayout_article__R7" data-part="next"><header class="ArticleHeader_root__y">
<div class="ArticleRubric_root__u">{link(story.section)}</div><h1 class="ArticleTitle_root__VrZaG">{esc(story.title)}</h1>
{tag("p", story.deck, 'class="ArticleDek_root__P3leE"')}{by}{photo}<div class="ArticleMeta_root__7">{when} {later}</div>
<div class="ArticleTools_root__9"><button>{w["share"]}</button><button>{w["save"]}</button></div></header>
<div class="AudioPlayer_root__4"><p>{w["listen"]}</p><span>0:00</span><span>9:41</span></div>
<section class="ArticleBody_root__2gF81">
{_mix(_body(story, '<p class="ArticleParagraph_root__4mszW">', '<h2 class="ArticleHeading_root__k">{}</h2>',
    '<aside class="ArticlePullquote_root__k">{}</aside>'), {
    2: f'<div class="Ad_root__1" aria-label="{w["ad"]}"></div>', 3: aside, 6: letter})}</section>
<div class="ArticleFooter_root__">{f'<h3 class="ArticleBio_heading__4">{w["about"]}</h3>{bios}' if bios else ""}
<div class="ArticleTags_root__3">{w["topics"]} {" ".join(link(name) for name in w["tags"])}</div></div></article>
<section class="MostPopular_root__8"><h2>{w["most"]}</h2><ol>{"".join(f"<li>{link(text)}</li>" for text in w["others"])}</ol></section>
<div class="Paywall_root__6"><p>{esc(w["wall"])}</p><a href="/subscribe">{w["subscribe"]}</a></div></main>
<footer class="Footer_root__1">{items([w["contact"], w["privacy"], w["terms"]])}<p>{esc(story.outlet)} © {_near(story, 600).year}. {w["rights"]}.</p></footer>
</div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": {"article": {"id": story.id, "title": story.title}}},
    "buildId": "20251104.3"},
    ensure_ascii=False)}</script>
"""
    site = {"@type": "Organization", "@id": f"https://www.{story.domain}/#publisher", "name": story.outlet}
    image = {"@type": "ImageObject", "@id": "#image", "url": f"https://cdn.{story.domain}/a.jpg", "dateCreated": iso(_near(story, -120))}
    facts = {key: value for key, value in _facts(story).items() if key not in ("@context", "publisher")}
    facts |= {"publisher": {"@id": site["@id"]}, "image": {"@id": "#image"}}
    graph = {"@context": "https://schema.org", "@graph": [site, image, facts]}
    return _page(story, _graph(story) + _ld(graph), body, f"{story.title} - {story.outlet}")


def tables(story: Story) -> str:
    """A small local paper on tables, about 2012."""
    if story.language in ("zh", "ja"):
        return ""
    w = story.words
    us = story.words["locale"] == "en_US"
    day = _long(story, story.published, "EEEE, MMMM d, yyyy") if us else _long(story, story.published)
    hour = clock(story.published, "%-I:%M %p" if us else "%H:%M")
    when = f'<font size="1" color="#666666">{w["published"]}: {day}{f" {hour}" if hour else ""}</font><br>\n' if story.published else ""
    names = _names(story).upper() if story.language == "en" and story.authors else _names(story)
    by = (
        f'<font size="2"><b>{w["by"] and w["by"] + " "}{names}</b><br>{esc(story.role or story.outlet)}</font>'
        f'<br>\n' if story.authors else f'<font size="2"><b>{esc(story.role)}</b></font><br>\n' if story.role else ""
    )
    photo = (
        f'<table width="240" align="right" cellpadding="4"><tr><td><img src="/images/2011/0412/photo1.jpg" width="230"></td></tr><tr><td>'
        f'<font size="1">{esc(story.credit)}</font></td></tr>'
        f'<tr><td><font size="1"><b>{esc(story.caption)}</b></font></td></tr></table>\n'
        if story.caption
        else ""
    )
    voices = "".join(
        f'<tr><td bgcolor="#eeeeee"><b>{esc(name)}</b> <font size="1">{_long(story, _near(story, 1 + at), "short")}</font><br>{esc(text)}</td></tr>\n'
        for at, (name, text) in enumerate(story.comments)
    )
    linked = "".join(f"<li>{link(head)}</li>" for head, _ in story.related)
    body = f"""<table width="960" align="center" cellspacing="0" cellpadding="0"><tr><td colspan="3" class="masthead"><a href="/index.asp">
<img src="/logo.gif" alt="{esc(story.outlet)}"></a>
<font size="5"><b>{esc(story.outlet)}</b></font></td></tr>
<tr><td colspan="3" bgcolor="#003366"><font color="#ffffff" size="1">{_long(story, _near(story, 6), "full")} | {w["daily"]} | 54° | {link(w["subscribe"])}
</font></td></tr>
<tr valign="top"><td width="140" class="leftnav">{"<br>".join(link(name) for name in w["nav"])}<br><br><b>{w["newsletter"]}</b><br>{esc(w["newsletter_text"])}
</td>
<td width="560" class="storytext" data-part="td"><font size="1">{link(w["home"])} &gt; {link(story.section)}</font><br>
<h2 class="hed">{esc(story.title)}</h2>
{f"<h4><i>{esc(story.deck)}</i></h4>" if story.deck else ""}{by}{when}
<font size="1">{link(w["print"])} | {link("E-mail")} | {w["comments"]} ({len(story.comments)}) | A A A</font><hr>
{photo}{_mix(_body(story, sub="<p><b>{}</b></p>", quote='<table width="180" align="left"><tr><td><font size="4"><i>{}</i></font></td></tr></table>'), {
    4: f'<center><font size="1">{w["ad"]}</font><br><img src="/ads/300x250.gif"></center>'})}
<hr><b>{w["related"]}</b><ul>{linked}</ul></td>
<td width="240"><table bgcolor="#f4f4f4"><tr><td><b>{w["most"]}</b></td>
</tr>{"".join(f"<tr><td><font size=2>{at}. {link(text)}</font></td></tr>" for at, text in enumerate(w["others"], 1))}</table></td></tr>
{f'<tr><td></td><td><table width="100%"><tr><td><b>{w["comments"]}</b></td></tr>{voices}</table></td><td></td></tr>' if voices else ""}
<tr><td colspan="3" align="center"><font size="1">{" | ".join(link(w[key]) for key in ("contact", "privacy", "terms"))}
<br>Copyright © 1998-{_near(story, 6).year} {esc(story.outlet)}. {w["rights"]}.</font></td></tr></table>
"""
    return _page(story, _meta({"description": story.deck}, "name"), body, f"{story.outlet} : {story.title}")


LAYOUTS: dict[str, Layout] = {
    "metro": metro,
    "tabloid": tabloid,
    "indian": indian,
    "broadcaster": broadcaster,
    "regional": regional,
    "national": national,
    "portal": portal,
    "agency": agency,
    "gulf": gulf,
    "chinese": chinese,
    "japanese": japanese,
    "blog": blog,
    "magazine": magazine,
    "tables": tables,
}
