"""Pages that a server shows in place of a report give no record."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.commands.import_ import command

REPORT = """By Jane Roe
12 March 2019
When the painter Ilse Brandt first saw the words "Page not found" on a screen, she thought that they were a poem about loss.
Her new show at the Merrow gallery hangs forty error pages, each painted in oil on a board of the size of a screen.
"Nobody looks at these pages twice," she said on Tuesday. "I have looked at them for eleven years."
"""
PAGE = "<!doctype html><html><head><title>{0}</title></head><body><nav><a href='/'>Home</a></nav><main><h1>{0}</h1>{1}</main></body></html>"
LOST = "Sorry, the page you are looking for could not be found. It may have been moved or deleted, or its address was typed wrongly."


def imported(path: Path, text: str) -> Result:
    path.write_text(text)
    return CliRunner().invoke(command, [str(path)])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("404 Not Found", "nginx"),
        ("Page not found", LOST),
        ("Page not found | Merrow Courier", LOST + " Please use the search box above, or go back to the home page of the Courier and try from there."),
        ("Error 403 - Forbidden", "You don't have permission to access /news/pier on this server."),
        ("Access Denied", "You don't have permission to access this page on this server. Reference 18.2d351ab8.1557333295"),
        ("Just a moment...", "Verify you are human by completing the action below. merrow.example needs to review the security of your connection."),
        ("Attention Required! | Cloudflare", "You are unable to access merrow.example. This website is using a security service to protect itself."),
        ("Please enable JavaScript and cookies to continue", ""),
        ("Merrow Courier", "You need to enable JavaScript to run this app, and then load the page of the Merrow Courier again."),
        ("Service Unavailable", "The server is temporarily unable to service your request. Please try again in a few minutes, or later today."),
        ("Before you continue to the Courier", "We use cookies and data to maintain our services, to track outages and to measure how many read what."),
        ("451: Unavailable due to legal reasons", "You are in a country of the European Economic Area, and therefore access cannot be granted at this time."),
        ("Seite nicht gefunden", "Die von Ihnen gesuchte Seite konnte leider nicht gefunden werden. Vielleicht wurde sie verschoben oder gelöscht."),
        ("Erreur 404 - Page introuvable", "Désolé, la page que vous recherchez n’existe pas ou a été déplacée. Revenez à la page d’accueil de notre site."),
        ("Página no encontrada", "Lo sentimos, la página que busca no existe o ha sido eliminada. Puede volver a la página de inicio del diario."),
        ("Страница не найдена", "К сожалению, запрашиваемая страница не существует или была удалена. Вернитесь на главную или воспользуйтесь поиском."),
        ("您访问的页面不存在", "抱歉，您访问的页面可能已被删除、更名或暂时不可用。请返回首页，或者使用搜索功能查找您需要的内容。"),
        ("お探しのページは見つかりません", "お探しのページは移動または削除された可能性があります。トップページへ戻るか、検索をご利用ください。"),
    ],
)
@pytest.mark.parametrize("form", ["html", "txt"])
def test_the_page_of_an_error_or_a_challenge_is_no_report(name: str, words: str, form: str, tmp_path: Path) -> None:
    done = imported(tmp_path / f"capture.{form}", PAGE.format(name, f"<p>{words}</p>") if form == "html" else f"{name}\n{words}\n")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "this is the page of an error or a challenge, not a report: " in done.stderr
    assert done.stderr.endswith(f"archive: 1 capture not imported: {tmp_path / f'capture.{form}'}\n")


@pytest.mark.parametrize("form", ["html", "txt"])
def test_a_list_of_other_stories_makes_no_report_of_it(form: str, tmp_path: Path) -> None:
    others = [f"Storm number {number} tears the roof off the school in the town of Merrow" for number in range(15)]
    page = PAGE.format("Oops!", f"<p>{LOST}</p><h2>Latest</h2><ul>{''.join(f'<li><a href=/a>{other}</a></li>' for other in others)}</ul>")
    lines = "\n".join(["Home", "News", "Sport", "Sign in", "Oops!", LOST, "Latest", *others])
    done = imported(tmp_path / f"capture.{form}", page if form == "html" else lines)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "this is the page of an error or a challenge, not a report: " in done.stderr


@pytest.mark.parametrize("headline", ["404: how an error page became art", "Page not found", "Access denied to gallery of error pages"])
@pytest.mark.parametrize("form", ["html", "txt"])
def test_a_report_on_errors_is_a_report(headline: str, form: str, tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    done = imported(tmp_path / f"capture.{form}", PAGE.format(headline, paragraphs) if form == "html" else f"{headline}\n{REPORT}")
    assert done.exit_code == 0, done.stderr
    assert "byline: [Jane Roe]" in done.stdout
