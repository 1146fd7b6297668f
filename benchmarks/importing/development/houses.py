"""Layouts after the habits of known houses: the words of their interfaces and the order of their parts, around invented stories.

A layout gives an empty page for stories in languages that its house does not print.
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from benchmarks.importing.corpus import Story, clock, esc, items, paragraphs, tag


def _page(story: Story, title: str, head: list[str], article: list[str], foot: list[str]) -> str:
    def divs(texts: list[str]) -> str:
        return "\n".join(text if text.startswith("<") else f"<div>{esc(text)}</div>" for text in texts if text)

    return (
        f'<html lang="{story.language}"><head><title>{esc(title)}</title></head><body>{divs(head)}'
        f'<article data-part="1">{divs(article)}</article>{divs(foot)}</body></html>'
    )


def _spans(*texts: str | None) -> str:
    return "<div>" + "".join(f"<span>{esc(text)}</span> " for text in texts if text) + "</div>"


def _day(story: Story, form: str, when: date | None = None) -> str:
    return format_date(when or story.published, form, locale=story.language)


def _teasers(story: Story, *after: str) -> str:
    return "".join(
        f"<div><h3><a href='/x'>{esc(title)}</a></h3>{tag('p', text)}{''.join(tag('span', one) for one in after)}</div>" for title, text in story.related
    )


def broadcaster(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    head = [
        "BBC Homepage",
        "Skip to content",
        "Accessibility Help",
        "Your account",
        items(["Home", "News", "Sport", "Earth", "Reel", "Worklife", "Travel"]),
        "More menu",
        "Search BBC",
        "Close menu",
        "BBC News",
        "Menu",
    ]
    head.append(items(["Home", "War in Ukraine", "Coronavirus", "Climate", "Video", "World", "UK", "Business", "Tech", "Science"]))
    art = [f"<h1>{esc(s.title)}</h1>", _spans("Published", _day(s, "d MMMM y")), _spans("Share", "close", "Share page", "Copy link", "About sharing")]
    art += [f"<figure>{_spans('Image source,', 'Getty Images')}{_spans('Image caption,', s.caption)}</figure>" if s.caption else ""]
    art += [_spans("By", s.authors[0]), "BBC News, Merrow", *paragraphs(s)]
    art += ["<h2>Related Topics</h2>", items([s.section, s.place or "Europe"]), "<h2>More on this story</h2>", _teasers(s, "Published", "9 February")]
    art += ["<h2>Related internet links</h2>", items(["Transport department"]), "The BBC is not responsible for the content of external sites."]
    foot = [
        "<h2>Top stories</h2>",
        _teasers(s, "Published", "2 hours ago"),
        "<h2>Features</h2>",
        items(["The village that would not move", "Why are we all so tired?"]),
        "<h2>Elsewhere on the BBC</h2>",
    ]
    foot += [
        "<h2>Most read</h2>",
        items(["1", "Storm brings snow to the hills", "2", "Singer found safe after three days"]),
        items(["Terms of Use", "About the BBC", "Privacy Policy", "Cookies", "Contact the BBC"]),
    ]
    return _page(
        s,
        f"{s.title} - BBC News",
        head,
        art,
        [*foot, "© 2023 BBC. The BBC is not responsible for the content of external sites. Read about our approach to external linking."],
    )


def metropolitan(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    head = [
        "Skip to content",
        "Skip to site index",
        s.section,
        "SUBSCRIBE NOW",
        "Log in",
        _day(s, "EEEE, MMMM d, y", date(2024, 3, 5)),
        "Today’s Paper",
        f"{s.section}|{s.title}",
    ]
    names = "<div>By " + " and ".join(f"<a href='/by'>{esc(name)}</a>" for name in s.authors) + "</div>"
    art = [
        "Advertisement",
        "Skip Advertisement",
        "Supported by",
        "Skip Advertisement",
        f"<h1>{esc(s.title)}</h1>",
        tag("p", s.deck),
        _spans("Share full article", "44"),
    ]
    art += [
        f"<figure>{_spans(s.caption)}{_spans('Credit...', 'Lena Hart for The New York Times')}</figure>" if s.caption else "",
        names,
        _day(s, "MMM d, y").replace("Aug ", "Aug. "),
    ]
    body = paragraphs(s)
    body[3:3] = ["<div>Advertisement</div>", "<div>Skip Advertisement</div>"]
    art += [*body, f"<p><em>{esc(s.authors[0])} reported from {esc(s.place or 'London')}. Al Brook contributed reporting.</em></p>"]
    foot = [f"<p>{esc(s.authors[0])} is a reporter who covers the coast. <a>More about {esc(s.authors[0])}</a></p>"]
    foot += [
        f"<p>A version of this article appears in print on <span>{_day(s, 'MMM. d, y')}</span>, Section A, Page 4. <a>Order Reprints</a> | <a>Subscribe</a></p>"
    ]
    foot += [
        "See more on: Storms",
        _spans("Share full article", "44"),
        "<h2>Related Content</h2>",
        _teasers(s),
        "<h2>Editors’ Picks</h2>",
        items(["My Roommate Eats My Bread. What Can I Do?", "The Best Chair Is No Chair"]),
        "<h2>Trending in The Times</h2>",
    ]
    return _page(
        s,
        f"{s.title} - The New York Times",
        head,
        art,
        [
            *foot,
            "Advertisement",
            "Site Index",
            "© 2024 The New York Times Company",
            items(["NYTCo", "Contact Us", "Accessibility", "Work with us", "Your Ad Choices"]),
        ],
    )


def northern(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    head = [
        "Skip to main content",
        "Skip to navigation",
        "Print subscriptions",
        "Sign in",
        "Search jobs",
        "Search",
        "International edition",
        items(["News", "Opinion", "Sport", "Culture", "Lifestyle"]),
        "Show more",
    ]
    art = [
        "This article is more than 5 years old",
        f"<h1>{esc(s.title)}</h1>",
        "This article is more than 5 years old",
        tag("p", s.deck),
        f"<div><a href='/p'>{esc(s.authors[0])}</a> in {esc((s.place or 'London').title())}</div>",
    ]
    art += [
        _day(s, "EEE d MMM y") + (" " + clock(s.published, "%H.%M") + " GMT"),
        "Last modified on " + _day(s, "EEE d MMM y", s.updated) + " 11.20 GMT" if s.updated else "",
        _spans("Share"),
        "182",
    ]
    art += [f"<figure><figcaption>{esc(s.caption)} Photograph: Lena Hart/The Guardian</figcaption></figure>" if s.caption else "", *paragraphs(s)]
    art += ["Explore more on these topics", items([s.section, "Transport", "news"]), _spans("Share"), "Reuse this content"]
    comments = "".join(f"<li>{_spans(name, '9 Feb 2018 10:15')}<p>{esc(text)}</p>{_spans('12', 'Reply', 'Share', 'Report')}</li>" for name, text in s.comments)
    foot = [
        f"<section><h2>Comments (2)</h2><p>This discussion is now closed for comments</p><ul>{comments}</ul></section>",
        "<h2>Most viewed</h2>",
        _teasers(s),
    ]
    return _page(
        s,
        f"{s.title} | {s.section} | The Guardian",
        head,
        art,
        [
            *foot,
            "<h2>More on this story</h2>",
            _teasers(s, "9 Feb 2018"),
            "Original reporting and incisive analysis, direct from the Guardian every morning",
            "Sign up for our email",
            "Back to top",
            "© 2024 Guardian News & Media Limited or its affiliated companies. All rights reserved. (dcr)",
        ],
    )


def wire(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    head = [
        items(["Discover Thomson Reuters", "Directory of sites", "Login", "Contact", "Support"]),
        items(["World", "Business", "Markets", "Breakingviews", "Video", "More"]),
    ]
    art = [
        "WORLD NEWS",
        _day(s, "MMMM d, y").upper() + " / " + clock(s.published, "%-I:%M %p") + " / UPDATED 6 YEARS AGO",
        f"<h1>{esc(s.title)}</h1>",
        f"<p>{esc(', '.join(s.authors))}</p>",
        "3 Min Read",
        items(["", "", ""]),
    ]
    body = paragraphs(s)
    body[0] = body[0].replace("<p>", f"<p>{esc((s.place or 'London').upper())} (Reuters) - ")
    art += [
        *body,
        f"<p>Reporting by {esc(s.authors[0])}; Editing by Cal Dunn</p>",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "Slideshow (2 images)",
    ]
    foot = [
        "<h2>More From Reuters</h2>",
        _teasers(s),
        items(["Apps", "Newsletters", "Advertise with Us", "Advertising Guidelines", "Cookies", "Terms of Use", "Privacy"]),
    ]
    return _page(
        s,
        f"{s.title} | Reuters",
        head,
        art,
        [*foot, "All quotes delayed a minimum of 15 minutes. See here for a complete list of exchanges and delays.", "© 2023 Reuters. All Rights Reserved."],
    )


def cooperative(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    art = [
        "U.S. NEWS",
        f"<h1>{esc(s.title)}</h1>",
        f"<figure><p>{esc(s.caption)} (AP Photo/Lena Hart)</p><p>Read More</p></figure>" if s.caption else "",
        "By " + " and ".join(name.upper() for name in s.authors),
    ]
    art += [
        f"Published {clock(s.published, '%-I:%M %p')} EDT, {_day(s, 'MMMM d, y')}",
        _spans("Share", "Copy", "Link copied", "Email", "Facebook", "X", "Reddit", "Print"),
    ]
    body = paragraphs(s)
    body[0] = body[0].replace("<p>", f"<p>{esc((s.place or 'London').upper())} (AP) — ")
    art += [*body, "<p>___</p>", "<p>Associated Press writer Cal Dunn in London contributed to this report.</p>"]
    foot = [
        f"<p>{esc(s.authors[0])} covers transport.</p>",
        "<h3>Most read</h3>",
        items(["1", "Storm brings snow to the hills", "2", "Singer found safe after three days"]),
        "<h3>Related Stories</h3>",
        _teasers(s),
    ]
    return _page(
        s,
        f"{s.title} | AP News",
        [
            "AP Logo",
            "Menu",
            items(["WORLD", "U.S.", "POLITICS", "SPORTS", "ENTERTAINMENT", "BUSINESS", "SCIENCE", "FACT CHECK", "ODDITIES"]),
            "DONATE",
            "Search Query Submit Search",
        ],
        art,
        [
            *foot,
            "The Associated Press is a cooperative of newspapers whose words are invented here, and are read by everybody, everywhere.",
            "Copyright 2024 The Associated Press. All Rights Reserved.",
        ],
    )


def cable(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    art = [
        f"<h1>{esc(s.title)}</h1>",
        f"By {s.authors[0]}, CNN",
        f"Updated {clock(s.published, '%-I:%M %p')} ET, {_day(s, 'EEE MMMM d, y')}",
        "Chat with us in Facebook Messenger. Find out what's happening in the world as it unfolds.",
    ]
    art += [
        "Photos: Storms on the coast",
        "<h3>Story highlights</h3>",
        items(["Ferry pier will close at the end of the month", "Commuters face a longer journey"]),
    ]
    body = paragraphs(s)
    body[0] = body[0].replace("<p>", "<p>(CNN)")
    body.insert(3, "<div>Read More</div>")
    art += [*body, "<p>CNN's Cal Dunn contributed to this report.</p>"]
    foot = [
        "<h3>Paid Content</h3>",
        "<h3>More from CNN</h3>",
        _teasers(s),
        "<h3>Trending</h3>",
        "© 2024 Cable News Network. A Warner Bros. Discovery Company. All Rights Reserved.",
    ]
    return _page(
        s,
        f"{s.title} | CNN",
        [
            "Markets",
            "Dow",
            "32,654.59",
            "0.15%",
            "Fear & Greed Index",
            "Latest Market News",
            "Ad Feedback",
            "World",
            items(["Africa", "Americas", "Asia", "Australia", "China", "Europe"]),
        ],
        art,
        foot,
    )


def capital(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    bio = f"<div>By {esc(s.authors[0])}<p>{esc(s.authors[0])} covers the coast for The Washington Post. She joined in 2014. Twitter</p></div>"
    art = [
        f"<h1>{esc(s.title)}</h1>",
        "By",
        f"<a>{esc(s.authors[0])}</a>",
        f"{_day(s, 'MMMM d, y')} at {clock(s.published, '%-I:%M %p').lower().replace('pm', 'p.m.').replace('am', 'a.m.')} EST",
        _spans("Listen", "5 min"),
        _spans("Comment", "Comment on this story"),
        _spans("Add to your saved stories", "Save"),
        tag("p", s.caption and f"{s.caption} (Lena Hart/The Washington Post)"),
        *paragraphs(s),
    ]
    foot = [
        "<p><strong>Read more:</strong></p>",
        items([t for t, _ in s.related]),
        bio,
        _spans("View 12 comments", "Share"),
        "Most Read Local",
        _teasers(s),
        "washingtonpost.com © 1996-2024 The Washington Post",
    ]
    return _page(
        s,
        f"{s.title} - The Washington Post",
        ["Accessibility statement", "Skip to main content", "Democracy Dies in Darkness", "Subscribe", "Sign in"],
        art,
        foot,
    )


def quotidien(s: Story) -> str:
    if s.language != "fr":
        return ""
    art = [
        _spans("Économie", "Agriculture"),
        f"<h1>{esc(s.title)}</h1>",
        tag("p", s.deck),
        f"Par {s.authors[0]} (Villard, correspondance)",
        f"Publié le {_day(s, 'd MMMM y')} à 11h05, mis à jour le {_day(s, 'd MMMM y')} à 19h20",
        "Temps de Lecture 3 min.",
        _spans("Ajouter à vos sélections", "Partager", "Partager sur Facebook", "Envoyer par e-mail"),
    ]
    art += [
        f"<figure><figcaption>{esc(s.caption)} ÉMILE JACQUARD / AFP</figcaption></figure>",
        *paragraphs(s)[:3],
        "<div>Lire aussi : Article réservé à nos abonnés <a>Lait : pourquoi les prix ne remontent pas</a></div>",
        *paragraphs(s)[3:],
        f"<div>{esc(s.authors[0])} (Villard, correspondance)</div>",
        "Le Monde avec AFP",
        "Réutiliser ce contenu",
    ]
    foot = ["<h3>Les plus lus</h3>", _teasers(s), "<h3>Services</h3>", "Vous pouvez lire Le Monde sur un seul appareil à la fois"]
    return _page(
        s,
        s.title,
        [
            "Le Monde",
            "Se connecter",
            "S’abonner",
            items(["Actualités", "Économie", "Vidéos", "Débats", "Culture", "Le Goût du Monde", "Services"]),
            "Rechercher",
        ],
        art,
        foot,
    )


def magazin(s: Story) -> str:
    if s.language != "de":
        return ""
    art = [
        _spans("Nahverkehr"),
        f"<h1>{_spans('Straßenbahn in Talheim')}<span>{esc(s.title)}</span></h1>",
        tag("p", s.deck),
        f"Von {' und '.join(s.authors)}, Talheim",
        f"{_day(s, 'dd.MM.y')}, 18.21 Uhr",
        _spans("Zur Merkliste hinzufügen", "Artikel anhören", "(4 Minuten)", "Mehr anzeigen", "X.com", "Facebook", "E-Mail", "Link kopieren"),
        f"<figure>Bild vergrößern<figcaption>{esc(s.caption)}</figcaption>Foto: Miriam Sauter / dpa</figure>",
        *paragraphs(s, "h3"),
        "<p>jvo/dpa</p>",
    ]
    comments = "".join(f"<div><span>{esc(name)}</span><span>13.03.2019, 07:20 Uhr</span><p>{esc(text)}</p><a>Antworten</a></div>" for name, text in s.comments)
    foot = [
        f"<section><h2>Diskutieren Sie mit</h2><p>Feedback</p>{comments}</section>",
        "<h2>Mehr lesen über</h2>",
        "<h2>Die wichtigsten Artikel</h2>",
        _teasers(s),
        "Serviceangebote von SPIEGEL-Partnern",
        items(["Impressum", "Datenschutz", "Nutzungsbedingungen", "Hilfe & Kontakt"]),
    ]
    return _page(
        s,
        f"{s.title} - DER SPIEGEL",
        [
            "Zum Inhalt springen",
            "DER SPIEGEL",
            "Abonnement",
            "Abo",
            "Anmelden",
            items(["Schlagzeilen", "Politik", "Ausland", "Panorama", "Sport", "Wirtschaft", "Netzwelt", "Wissenschaft"]),
        ],
        art,
        foot,
    )


def matutino(s: Story) -> str:
    if s.language != "es":
        return ""
    art = [
        f"<h1>{esc(s.title)}</h1>",
        f"<h2>{esc(s.deck)}</h2>",
        f"<figure><figcaption>{esc(s.caption)}<span>Paco Rivas (EFE)</span></figcaption></figure>",
        *(f"<a>{esc(name)}</a>" for name in s.authors),
        f"Almedina - {_day(s, 'dd MMM y').replace('.', '')} - 20:30",
        "CEST",
        _spans("Compartir en Whatsapp", "Compartir en Facebook", "Compartir en Twitter", "Desplegar Redes Sociales", "Copiar enlace"),
        "12",
    ]
    art += [
        *paragraphs(s, "h3"),
        "<p>Suscríbete para seguir leyendo</p><p>Lee sin límites</p>",
        "<h3>Archivado En</h3>",
        items(["Sequía", "Agua", "Embalses"]),
        "Se adhiere a los criterios de The Trust Project",
    ]
    foot = ["<h3>Más información</h3>", _teasers(s), "<h3>Lo más visto</h3>", items([t for t, _ in s.related])]
    return _page(
        s,
        f"{s.title} | Sociedad | EL PAÍS",
        ["Seleccione: España", "suscríbete", "HHola", "Iniciar sesión", "Sociedad", items(["España", "Opinión", "Economía"])],
        art,
        foot,
    )


def official(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    body = paragraphs(s)
    body[0] = body[0].replace("<p>", f"<p>{esc((s.place or 'London').upper())}, {_day(s, 'MMM. d')} (Xinhua) -- ")
    art = [
        f"<h1>{esc(s.title)}</h1>",
        f"Source: Xinhua | {_day(s, 'y-MM-dd')} {clock(s.published, '%H:%M:%S')} | Editor: huaxia",
        tag("p", s.caption and f"{s.caption} (Xinhua/Li Gang)"),
        *body,
        "KEY WORDS: Ferry,Pier",
    ]
    foot = [
        "EXPLORE XINHUANET",
        "MORE FROM XINHUA",
        _teasers(s),
        "Back to Top",
        "Close",
        "Copyright © 2000-2018 XINHUANET.com All rights reserved.",
        "010020070750000000000000011100001370163881",
    ]
    return _page(s, f"{s.title} - Xinhua | English.news.cn", ["Home", items(["China", "World", "Business", "Culture"]), "Video", "Search"], art, foot)


def subcontinent(s: Story) -> str:
    if s.language != "en" or not s.authors:
        return ""
    body = paragraphs(s)
    body[0] = body[0].replace("<p>", f"<p>{esc((s.place or 'London').upper())}: ")
    art = [
        f"<h1>{esc(s.title)}</h1>",
        f"{s.authors[0]} / TNN / {_day(s, 'MMM d, y')}, {clock(s.published, '%H:%M')} IST",
        _spans("Share", "AA", "Text Size", "Small", "Medium", "Large"),
        "ARTICLES",
        "<div>NEW DELHI</div>" if False else "",
        *body,
    ]
    foot = [
        "Follow us on social media",
        "<h3>Visual Stories</h3>",
        "<h3>End of Article</h3>",
        "<h3>Trending Stories</h3>",
        _teasers(s),
        "Copyright © 2024 Bennett, Coleman & Co. Ltd. All rights reserved.",
    ]
    return _page(s, f"{s.title} - Times of India", ["Edition", "IN", "US", "Sign In", "TOI", items(["City", "India", "World", "Videos"])], art, foot)


LAYOUTS = {
    f.__name__: f for f in (broadcaster, metropolitan, northern, wire, cooperative, cable, capital, quotidien, magazin, matutino, official, subcontinent)
}
