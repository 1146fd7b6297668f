"""Page layouts of the held-out part, each like the pages of one kind of news site between 2011 and 2026."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, timedelta

from babel.dates import format_date

from benchmarks.importing.corpus import Story, clock, esc, iso, items, link, paragraphs, tag

WIRE = {  # related news, topics, the line of the desk, the state of the discussion
    "en": ("Related News", "Related Topics", "(Reporting by {}; Editing by {})", "This discussion has ended."),
    "de": ("Verwandte Nachrichten", "Themen", "(Bericht von {}, redigiert von {})", "Die Diskussion ist beendet."),
    "fr": ("Sur le même sujet", "Thèmes", "({}, édité par {})", "Les commentaires sont clos."),
    "es": ("Noticias relacionadas", "Temas relacionados", "(Reporte de {}, editado por {})", "Ya no se reciben comentarios."),
    "pt": ("Notícias relacionadas", "Tópicos", "(Reportagem de {}; edição de {})", "Esta discussão terminou."),
    "it": ("Notizie correlate", "Argomenti", "({}, in redazione {})", "I commenti sono chiusi."),
    "ru": ("Новости по теме", "Темы", "({}. Редактор {})", "Обсуждение закрыто."),
}
STATE = {  # tools, editor, the paper's line about photographs
    "en": ("Feedback Print RSS", "Editor: {}", "Photo Gallery>>"),
    "zh": ("【字號 大 中 小】 【列印】 【糾錯】", "【責任編輯：{}】", "圖集"),
    "ru": ("Отзывы Печать", "Редактор: {}", "Фото"),
    "ar": ("تعليق طباعة", "المحرر: {}", "صور"),
    "es": ("Comentario Imprimir RSS", "Editor: {}", "Fotos"),
    "fr": ("Commentaire Imprimer", "(Rédacteurs: {})", "Photos"),
    "ko": ("인쇄 메일", "편집: {}", "사진"),
}
WORLD = {  # the stamp's words and form, sharing, to go on, a quotation's begin and end, more, links, what is not answered for, popular
    "en": ("{d} Last updated at {t} {z}", "d MMMM y", "Share this page", "Continue reading the main story", "Start Quote", "End Quote", "More on This Story",
           "Related Internet links", "Other sites answer for themselves.", "Most Popular"),
    "es": ("Última actualización: {d} {t} {z}", "EEEE, d 'de' MMMM 'de' y", "Compartir la página", "Continúe leyendo la nota principal", "Comienzo de cita",
           "Final de cita", "Lea también", "Vínculos", "No respondemos por otros sitios.", "Lo más popular"),
    "pt": ("Atualizado em {d} - {t} ({z})", "d 'de' MMMM, y", "Compartilhe esta página", "Continue lendo a matéria", "Início da citação", "Fim da citação",
           "Notícias relacionadas", "Links", "Outros sites têm seus próprios responsáveis.", "Mais populares"),
    "ru": ("Последнее обновление: {d}, {t} {z}", "EEEE, d MMMM y 'г.'", "Поделиться страницей", "К основному тексту", "Начало цитаты", "Конец цитаты",
           "Подробнее на эту тему", "Ссылки", "За чужие сайты мы не отвечаем.", "Самое популярное"),
    "tr": ("Son güncelleme: {d} {t} {z}", "d MMMM y", "Sayfayı paylaş", "Ana haberi okumaya devam et", "Alıntının başı", "Alıntının sonu",
           "Bu konuda daha fazla", "Bağlantılar", "Başka sitelerden sorumlu değiliz.", "Gözde haberler"),
    "ar": ("آخر تحديث: {d}، {t} {z}", "EEEE، d MMMM، y", "أرسل هذه الصفحة", "تابع قراءة الموضوع", "بداية الاقتباس", "نهاية الاقتباس", "مزيد حول هذه القصة",
           "روابط", "لسنا مسؤولين عن المواقع الأخرى", "الأكثر شعبية"),
    "zh": ("更新時間 {d}, 本地時間{t}", "y年M月d日", "分享此頁", "繼續閱讀正文", "引語開始", "引語結束", "更多相關內容",
           "鏈接", "外部網站內容由各站負責", "最受歡迎"),
}  # fmt: skip
FRESH = {  # published, image's source and caption, topics, more, sharing
    "en": ("Published", "Image source, {}", "Image caption, {}", "Related Topics", "More on this story", "Copy link", "d MMMM y"),
    "pt": ("Publicado", "Crédito, {}", "Legenda da foto, {}", "Tópicos relacionados", "Mais sobre este assunto", "Copiar link", "d MMMM y"),
    "fr": ("Publié", "Crédit photo, {}", "Légende image, {}", "Sujets associés", "Plus sur ce sujet", "Copier le lien", "d MMMM y"),
    "ru": ("Опубликовано", "Автор фото, {}", "Подпись к фото, {}", "Темы", "Ещё по теме", "Скопировать ссылку", "d MMMM y"),
    "tr": ("Yayınlandı", "Kaynak, {}", "Fotoğraf altı yazısı, {}", "Konular", "Bu konuda", "Bağlantıyı kopyala", "d MMMM y"),
    "ar": ("نشر في", "صدر الصورة، {}", "التعليق على الصورة، {}", "مواضيع ذات صلة", "المزيد حول هذه القصة", "انسخ الرابط", "d MMMM y"),
    "ja": ("公開", "画像提供, {}", "画像説明, {}", "関連トピックス", "この記事の関連", "リンクをコピー", "y年M月d日"),
    "ko": ("게시됨", "사진 출처, {}", "사진 설명, {}", "관련 주제", "더 보기", "링크 복사", "y년 M월 d일"),
}
LETTER = {  # like, sharing, the field for addresses, thanks, what readers say, full text, ready for more
    "en": ("Type your email…", "Thanks for reading this far. It is free for all.", "Discussion about this post", "Expand full comment", "Ready for more?"),
    "de": ("E-Mail-Adresse …", "Danke fürs Lesen. Dieser Brief ist kostenlos.", "Was andere dazu sagen", "Ganz anzeigen", "Lust auf mehr?"),
    "fr": ("Votre e-mail…", "Merci de votre lecture. Cette lettre est gratuite.", "Discussion sur cet envoi", "Tout afficher", "Envie de continuer ?"),
    "es": ("Tu correo…", "Gracias por leer hasta acá. La carta es gratis.", "Conversación sobre esta entrega", "Ver todo", "¿Querés más?"),
    "it": ("La tua e-mail…", "Grazie di aver letto. Questa lettera è gratuita.", "Discussione", "Mostra tutto", "Ancora?"),
    "ru": ("Ваша почта…", "Спасибо, что дочитали. Письма бесплатны.", "Обсуждение письма", "Показать целиком", "Хотите ещё?"),
    "tr": ("E-posta adresiniz…", "Okuduğunuz için teşekkürler. Bu mektup ücretsizdir.", "Bu yazı üzerine", "Tümünü göster", "Devam mı?"),
    "ja": ("メールアドレス…", "お読みいただきありがとうございます。登録は無料です。", "この投稿へのコメント", "全文を表示", "もっと読む"),
    "ko": ("이메일 입력…", "읽어 주셔서 고맙습니다. 구독은 무료입니다.", "이 글에 대한 댓글", "전체 보기", "더 읽기"),
}
DATELINED = re.compile(r"^[^a-z]{4,}.{0,30}(\(|—)")


# ------------------------------------------------------------------------------------------------- dates and names


def _day(story: Story, form: str, when: date | None = None) -> str:
    """The story's day, or another, in its country's words."""
    when = when or story.published
    return format_date(when, form, locale=story.words["locale"]) if when else ""


def _on(when: date | None, form: str) -> str:
    """A day and time in English, or nothing."""
    return when.strftime(form) if when else ""


def _hour(when: date | None) -> str:
    """The time as 6:21pm."""
    return clock(when, "%-I:%M%p").lower()


def _base(story: Story) -> date:
    """The day from which other days on the page are counted."""
    when = story.published or date(2016, 9, 21)
    return date(when.year, when.month, when.day)


def _others(story: Story) -> list[tuple[str, str, date]]:
    """Other stories of the outlet with their days."""
    return [(title, text, _base(story) - timedelta(days=2 + 37 * n)) for n, (title, text) in enumerate(story.related)]


def _cards(story: Story, form: str, day: str = "d MMMM y") -> str:
    """Other stories in a form with {title}, {text} and {day}."""
    return "".join(form.format(title=link(title), text=esc(text), day=_day(story, day, when)) for title, text, when in _others(story))


def _row(names: list[str], last: str) -> str:
    """Names as a sentence lists them."""
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _who(story: Story) -> str:
    """The names, or what stands for them: a calling, or an agency."""
    return _row(story.authors, story.words["and"]) or story.role or story.words["agency"]


def _mail(story: Story, name: str) -> str:
    """An address at the outlet, where the name can be one."""
    plain = re.sub(r"[^a-z.]", "", unicodedata.normalize("NFKD", name.lower().replace(" ", ".")))
    return f"{plain if len(plain) > len(name) // 2 else 'desk'}@{story.domain}"


def _handle(name: str) -> str:
    """A name on the network of short messages."""
    return f"@{re.sub('[^a-z]', '', name.lower())} on Twitter"


def _loud(story: Story, text: str) -> str:
    """Capitals, but for the language whose capitals are other letters."""
    return text if story.language == "tr" else text.upper()


def _placed(story: Story) -> bool:
    """Whether the story's first words are its place."""
    return bool(DATELINED.match(story.paragraphs[0]))


# --------------------------------------------------------------------------------------------- what stands around


def _open(story: Story, title: str, head: str, before: str = "") -> str:
    """The page up to its content."""
    turn = ' dir="rtl"' if story.language == "ar" else ""
    return f'<!DOCTYPE html>\n<html lang="{story.language}"{turn}><head><meta charset="utf-8"><title>{esc(title)}</title>{head}</head>\n<body>{before}\n'


def _meta(*pairs: tuple[str, str | None]) -> str:
    """Meta elements; those with a colon in their name are properties."""
    return "".join(f'<meta {"property" if ":" in k else "name"}="{k}" content="{esc(v)}">\n' for k, v in pairs if v)


def _data(story: Story, kind: str = "NewsArticle", **more: object) -> str:
    """What JSON-LD says of the story."""
    facts: dict[str, object] = {"@context": "https://schema.org", "@type": kind, "headline": story.title, "url": f"https://{story.domain}/{story.id}"}
    if story.published:
        facts |= {"datePublished": iso(story.published), "dateModified": iso(story.updated or story.published)}
    facts |= {"author": [{"@type": "Person", "name": name} for name in story.authors], "publisher": {"@type": "Organization", "name": story.outlet}}
    return f'<script type="application/ld+json">{json.dumps(facts | more)}</script>\n'


def _talk(story: Story, form: str, day: str = "d MMMM y") -> str:
    """Readers' comments in a form with {name}, {text} and {day}."""
    days = [_day(story, day, _base(story) + timedelta(days=n)) for n in range(len(story.comments))]
    return "".join(form.format(name=esc(name), text=esc(text), day=when) for (name, text), when in zip(story.comments, days, strict=True))


def _body(story: Story, prefix: str = "", sub: str = "h2", quote: str = "<blockquote>{}</blockquote>") -> list[str]:
    """The body's elements, with words before the first."""
    out = paragraphs(story, sub, quote)
    out[0] = out[0].replace("<p>", f"<p>{prefix}", 1)
    return out


def _between(body: list[str], boxes: dict[int, str]) -> str:
    """The body with boxes before some of its elements, or before the subhead over them."""
    heads = {at for at, text in enumerate(body) if text.startswith(("<h", "<span"))}
    places = {at - 1 if at - 1 in heads else at: box for at, box in boxes.items()}
    return "".join(places.get(at, "") + text for at, text in enumerate(body))


# ------------------------------------------------------------------------------------------------------- layouts


def cable(story: Story) -> str:
    """A cable network's site of 2013: one line of time, day and section, highlights beside the text, links to other stories in it."""
    if story.language != "en":
        return ""
    w, short = story.words, story.outlet.split()[0]
    points = "".join(f"<li>{esc(x)}</li>" for x in re.split(r"(?<=[.]) ", story.deck or "") if x)
    names = _row([f"<strong>{esc(a)}</strong>" for a in story.authors], " and ") or f"<strong>{esc(story.role)}</strong>"
    stamp = f"updated {clock(story.published, '%-I:%M %p')} {w['zone']}, {_on(story.published, '%a %B %-d, %Y')} | Filed under: {link(story.section)}"
    shot = f"<div class='cbl_img'><img src='/t1.jpg' alt=''><div class='cbl_cap'>{esc(story.caption)}</div></div>"
    box = f"<div class='cbl_expand'><div>STORY HIGHLIGHTS</div><ul class='cbl_bullets'>{points}</ul></div>"
    reads = [f"<p class='cbl_rm'><a href='/r'><strong>Read: {esc(t)}</strong></a></p>\n" for t, *_ in story.related]
    lead = "" if _placed(story) else f"<strong>({esc(short)})</strong> -- "
    before = f"<div id='cbl_hdr'>SET EDITION: U.S. | INTERNATIONAL {link('Sign up')} {link(w['login'])}{items(w['nav'])}</div>"
    more = _cards(story, "<li>{title}<div>updated {day}</div><p>{text}</p></li>", "EEE MMMM d, y")
    talk = _talk(story, "<div class='dsq'><a>{name}</a> <span>a year ago</span><p>{text}</p><a>Like</a> <a>Reply</a> <a>Share ›</a></div>")
    head = _meta(("author", f"By {_who(story)}, {story.outlet}"), ("lastmod", iso(story.updated)), ("pubdate", iso(story.published)))
    return f"""{_open(story, f"{story.title} - {story.domain}", head, before)}<div id="cbl_main"><div class="cbl_left" data-part="1"><h1>{esc(story.title)}</h1>
<div class="cbl_by">By {names}, {esc(story.outlet)}</div><div class="cbl_stamp">{stamp}</div>
<ul class="cbl_tools"><li>SHARE THIS</li><li>{w["print"]}</li><li>Email</li><li>More sharing</li></ul>{shot}{box}
{_between(_body(story, lead), dict(zip((3, 6), reads, strict=False)))}
<p class="cbl_foot">{esc(short)}'s {esc(w["others"][0])} contributed to this report.</p></div>
<div class="cbl_right"><h4>Part of complete coverage on</h4><ul>{more}</ul><h4>From our partners</h4>
{items(["Ten homes you will not believe", "Rates at a record low"])}</div>
<div id="dsq">{talk}</div></div>
<div class="cbl_ftr">© {_base(story).year} {esc(story.outlet)}, Inc. {esc(w["rights"])} {link(w["terms"])}</div></body></html>"""


def wire(story: Story) -> str:
    """An agency's site of 2011: place, day and time between bars, boxes of other news over the text, the desk in brackets under it."""
    if story.language not in WIRE:
        return ""
    w, (near, topics, desk, closed) = story.words, WIRE[story.language]
    forms = {"en": "EEE MMM d, y", "it": "EEEE d MMMM y", "fr": "EEEE d MMMM y"}
    hour = _hour(story.published) if story.language == "en" else clock(story.published, "%H:%M")
    stamp = f"{_day(story, forms.get(story.language, 'full'))} {hour} {w['zone']}" if story.published else ""
    spot = f"<span class='location'>{esc(_loud(story, story.place))}</span> | " if story.place else ""
    by = f"<p class='byline'>{esc(w['by'])} {esc(_row(story.authors, w['and']))}</p>" if story.authors else ""
    lead = f"<span class='articleLocation'>{esc(_loud(story, story.place))}</span> ({esc(w['agency'])}) - " if story.place and not _placed(story) else ""
    body = _body(story, lead, "h3")
    body = [text + f"<span id='mid_{n}'></span>" for n, text in enumerate(body)]
    end = desk.format(esc(_row(story.authors, w["and"])), esc(w["others"][0])) if story.authors else ""
    tops = f"<div class='rel'><h3>{near}</h3>{items([t for t, *_ in story.related])}<h3>{topics}</h3>{items(w['tags'])}</div>"
    head = _meta(("REVISION_DATE", _on(story.published, "%a %b %d %H:%M:%S %Y")), ("og:site_name", story.outlet), ("og:title", story.title))
    before = f"<div id='head'>{link(w['login'])} | {link(w['contact'])}{items(w['nav'])}</div>{link(w['home'])} &gt; {link(story.section)}"
    side = _cards(story, "<li>{title} <span class='ts'>{day}</span></li>", "d MMM y")
    talk = _talk(story, "<div><b>{name}</b><p>{text}</p><i>{day}</i></div>", "MMM d, y")
    return f"""{_open(story, f"{story.title} | {story.outlet}", head, before)}<div class="column1 grid8" data-part="1"><h1>{esc(story.title)}</h1>{tops}
<div class="photo"><img src="/p"><div class="cap">{esc(story.caption)}</div><div class="credit">{w["photo"]}: {esc(story.credit)}</div></div>
<div id="articleInfo">{by}<p>{spot}<span class="timestamp">{esc(stamp)}</span></p></div>
<ul class="tools"><li>Tweet</li><li>Link</li><li>Digg</li><li>{w["print"]}</li></ul>
<span id="articleText"><span class="focus">{body[0]}</span>{"".join(body[1:])}<p>{end}</p></span></div>
<div class="comments"><h2>{w["comments"]} ({len(story.comments)})</h2><p>{closed}</p>{talk}</div>
<div class="col2"><h3>{w["most"]}</h3><ol>{side}</ol></div>
<div class="foot">{link(w["terms"])} | {link(w["privacy"])} © {_base(story).year} {esc(story.outlet)}</div></body></html>"""


def broadsheet(story: Story) -> str:
    """A New World daily of 2013, page one of two: names in capitals, Published with a colon, what the printed edition had."""
    if story.language != "en":
        return ""
    w, printed = story.words, _base(story) + timedelta(days=1)
    by = f"By {_row([f'<a href=/by rel=author>{esc(a.upper())}</a>' for a in story.authors], ' and ')}" if story.authors else esc(w["agency"].upper())
    stamp = f"Published: {_on(story.published, '%B %-d, %Y')}"
    tools = "<ul class='tools'><li>Facebook</li><li>Twitter</li><li>Save</li><li>E-mail</li><li>Share</li><li>Print</li><li>Single Page</li></ul>"
    shot = f"<div class='w190'><a>Enlarge This Image</a><h4 class='credit'>{esc(story.credit)}</h4><p class='caption'>{esc(story.caption)}</p></div>"
    near = f"<div class='colm'><h3>Related</h3><ul>{_cards(story, '<li><h4>{title} ({day})</h4></li>', 'MMMM d, y')}</ul><h3>Readers’ Comments</h3>"
    near += f"<blockquote><p>Readers wrote about this.</p></blockquote>{items([f'Read All Comments ({len(story.comments) * 77}) »'])}</div>"
    also = f"<div class='corr'><p>{esc(w['others'][0])} contributed reporting.</p></div>"
    edition = f"<p>This article was also printed on {_on(printed, '%B %-d, %Y')}, on page A4 of the first edition, under the headline: {esc(story.title)}.</p>"
    head = _meta(("hdl", story.title), ("byl", f"By {_who(story)}".upper()), ("pdate", _on(story.published, "%Y%m%d")), ("dsk", story.section))
    before = f"<div id='shell'>{items(['Home Page', 'Today’s Paper', 'Video', w['most']])}<h2>{esc(story.section)}</h2>{items(w['nav'])}</div>"
    return f"""{_open(story, f"{story.title} - {story.outlet}", head, before)}<div id="article"><div class="columnGroup" data-part="1">
<div class="articleHeadline">{esc(story.title)}</div><div class="articleSpan">{shot}</div><h4 class="byline">{by}</h4><h4 class="dateline">{stamp}</h4>
{tools}<div class="articleInline">{near}</div><div class="articleBody">{"".join(_body(story, "", "h4"))}</div>{also}
<div class="pages"><ul><li>1</li><li>{link("2")}</li><li>{link("Next Page »")}</li></ul></div><div class="articleFooter">{edition}</div></div></div>
<div id="cColumn"><h4>MOST E-MAILED</h4><h4>MOST VIEWED</h4><ol>{_cards(story, "<li>{title}</li>")}</ol></div>
<ul class="c">{_talk(story, "<li><h4>{name}</h4><p>{text}</p><span>{day} at 7:04 a.m.</span></li>", "MMM. d, y")}</ul>
<div id="footer">© {_base(story).year} {esc(story.outlet)} {link(w["privacy"])} {link("Work for Us")} {link("Site Map")}</div></body></html>"""


def supported(story: Story) -> str:
    """The same kind of daily ten years on: who supports the page, where the reporters were, bodies in companion columns, lives at the end."""
    if story.language not in ("en", "es", "zh", "pt"):
        return ""
    w, gap = story.words, "" if story.language == "zh" else " "
    skip = f"<div class='ad'><p>{w['ad']}</p>{'<a>SKIP ADVERTISEMENT</a>' if story.language == 'en' else ''}</div>"
    patron = "<div class='css-s'><p>Supported by</p><a>SKIP ADVERTISEMENT</a></div>" if story.language == "en" else ""
    by = f"{w['by']}{gap}{_row([f'<a href=/by>{esc(a)}</a>' for a in story.authors], w['and'])}" if story.authors else esc(w["agency"])
    new = f" <span class='css-u'>{w['updated']} {_day(story, 'long', story.updated)}, {clock(story.updated, '%-I:%M %p')} {w['zone']}</span>"
    new = new if story.updated and story.language == "en" else ""
    stamp = f"<time datetime='{iso(story.published)}'><span class='css-1'>{w['published']} {_day(story, 'long')}</span>{new}</time>" if story.published else ""
    was = f"<p class='css-r'>{esc(_row(story.authors, w['and']))} reported from {esc(story.place)}.</p>" if story.language == "en" and story.authors else ""
    body = "".join(f"<div class='css-53u6y8'>{text}</div>" if n % 4 else text for n, text in enumerate(_body(story)))
    lives = "".join(f"<p class='css-bio'>{esc(w['bio'].format(a))} {link(w['more'] + ': ' + a)}</p>" for a in story.authors)
    more = _cards(story, "<li><h3>{title}</h3><p>{text}</p><span>{day}</span></li>", "long")
    head = _data(story, isAccessibleForFree=False) + _meta(("og:title", story.title), ("byl", f"{w['by']}{gap}{_who(story)}"))
    before = f"<div class='css-sk'>{items([story.section, w['login']])}</div>"
    return f"""{_open(story, f"{story.title} - {story.outlet}", head, before)}<main><article class="css-vxcmzt" data-part="1">{skip}
{patron}<header><h1 class="css-h1">{esc(story.title)}</h1>
{tag("p", story.deck, 'id="summary"')}<div class="audio">{w["listen"]} · 8:10 min</div><div class="acts">{w["share"]} {len(story.comments) * 160}</div>
<figure><figcaption><span>{esc(story.caption)}</span> <span class="css-c">Credit... <span>{esc(story.credit)}</span></span></figcaption></figure>
<div class="css-by"><p>{by}</p>{was}{stamp}</div></header><section name="articleBody">{body}</section><div class="bottom">{lives}</div>{skip}</article></main>
<section><h2>{w["related"]}</h2><ol>{more}</ol></section><aside>{_talk(story, "<div><h4>{name}</h4><p>{text}</p><p>{day}</p></div>", "medium")}</aside>
<footer>© {_base(story).year} {esc(story.outlet)} {items([w["contact"], w["privacy"], w["terms"]])}</footer></body></html>"""


def harbour(story: Story) -> str:
    """A Far Eastern daily in English of 2013 on Drupal: PUBLISHED and UPDATED in capitals with full days, addresses under the names."""
    if story.language != "en":
        return ""
    w, form = story.words, "%A, %-d %B, %Y"
    when = (("PUBLISHED", story.published), ("UPDATED", story.updated))
    stamps = "".join(f"<div class='stamp'>{k} : {_on(d, form)}, {_hour(d)}</div>" for k, d in when if d)
    where = f" in {story.place.title()}" if story.place else ""
    names = "".join(f"<div class='author'>{link(a + (where if not n else ''), '/by')} {link(_mail(story, a))}</div>" for n, a in enumerate(story.authors))
    names = names or f"<div class='author'>{esc(w['agency'])}{esc(where)}</div>"
    tools = "<ul class='links'><li>Share</li><li>Email to friend</li><li>Print a copy</li><li>Bookmark</li></ul>"
    near = f"<div class='box'><h3>MORE ON THIS STORY</h3>{_cards(story, '<div>{title} <span>{day}</span></div>', 'd MMM y')}</div>"
    quote = "<div class='pull'><p>{}</p></div>"
    edition = f"<p class='print'>In print this article was called: {esc(story.title.split(',')[0])}</p>"
    head = '<link rel="shortlink" href="/node/11803">' + _meta(("Generator", "Drupal 7"), ("og:title", story.title), ("og:site_name", story.outlet))
    before = f"<div class='region'>{_on(_base(story) + timedelta(days=61), '%A, %-d %B, %Y')} {items(w['nav'])}{link(w['subscribe'])} {link(w['login'])}</div>"
    topics = "".join(f"<div class='field-item'>{link(t, '/topics')}</div>" for t in w["tags"])
    return f"""{_open(story, f"{story.title} | {story.outlet}", head, before)}<div id="content"><div class="crumbs">{link("Home")} » {link(story.section)}</div>
<div class="node node-article" data-part="1"><div class="kicker">{esc(story.section.upper())}</div><h1 class="title">{esc(story.title)}</h1>
{tag("div", story.deck, 'class="subtitle"')}{stamps}{names}<div class="count">COMMENTS: <a href="#c">{len(story.comments)}</a></div>{tools}
<div class="img"><img src="/s.jpg"><span>{esc(story.caption)} {esc(story.credit)}</span></div>
<div class="field-name-body">{_between(_body(story, "", "h4", quote), {3: near})}</div>
{edition}<div class="topics"><div>Topics:</div>{topics}</div></div><div id="c"><h2>Comments</h2>
{_talk(story, "<div class='comment'><div>{name}</div><div>{day}, 9:12pm</div><p>{text}</p></div>", "d MMM y")}<p>Log in to post a comment</p></div></div>
<div class="side"><h3>MOST POPULAR</h3>{items([t for t, *_ in story.related])}</div>
<div id="foot">© {_base(story).year} {esc(w["rights"])}</div></body></html>"""


def state(story: Story) -> str:
    """A state agency's site of 2013: domain and second on one line, the writer after the dateline, the editor as the last words."""
    if story.language not in STATE:
        return ""
    w, (tools, editor, photos) = story.words, STATE[story.language]
    form = "%Y年%m月%d日 %H:%M:%S" if story.language == "zh" else "%Y-%m-%d %H:%M:%S"
    source = f"{w['source']}：{story.outlet}" if story.language == "zh" else story.domain
    by = f"by {', '.join(story.authors)} " if story.authors else ""
    lead = f"{(story.place or '').upper()}, {_on(story.published, '%B %-d')} ({w['agency']}) -- {by}" if story.language == "en" and not _placed(story) else ""
    names = {"zh": "（記者 {}）", "ru": "Автор: {}", "es": "Por {}", "fr": "Par {}", "ko": "{} 기자"}.get(story.language, "by {}")
    sign = f"<p>{esc(names.format(' '.join(story.authors)))}</p>" if story.authors and not lead else ""
    body = _body(story, esc(lead), "p", "<p><strong>{}</strong></p>")
    shot = f"<p align='center'><img src='/1n.jpg'></p><p class='pic' align='center'>{esc(story.caption)} ({esc(story.credit or w['agency'])})</p>"
    near = _cards(story, "<li>{title} <span>({day})</span></li>", "yyyy-MM-dd")
    crumbs = f"<div class='wz'>{link(w['home'])} &gt;&gt; {link(story.section)}</div>"
    before = f"<div class='topnav'>{items([*w['nav'], w['search']])}</div><div class='date'>{_day(story, 'full', date(2026, 1, 30))}</div>{crumbs}"
    return f"""{_open(story, f"{story.title} - {story.outlet}", _meta(("keywords", ",".join(w["tags"])), ("source", story.outlet)), before)}
<table width="980"><tr><td valign="top"><div id="Content" data-part="1"><div id="Title">{esc(story.title)}</div>
<div class="info"><span id="pubtime">{_on(story.published, form)}</span>&nbsp;&nbsp; <span>{esc(source)}</span> &nbsp; <span>{tools}</span></div>
{shot}{"".join(body)}{sign}<div class="editor">{editor.format(esc(w["others"][0]))}</div></div></td>
<td valign="top"><div><b>{w["most"]}</b><ul>{near}</ul></div><div><b>{photos}</b>{items([story.related[0][0]])}</div></td></tr></table>
<div class="cm"><b>{w["comments"]}</b>{_talk(story, "<p>{name} [{day} 10:21]<br>{text}</p>", "yyyy-MM-dd")}</div>
<div class="copy">Copyright © {esc(story.outlet)} {esc(w["rights"])}</div></body></html>"""


def world(story: Story) -> str:
    """A broadcaster's world service of 2012: the last update as one line, marks for readers who cannot see, quotations with their ends named."""
    if story.language not in WORLD:
        return ""
    w, (stamp, form, sharing, onward, begin, end, more, links, answer, popular) = story.words, WORLD[story.language]
    line = stamp.format(d=f"<span class='date'>{_day(story, form)}</span>", t=clock(story.published, "%H:%M"), z=w["zone"]).strip() if story.published else ""
    title = ", ".join(x for x in (story.role, story.outlet) if x)
    by = f"{w['by']}{'' if story.language == 'zh' else ' '}{_row(story.authors, w['and'])}".strip()
    handle = f"<div>{_handle(story.authors[0])}</div>" if len(story.authors) == 1 and story.language == "en" else ""
    by = f"<div class='byline'><div class='byline-name'>{esc(by)}</div><div class='byline-title'>{esc(title)}</div>{handle}</div>" if story.authors else ""
    quote = f"<div class='quote'><h2>“{begin}</h2><blockquote><p>{{}}</p></blockquote><span>{end}”</span></div>"
    hyper = f"<div class='hyper'><a href='#go'>{onward}</a><h2>{w['related']}</h2>{items([t for t, *_ in story.related])}</div>"
    body = _body(story, "", "span", quote)
    body[0] = body[0].replace("<p>", '<p class="introduction">', 1)
    shot = f"<div class='caption'><img src='/464.jpg'><span>{esc(story.caption)}</span></div>"
    near = _cards(story, "<li>{title} <span>{day}</span></li>", "d MMMM y")
    net = f"<div class='net'><h2>{more}</h2><ul>{near}</ul><h2>{links}</h2>{items([w['tags'][0]])}<p>{answer}</p></div>"
    head = _meta(("OriginalPublicationDate", _on(story.published, "%Y/%m/%d %H:%M:%S")), ("og:site_name", story.outlet), ("Section", story.section))
    before = f"<div id='acc'>{link(w['menu'])} {link(w['search'])}</div>{items([story.section, *w['nav']])}<p>{_day(story, form, date(2013, 6, 3))}</p>"
    talk = _talk(story, "<li><h4>{name}</h4><p>{day}</p><p>{text}</p><a>+1</a></li>")
    return f"""{_open(story, f"{story.outlet} - {story.title}", head, before)}<div id="main-content"><div class="layout-block-a">
<div class="story-body" data-part="1"><span class="story-date">{line}</span>
<div class="share"><h3>{sharing}</h3><ul><li>{w["mail"]}</li><li>{w["print"]}</li></ul></div>
<h1 class="story-header">{esc(story.title)}</h1>{by}{shot}{_between(body, {2: hyper})}{net}</div></div>
<div class="layout-block-b"><h2>{popular}</h2><ol>{_cards(story, "<li>{title}</li>")}</ol></div></div><ul>{talk}</ul>
<div id="blq-foot">© {_base(story).year} {esc(story.outlet)}. {answer} {link(w["terms"])}</div></body></html>"""


def fresh(story: Story) -> str:
    """A broadcaster's site of 2022: labels before sources and captions of images, the day behind a word of its own, topics as chips."""
    if story.language not in FRESH:
        return ""
    w, (published, source, caption, topics, more, copy, form) = story.words, FRESH[story.language]
    names = f"{w['by']} {_row(story.authors, w['and'])}".strip()
    by = f"<p class='ssrc-by'><strong>{esc(names)}</strong></p>" if story.authors else ""
    by += tag("div", ", ".join(x for x in (story.role, story.outlet) if x), "class='ssrc-role'") if story.authors else ""
    stamp = f"<div><span class='hidden'>{published}</span> <span><time datetime='{iso(story.published)}'>{_day(story, form)}</time></span></div>"
    stamp = stamp if story.published else ""
    label, _, told = source.partition("{}")
    owner = f"<div><span class='hidden'>{label}</span> <span>{esc(story.credit or w['agency'])}{told}</span></div>"
    shot = f"<figure>{owner}<figcaption>{caption.format(esc(story.caption))}</figcaption></figure>"
    sharing = f"<div class='share'><button>{w['share']}</button><div>{w['mail']}</div><div>{copy}</div></div>"
    body = [f"<div data-component='text-block' class='ssrc-t'>{text}</div>" for text in _body(story)]
    near = _cards(story, "<li><div>{title}</div><ul><li><span class='hidden'>" + published + "</span> {day}</li></ul></li>", form)
    chips = "".join(f"<li>{link(t, '/topics')}</li>" for t in w["tags"])
    head = _data(story, "ReportageNewsArticle") + _meta(("og:site_name", story.outlet), ("og:title", f"{story.title} - {story.outlet}"))
    before = f"<header><a href='#main'>{w['menu']}</a>{items([w['login'], *w['nav']])}</header><section>{w['cookie']} <button>OK</button></section>"
    return f"""{_open(story, f"{story.title} - {story.outlet}", head, before)}<main id="main"><article class="ssrc-a" data-part="1">
<header><h1 id="main-heading" tabindex="-1">{esc(story.title)}</h1><div class="ssrc-meta">{stamp}<div>{sharing}</div></div></header>{by}{shot}{"".join(body)}
<section><h2>{topics}</h2><ul>{chips}</ul></section><section><h2>{more}</h2><ul>{near}</ul></section></article>
<aside><h2>{w["most"]}</h2><ol>{_cards(story, "<li>{title}</li>")}</ol></aside></main>
<footer>{items([w["terms"], w["privacy"], w["contact"]])}<p>© 2026 {esc(story.outlet)}.</p></footer></body></html>"""


def northern(story: Story) -> str:
    """A British daily of 2013: the writer and the place over the outlet's address with weekday and day, the article's history in a box."""
    if story.language != "en":
        return ""
    w, form = story.words, "%A %-d %B %Y"
    where = f" in {esc(story.place.title())}" if story.place and story.authors else ""
    by = _row([f'<a class="contributor" rel="author">{esc(a)}</a>' for a in story.authors], " and ") or esc(w["agency"])
    hour = clock(story.published, "%H.%M")
    stamp = f"<a href='/'>{story.domain}</a>, <time datetime='{iso(story.published)}'>{_on(story.published, form)} {hour} {w['zone']}</time>"
    jump = f"<li><a href='#start-of-comments'>Jump to comments ({len(story.comments) * 51})</a></li>"
    past = f"<p>This article first appeared on our site at {hour} {w['zone']} on {_on(story.published, form)}."
    past += f" It was changed at {clock(story.updated, '%H.%M')} {w['zone']} on {_on(story.updated, form)}.</p>" if story.updated else "</p>"
    box = f"<div id='history-byline'><h3>Article history</h3><div class='hist'><h4>{esc(story.title)}</h4>{past}</div></div>"
    near = _cards(story, "<li><p>{day}</p><h4>{title}</h4><p>{text}</p></li>", "d MMM y")
    head = _meta(("og:title", story.title), ("article:author", story.domain), ("article:published_time", iso(story.published)), ("og:site_name", story.domain))
    before = f"<div id='wrapper'><p>{link(w['login'])} {link('Register')}</p>{items(w['nav'])}{items([story.section, w['tags'][0]])}</div>"
    talk = _talk(story, "<li><span>{name}</span><p>{day} 5:40pm</p><div>{text}</div><a>Recommend (46)</a> <a>Responses (0)</a> <a>Report</a></li>")
    return f"""{_open(story, f"{story.title} | {story.section} | {story.domain}", head, before)}<div id="box"><div id="article-wrapper" data-part="1">
<div id="main-article-info"><h1 itemprop="name headline">{esc(story.title)}</h1><p itemprop="description" id="stand-first">{esc(story.deck)}</p></div>
<ul class="share-links"><li>Share</li><li>Tweet this</li><li>Email</li></ul>
<ul class="article-attributes"><li class="byline">{by}{where}</li><li class="publication">{stamp}</li>{jump}</ul>
<div id="main-content-picture"><img src="/460.jpg"><div class="caption">{esc(story.caption)} Photograph: {esc(story.credit)}</div></div>
<div id="article-body-blocks">{"".join(_body(story))}</div><div class="more"><h3>Related</h3><ul>{near}</ul></div>{box}</div></div>
<div id="start-of-comments"><h3>Comments</h3><p>{len(story.comments) * 51} comments, displaying oldest first</p><ul>{talk}</ul></div>
<div id="footer">© {_base(story).year} {esc(story.outlet)} {esc(w["rights"])} {link(w["privacy"])}</div></body></html>"""


def salmon(story: Story) -> str:
    """A financial daily of 2013: the day over the headline, a reminder of rights in the middle of the text, copyright as its last words."""
    if story.language != "en":
        return ""
    w, year = story.words, _base(story).year
    stamp = f"<span class='time'>{_on(story.published, '%B %-d, %Y')} {clock(story.published, '%-I:%M %p').lower()}</span>"
    where = f" in {story.place.title()}" if story.place and story.authors else ""
    note = f"<div class='notice'><p>Good reporting costs money. Please pass this article on by its link, and do not copy its text. Our {link('Ts&Cs')} and "
    note += f"{link('Copyright Policy')} tell more. Write to rights@{story.domain} to buy further uses. http://{story.domain}/cms/s/0/{story.id}</p></div>"
    depth = _cards(story, "<li>{title}</li>")
    box = f"<div class='insideArticleRelated'><h3>More</h3><h4>ON THIS STORY</h4><ul>{depth}</ul><h4>ON THIS TOPIC</h4>{items(w['tags'])}</div>"
    extra = f"<p class='add'>Additional reporting by {esc(w['others'][0])}</p>"
    head = _meta(("og:title", story.title), ("og:site_name", story.outlet), ("description", story.deck))
    before = f"<div class='wall'><h3>{esc(w['wall'])}</h3><p>{esc(w['wall_text'])}</p>{link('Register')}</div>{items(w['nav'])}"
    talk = _talk(story, "<div class='clip'><b>{name}</b> | {day} 8:15am | <a>Permalink</a><p>{text}</p><a>Report</a></div>", "MMMM d")
    by = f"By {_row(story.authors, ' and ')}{where}" if story.authors else f"By {w['agency']}"
    return f"""{_open(story, f"{story.title} - {story.domain}", head, before)}<div class="master"><div class="fullstory" data-part="1">
<p class="lastUpdated">Last updated: {stamp}</p><h1>{esc(story.title)}</h1><p class="byline">{esc(by)}</p>
<div class="storyTools"><a>Share</a> <a>Author alerts</a> <a>Print</a> <a>Clip</a> <a>Comments</a></div>
<div class="fullstoryImage"><img src="/i.img" alt=""><span class="credit">©{esc(story.credit)}</span><p class="caption">{esc(story.caption)}</p></div>
<div id="storyContent">{_between(_body(story, "", "h4"), {2: box, 5: note})}{extra}</div>
<p class="screen-copy">{link("Copyright")} {esc(story.outlet)} Limited {year}. You may share by our tools, but not by cutting articles.</p></div>
<div class="rail"><h3>MOST POPULAR IN {esc(story.section.upper())}</h3>{items([t for t, *_ in story.related])}</div>
<div id="comments"><h3>COMMENTS ({len(story.comments)})</h3><p>Sorted by newest first</p>{talk}</div></div>
<div class="footer">© {esc(story.outlet.upper())} LTD {year} {link(w["privacy"])} {link("Cookie policy")}</div></body></html>"""


def vespertine(story: Story) -> str:
    """A Latin evening daily of 2013: paper, day, change and writer on one line between bars, the place in brackets after the name."""
    if story.language not in ("fr", "it", "es", "de", "pt"):
        return ""
    w, form = story.words, "%d.%m.%Y {} %Hh%M" if story.language in ("fr", "pt") else "%d.%m.%Y {} %H:%M"
    form = form.format(w["at"])
    gap = " " if story.language == "fr" else ""
    told = [_on(story.published, form), f"{w['updated']} {_on(story.updated, form)}" if story.updated else ""]
    part = ", ".join(x for x in (story.place, story.role) if x)
    by = f"{w['by']} {_row(story.authors, w['and'])}{f' ({part})' if part else ''}" if story.authors else ""
    line = " | ".join(x for x in (story.outlet, " • ".join(x for x in told if x), by) if x)
    offer = f"<a class='abo'>{esc(w['subscribe'])} 1 €</a>"
    tools = "".join(f"<li>{x}</li>" for x in (w["comments"], w["save"], w["print"], w["mail"]))
    tools = f"<ul>{tools}</ul><p>{w['share']} facebook twitter google + linkedin pinterest</p>"
    reads = [f"<p class='lire'>{w['related']}{gap}: {link(t)}</p>\n" for t, *_ in story.related]
    near = _cards(story, "<li><a>{title}</a> <time>{day}</time></li>", "dd.MM.y")
    head = _meta(("og:title", story.title), ("og:article:published_time", iso(story.published)), ("og:article:author", "")) + _data(story, "Article")
    before = f"<div id='nav'>{link(w['login'])} {link(story.outlet)}{items(w['nav'])}</div><div class='ariane'>{link(w['home'])} / {link(story.section)}</div>"
    talk = _talk(story, "<article><strong>{name}</strong> {day} - 12h40<p>{text}</p></article>", "dd/MM/y")
    return f"""{_open(story, story.title, head, before)}<div class="grid"><article class="article" data-part="1">
<h1 itemprop="Headline">{esc(story.title)}</h1>
<p class="auteur">{esc(line)}</p><div class="outils">{offer}{tools}</div><h2 class="chapo">{esc(story.deck)}</h2>
<figure><img src="/644.jpg"><figcaption>{esc(story.caption)} | {esc(story.credit)}</figcaption></figure>
<div id="articleBody">{_between(_body(story, "", "h2", "<p class='exergue'>{}</p>"), dict(zip((3, 8), reads, strict=False)))}</div>
<div class="signature"><ul><li>{esc(", ".join(story.authors))}</li></ul></div></article>
<div class="col"><h3>{w["most"]}</h3><ul>{near}</ul><h3>{w["ad"]}</h3></div></div><div id="reactions">{w["comments"]} ({len(story.comments)}) {talk}</div>
<div id="footer">© {_base(story).year} {esc(story.outlet)} {items([w["contact"], w["terms"]])}</div></body></html>"""


def magazine(story: Story) -> str:
    """A news magazine's site of 2021: a line over the headline, names of icons, lengths in minutes, offers of a subscription under the text."""
    if story.language not in ("de", "fr", "it", "pt", "tr"):
        return ""
    w, form = story.words, "dd/MM/yyyy" if story.language in ("fr", "it", "pt") else "dd.MM.yyyy"
    hour = {"de": "%H.%M Uhr", "fr": "%Hh%M"}.get(story.language, "%H:%M")
    stamp = f"<time class='t' datetime='{iso(story.published)}'>{_day(story, form)}, {clock(story.published, hour)}</time>" if story.published else ""
    issue = f" • {_base(story).isocalendar().week}/{_base(story).year}" if story.published and story.language == "de" else ""
    names = _row([f"<a href='/impressum'>{esc(a)}</a>" for a in story.authors], w["and"])
    by = f"<div class='by'>{w['by']} {names}{f', {esc(story.place)}' if story.place else ''}</div>" if names else ""
    acts = f"<div><span>{w['save']}</span> <span>{w['listen']}</span> <span>(5 Min)</span> <span>X.com Facebook {w['mail']} Messenger</span></div>"
    wall = f"<div class='pay'><h3>{esc(w['wall'])}</h3><p>{esc(w['wall_text'])}</p><p>{esc(w['login'])}</p></div>"
    card = f"<div class='teaser'><span>{w['related']}</span> {link(story.related[0][0])}<p>{esc(story.related[0][1])}</p></div>\n"
    near = _cards(story, "<article><h3>{title}</h3><p>{text}</p><footer>{day}</footer></article>", "d. MMMM y" if story.language == "de" else "d MMMM y")
    head = _data(story, articleSection=story.section) + _meta(("date", iso(story.published)), ("author", f"{_who(story)}, {story.outlet}"))
    before = f"<header><button>{w['menu']}</button><span>{w['subscribe']}</span>{items(w['nav'])}</header><div>{esc(w['cookie'])}</div>"
    return f"""{_open(story, f"{story.title} - {story.outlet}", head, before)}<main><article data-part="1"><header>
<h2><div class="kick">{esc(story.section)}</div><div class="head">{esc(story.title)}</div></h2>
<div class="intro">{esc(story.deck)}</div>{by}
<div class="when">{stamp}{issue}</div>{acts}</header>
<figure><figcaption><p>{esc(story.caption)}</p><span>{w["photo"]}: {esc(story.credit)}</span></figcaption></figure>
<section class="RichText">{_between(_body(story, "", "h3", "<aside>{}</aside>"), {4: card})}</section>{wall}<div class="fb">Feedback</div></article>
<section><h2>{w["most"]}</h2>{near}</section></main>{_talk(story, "<div><b>{name}</b> <time>{day}</time><p>{text}</p></div>", form)}
<footer>{items([w["contact"], w["privacy"], w["terms"]])}{esc(w["rights"])}</footer></body></html>"""


def folio(story: Story) -> str:
    """A Brazilian daily's site of 2015: names and their places in capitals line by line, the hour with its letter, advertisements named."""
    if story.language not in ("pt", "es", "it"):
        return ""
    w, of = story.words, {"pt": "DE", "es": "ENVIADO A", "it": "DA"}[story.language]
    where = f"{of} {story.place.upper()}" if story.place else ""
    by = "".join(f"<p><b>{esc(a.upper())}</b><br>{esc(where)}</p>" for a in story.authors)
    new = f" - {w['updated']} {_on(story.updated, '%d/%m/%Y')} {w['at']} {clock(story.updated, '%Hh%M')}" if story.updated else ""
    stamp = f"<time datetime='{iso(story.published)}'>{_on(story.published, '%d/%m/%Y %Hh%M')}{new}</time>" if story.published else ""
    ad = f"<div class='adv'>{w['ad'].upper()}</div>\n"
    shot = f"<table class='articleGraphic'><tr><td class='credit'>{esc(story.credit)}</td></tr><tr><td class='caption'>{esc(story.caption)}</td></tr></table>"
    near = _cards(story, "<li>{title}</li>")
    head = _meta(("title", story.title), ("og:site_name", story.outlet), ("article:section", story.section))
    before = f"<div class='bar'>{link(w['login'])} {link(w['subscribe'])}</div>{_day(story, 'full', date(2017, 10, 2)).upper()} {items(w['nav'])}"
    talk = _talk(story, "<li><b>{name}</b> ({day} 11h37) <a>{text}</a></li>", "dd/MM/yyyy").replace("<a>", "<p>").replace("</a>", "</p>")
    body = _body(story, "", "p", "<p class='olho'>{}</p>")
    return f"""{_open(story, f"{story.title} - {story.section} - {story.outlet}", head, before)}<div id="main"><article class="news" data-part="1">
<header><h1 itemprop="name headline">{esc(story.title)}</h1></header>{ad}<div class="author">{by}</div>{stamp}
<div class="toolbar"><span>{w["share"]}</span> <span>0</span> <span>{w["mail"]}</span> <span>{w["print"]}</span></div>{shot}
<div class="content" itemprop="articleBody">{_between(body, {3: ad, 7: f"<div class='gallery'><b>{w['related']}</b><ul>{near}</ul></div>"})}</div>
<div class="erro">{w["contact"]}</div></article><div class="rail"><h3>{w["most"].upper()}</h3><ol>{near}</ol></div></div>
<ul class="comments">{talk}</ul><footer>Copyright {esc(story.outlet)}. {esc(w["rights"])}</footer></body></html>"""


def telegraph(story: Story) -> str:
    """A Far Eastern agency's site: place, agency and reporter open the first sentence, the address and the hour of sending close the text."""
    if story.language not in ("ko", "ja", "zh", "en"):
        return ""
    w, stamp = story.words, _on(story.published, "%Y/%m/%d %H:%M")
    names, place = _row(story.authors, w["and"]), story.place or ""
    leads = {
        "ko": f"({place}={w['agency']}) {names} 기자 = ",
        "ja": f"【{place}{w['agency']}】",
        "zh": f"（{w['by']}{names}／{place}報導）",
        "en": "" if _placed(story) else f"{place.upper()}, {_on(story.published, '%b. %-d')} ({w['agency']}) -- ",
    }
    lead = leads[story.language]
    by = tag("strong", f"{names} 기자" if story.language == "ko" else names, "class='tit-name'") if story.authors and story.language in ("ko", "en") else ""
    label = {"ko": "송고시간", "ja": "記事入力", "zh": "發稿", "en": ""}[story.language]
    mail = f"<p>{_mail(story, story.authors[0])}</p>" if story.authors and story.language != "zh" else ""
    end = {"ko": f"&lt;저작권자(c) {story.outlet}, {w['rights']}&gt;", "en": "(END)"}.get(story.language, "")
    sent = {"ko": f"{stamp} 송고", "ja": f"{stamp} 配信"}.get(story.language, "")
    points = f"<div class='stit'><strong>{esc(story.deck)}</strong></div>" if story.deck else ""
    sizes = {"ko": "본문 글자 크기 조정", "ja": "文字サイズ", "zh": "字級"}.get(story.language, "Font Size")
    near = _cards(story, "<li>{title} <span>{day}</span></li>", "yyyy/MM/dd")
    head = _meta(("og:title", story.title), ("og:site_name", story.outlet), ("article:published_time", iso(story.published)))
    before = f"<div class='gnb'>{items([*w['nav'], w['search'], w['login']])}</div>"
    talk = _talk(story, "<li><em>{name}</em> <span>{day} 13:02</span><p>{text}</p></li>", "yyyy.MM.dd")
    return f"""{_open(story, f"{story.title} | {story.outlet}", head, before)}<div class="wrap"><div class="content03" data-part="1">
<h1 class="tit">{esc(story.title)}</h1>
<div class="share">{label} <span class="txt-time">{stamp}</span> {w["share"]} {w["comments"]} {sizes} {w["print"]}</div>{by}{points}
<div class="story-news"><figure><img src="/P4.jpg"><figcaption><b>{esc(story.title)}</b> {esc(story.caption)} [{esc(story.credit)}]</figcaption></figure>
{"".join(_body(story, esc(lead), "h4"))}{mail}<p class="txt-copyright">{end} {sent}</p></div>
<div class="keyword">{" ".join(link("#" + t) for t in w["tags"])}</div>
<div class="rel"><strong>{w["related"]}</strong><ul>{near}</ul></div></div><aside><h2>{w["most"]}</h2>{items([t for t, *_ in story.related])}</aside></div>
<ul class="reply">{talk}</ul><footer>{link(w["terms"])} {link(w["privacy"])} ⓒ {esc(story.outlet)}</footer></body></html>"""


def bulletin(story: Story) -> str:
    """A Russian agency's site: hour before day, the change in brackets, counts of views, place and day and agency in the first sentence."""
    if story.language not in ("ru", "tr", "ar"):
        return ""
    w, form = story.words, "%H:%M %d.%m.%Y"
    new = f" <span class='upd'>({w['updated']}: {_on(story.updated, form)})</span>" if story.updated else ""
    stamp = f"<div class='info-date'><a href='/d'>{_on(story.published, form)}</a>{new}</div>" if story.published else ""
    names = ", ".join((w["agency"], *story.authors))
    spot = _loud(story, story.place or "") + ("،" if story.language == "ar" else ",")
    lead = f"<strong>{esc(spot)} {_day(story, 'd MMM').rstrip('.')} — {esc(names)}.</strong> " if story.published else ""
    views = "<div class='stat'><div>4812</div><div>17</div><div>3</div></div>"
    body = [f"<div class='block' data-type='text'>{text}</div>" for text in _body(story, lead, "h3")]
    near = "<div class='block' data-type='article'><div>{title}</div><div>{day}, 09:41</div></div>"
    card = near.format(title=link(story.related[0][0]), day=_day(story, "d MMMM y", _base(story) - timedelta(days=3)))
    shot = f"<div class='media'><div class='cr'>© {esc(story.credit)}</div><div class='desc'>{esc(story.caption)}</div></div>"
    head = _meta(("og:title", story.title), ("og:site_name", story.outlet), ("article:published_time", _on(story.published, "%Y%m%dT%H%M")))
    before = f"<div class='header'>{items(w['nav'])}{link(w['login'])}</div><div class='bulletin'>{_cards(story, '<div>{title} {day}</div>', 'd MMMM')}</div>"
    talk = _talk(story, "<div class='chat'><b>{name}</b> <span>{day}, 22:15</span><p>{text}</p></div>", "d MMMM y")
    return f"""{_open(story, f"{story.title} - {story.outlet}, {_on(story.published, '%d.%m.%Y')}".rstrip(", "), head, before)}
<div class="page"><div class="article" itemscope itemtype="http://schema.org/NewsArticle" data-part="1"><div class="a-header">{stamp}{views}
<div class="title" itemprop="headline">{esc(story.title)}</div>{tag("h1", story.deck, 'class="second"')}</div>{shot}
<div class="a-body">{_between(body, {2: card})}</div><ul class="tags">{"".join(f"<li>{link(t)}</li>" for t in w["tags"])}</ul>
<div class="share">{w["share"]}</div></div><div class="chats">{w["comments"]} {talk}</div></div>
<div class="footer">© {_base(story).year} {esc(story.outlet)} {esc(w["rights"])} {items([w["contact"], w["terms"]])}</div></body></html>"""


def newsletter(story: Story) -> str:
    """A writer's letter of 2023 on a platform: subtitle, face, day and likes over the text, fields for addresses in it, one face a comment."""
    if story.language not in LETTER:
        return ""
    w, (field, thanks, talk, expand, ready) = story.words, LETTER[story.language]
    names = _row([f"<a class='pencraft'>{esc(a)}</a>" for a in story.authors], w["and"]) or f"<a class='pencraft'>{esc(story.outlet)}</a>"
    form = {"ja": "yyyy/MM/dd", "ko": "y년 M월 d일", "en": "MMM d, y"}.get(story.language, "medium")
    stamp = f"<div class='pencraft meta'>{_day(story, form)}</div>" if story.published else ""
    likes = f"<div class='bar'><div>{len(story.paragraphs) * 3}</div><div>{len(story.comments)}</div><div>{w['share']}</div></div>"
    join = f"<div class='widget'><p>{thanks}</p><form><input placeholder='{field}'><button>{w['subscribe']}</button></form></div>\n"
    under = f"<span>{expand}</span> <span>{w['reply']}</span> <span>{w['share']}</span>"
    rows = _talk(story, f"<div class='c'><a>{{name}}</a> <a>{{day}}</a><p>{{text}}</p>{under}</div>", form)
    shot = f"<figure><img src='/fetch/w_1456'><figcaption class='image-caption'>{esc(story.caption)}</figcaption></figure>"
    body = _body(story, "", "h3", "<div class='pullquote'><p>{}</p></div>")
    near = _cards(story, "<div><div>{title}</div><div>{text}</div><div>{day}</div></div>", form)
    head = _data(story, name=story.outlet) + _meta(("og:title", story.title), ("author", _who(story)), ("twitter:label1", "Likes"))
    before = f"<div class='topbar'>{link(story.outlet)} {link(w['subscribe'])} {link(w['login'])}</div>"
    return f"""{_open(story, f"{story.title} - {_who(story)}", head, before)}<div class="single-post"><article class="newsletter-post" data-part="1">
<h1 class="post-title">{esc(story.title)}</h1>{tag("h3", story.deck, 'class="subtitle"')}<div class="byline"><div>{names}</div>{stamp}</div>{likes}
<div class="available-content"><div class="body markup">{shot}{_between(body, {3: join})}</div></div>{join}{likes}</article></div>
<div class="discussion"><h4>{talk}</h4>{rows}</div><div class="portable"><h4>{w["most"]}</h4>{near}</div><div class="ready"><h4>{ready}</h4></div>
<div class="foot">© 2026 {esc(story.outlet)} {link(w["privacy"])} ∙ {link(w["terms"])}</div></body></html>"""


LAYOUTS = {
    "cable": cable,
    "wire": wire,
    "broadsheet": broadsheet,
    "supported": supported,
    "harbour": harbour,
    "state": state,
    "world": world,
    "fresh": fresh,
    "northern": northern,
    "salmon": salmon,
    "vespertine": vespertine,
    "magazine": magazine,
    "folio": folio,
    "telegraph": telegraph,
    "bulletin": bulletin,
    "newsletter": newsletter,
}
