"""Addresses: the right page, a redirect, a helpful 404 or 400, never a 500."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db
FRENCH = {"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.5"}


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/", 302, "/en/"),
        ("/en", 301, "/en/"),
        ("/EN/", 301, "/en/"),
        ("/FR/codes/550/", 301, "/fr/codes/550/"),
        ("/fr-CA/codes/550/", 301, "/fr/codes/550/"),
        ("/fr_FR/", 301, "/fr/"),
        ("/en/codes/550", 301, "/en/codes/550/"),
        ("/codes/550/", 302, "/en/codes/550/"),
        ("/en/codes/５５０/", 301, "/en/codes/550/"),
        ("/en/codes/%20550%20/", 301, "/en/codes/550/"),
        ("/en/codes/550%00/", 301, "/en/codes/550/"),
        ("/en/classes/5YZ/", 301, "/en/classes/5xx/"),
        ("/en/compare/501-vs-251/", 301, "/en/compare/251-vs-501/"),
        ("/en/compare/251-VS-501/", 301, "/en/compare/251-vs-501/"),
        ("/en/compare/251_vs_501/", 301, "/en/compare/251-vs-501/"),
        ("/en/compare/251-vs-501", 301, "/en/compare/251-vs-501/"),
        ("/en/compare/550-vs-550/", 301, "/en/codes/550/"),
        ("/en/compare/?a=501&b=251", 302, "/en/compare/251-vs-501/"),
        ("/550", 302, "/en/codes/550/"),
        ("/550/", 302, "/en/codes/550/"),
        ("/251-vs-501", 302, "/en/compare/251-vs-501/"),
        ("/501-VS-251", 302, "/en/compare/251-vs-501/"),
        ("/550-vs-550", 302, "/550"),
        ("/.well-known/change-password", 302, "/admin/password_change/"),
        ("/fr/changes", 301, "/fr/changes/"),
        ("/FR/api/", 301, "/fr/api/"),
    ],
)
def test_redirects(client, path, status, location):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (status, location)


@pytest.mark.parametrize(
    ("path", "location"),
    [("/", "/fr/"), ("/550", "/fr/codes/550/"), ("/251-vs-501", "/fr/compare/251-vs-501/")],
)
def test_short_addresses_speak_the_browsers_language(client, path, location):
    response = client.get(path, headers=FRENCH)
    assert response["Location"] == location
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("header", ["", "de", "*", "x" * 600, "\x00", "fr;q=nonsense,en", ";;;,,,"])
def test_odd_accept_language_is_english(client, header):
    assert client.get("/", headers={"Accept-Language": header})["Location"] == "/en/"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/codes/599/", "reads an unknown code by its first digit: Permanent failure"),
        ("/fr/codes/599/", "Un client lit un code inconnu à son premier chiffre"),
        ("/en/codes/999/", "no SMTP reply begins so"),
        ("/en/compare/550-vs-599/", "599 is not in the reference"),
        ("/en/codes/abc/", "There is no page at this address"),
        ("/en/codes/5501/", "There is no page at this address"),
        ("/en/compare/550/", "There is no page at this address"),
        ("/en/compare/a-vs-b/", "There is no page at this address"),
        ("/en/classes/6xx/", "There is no page at this address"),
        ("/de/codes/550/", "There is no page at this address"),
        ("/xx/", "There is no page at this address"),
        ("/599", "599 is not in the reference"),
        ("/en/../../etc/passwd", "There is no page at this address"),
        ("/en/codes/%2e%2e%2f/", "There is no page at this address"),
        ("/en/codes/" + "5" * 3000 + "/", "There is no page at this address"),
        ("/" + "9" * 5000, "There is no page at this address"),
    ],
)
def test_not_found_helps(client, path, words):
    response = client.get(path)
    assert response.status_code == 404
    assert words in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=60"
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_not_found_offers_the_nearest_codes(client):
    content = client.get("/en/codes/549/").content.decode()
    assert [code in content for code in ('href="/en/codes/550/"', 'href="/en/codes/551/"')] == [True, True]


def test_not_found_speaks_the_closest_language(client):
    assert '<html lang="fr"' in client.get("/de/codes/550/", headers=FRENCH).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_other_methods_are_refused(client, method):
    for path in ("/en/", "/en/codes/550/", "/550", "/healthz", "/en/search/", "/en/codes/550.json", "/en/changes.atom"):
        response = getattr(client, method)(path)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), path


def test_head_is_get_without_a_body(client):
    got, asked = client.get("/en/codes/550/"), client.head("/en/codes/550/")
    assert asked.status_code == 200
    assert asked.content == b""
    assert asked["ETag"] == got["ETag"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_terminals_get_plain_text(client, language):
    for headers in ({"User-Agent": "curl/8.5.0", "Accept": "*/*"}, {"Accept": "text/plain"}):
        response = client.get("/550", headers={**headers, "Accept-Language": language})
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response["Content-Language"] == language
        assert set(response["Vary"].split(", ")) == {"Accept", "Accept-Language", "User-Agent"}
        text = response.content.decode()
        assert text.startswith("SMTP 550 – ")
        assert "https://www.rfc-editor.org/rfc/rfc5321.html#section-4.2.3" in text
        assert "<" not in text.replace("<", "", 20) or "</" not in text
        assert "&#" not in text


def test_terminals_get_comparisons_too(client):
    text = client.get("/251-vs-501", headers={"User-Agent": "curl/8.5.0"}).content.decode()
    assert text.startswith("SMTP 251 vs 501\n")
    assert "- 251 reports success. 501 is a permanent failure" in text


def test_browsers_that_accept_anything_get_the_page(client):
    response = client.get("/550", headers={"Accept": "text/html,*/*;q=0.8", "User-Agent": "Mozilla/5.0"})
    assert response.status_code == 302


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prefix=st.sampled_from(["/", "/en/", "/fr/codes/", "/en/classes/", "/en/compare/", "/zz/"]),
    rest=st.text(max_size=40) | st.from_regex(r"[0-9]{1,6}(-vs-[0-9]{1,6})?(/|\.json)?", fullmatch=True),
)
def test_no_path_breaks_the_site(client, prefix, rest):
    response = client.get(prefix + quote(rest, errors="surrogatepass"))
    assert response.status_code in {200, 301, 302, 400, 404}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_no_query_breaks_the_search(client, query):
    for address in ("/en/search/?q=", "/fr/compare/?b=550&a="):
        response = client.get(address + quote(query))
        assert response.status_code in {200, 302, 400}
