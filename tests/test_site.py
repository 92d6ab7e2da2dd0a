"""The whole public site, in every public language: counts what it visits."""

import re
from collections import Counter
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from codes import catalogue
from codes.smtp import theory
from codes.transfer.check import ENGLISH
from tests.reading import Page, strings

pytestmark = pytest.mark.django_db
SAID = {"name", "headline", "description", "termCode"}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def public_paths(language: str) -> list[str]:
    """Every page of a language, with the listed pairs."""
    edition = catalogue.current(language)
    paths = [
        *("", "compare/", "changes/", "api/", "privacy/", "security/", "search/?q=mailbox"),
        *(f"classes/{name}/" for name in theory.ALL_CLASSES),
    ]
    paths += [f"codes/{value}/" for value in edition.codes]
    paths += [f"compare/{pair.pair}/" for pair in edition.confusions.values()]
    return [f"/{language}/{path}" for path in paths]


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Every page once, as response and as parsed page."""
    client = Client()
    with django_db_blocker.unblock():
        responses = {path: client.get(path) for language in LANGUAGES for path in public_paths(language)}
    return {path: (response, Page(response.content.decode())) for path, response in responses.items()}


def test_every_page_is_visited(pages):
    edition = catalogue.current("en")
    assert len(pages) == len(LANGUAGES) * (7 + 4 + 3 + 8 + len(edition.codes) + len(edition.confusions))
    assert {response.status_code for response, _page in pages.values()} == {200}


def test_pages_are_cacheable_and_set_no_cookie(pages):
    for path, (response, _page) in pages.items():
        assert response.cookies == {}, path
        assert response["ETag"].startswith('"'), path
        assert response["Cache-Control"].startswith("public, max-age=300"), path
        assert response["Content-Language"] == path[1:3], path
        assert response["Vary"] == "Accept-Encoding", path


def test_pages_name_themselves_and_their_translations(pages):
    for path, (_response, page) in pages.items():
        bare = path.partition("?")[0]
        links = [attributes for tag, attributes in page.tags if tag == "link"]
        assert [a["href"] for a in links if a["rel"] == "canonical"] == [settings.SITE_URL + bare]
        others = {a["hreflang"]: a["href"] for a in links if a["rel"] == "alternate" and "hreflang" in a}
        expected = {code: f"{settings.SITE_URL}/{code}/{bare[4:]}" for code in LANGUAGES}
        assert others == expected | {"x-default": expected["en"]}
        formats = {a["type"]: a["href"] for a in links if a["rel"] == "alternate" and "type" in a}
        own = {"application/json": f"{settings.SITE_URL}{bare[:-1]}.json"} if is_of_codes(path) else {}
        assert formats == {"application/atom+xml": f"{path[:3]}/changes.atom"} | own


def is_of_codes(path: str) -> bool:
    """Whether a page is about one code or about two."""
    return path[4:].startswith("codes/") or "-vs-" in path


def test_pages_say_how_they_are_to_be_shown_elsewhere(pages):
    for path, (_response, page) in pages.items():
        bare, found = path.partition("?")[0], page.meta()
        title = next(text for tag, _language, text in page.blocks if tag == "title")
        picture = (
            f"{settings.SITE_URL}{bare[:-1]}.png" if is_of_codes(path) else f"{settings.SITE_URL}{path[:3]}/card.png"
        )
        expected = {
            "og:site_name": ["smtpref"],
            "og:type": ["article" if is_of_codes(path) else "website"],
            "og:title": [title],
            "og:url": [settings.SITE_URL + bare],
            "og:locale": [{"en": "en_US", "fr": "fr_FR"}[path[1:3]]],
            "og:locale:alternate": [{"en": "fr_FR", "fr": "en_US"}[path[1:3]]],
            "og:image": [picture],
            "og:image:type": ["image/png"],
            "og:image:width": ["1200"],
            "og:image:height": ["630"],
            "twitter:card": ["summary_large_image"],
        }
        assert {name: found.get(name) for name in expected} == expected, path
        assert found["og:image:alt"][0], path


def test_what_a_chat_shows_of_a_page_is_its_first_sentence(pages):
    checked = 0
    for path, (_response, page) in pages.items():
        if is_of_codes(path):
            summary = " ".join(page.section_texts["summary"].split())
            assert summary.startswith(" ".join(page.meta()["og:description"][0].split())), path
            checked += 1
    assert checked > 600


def test_linked_data_says_what_the_page_says(pages):
    kinds = Counter()
    for path, (_response, page) in pages.items():
        visible = " ".join(unescape(re.sub(r"<[^>]*>", "", page.html.partition("<body>")[2])).split())
        for thing in page.linked_data():
            kinds[thing["@type"]] += 1
            said = [" ".join(text.split()) for name, text in strings(thing) if name in SAID]
            assert [text for text in said if text not in visible] == [], path
        trail = [thing["itemListElement"] for thing in page.linked_data() if thing["@type"] == "BreadcrumbList"]
        assert [step[-1]["item"] for step in trail] == [settings.SITE_URL + path] * len(trail)
    edition, count = catalogue.current("en"), len(LANGUAGES)
    codes, pairs = len(edition.codes) * count, len(edition.confusions) * count
    assert kinds == {
        "WebSite": count,
        "DefinedTerm": codes,
        "TechArticle": pairs,
        "BreadcrumbList": codes + pairs + (1 + len(theory.ALL_CLASSES)) * count,
    }


def test_pages_are_well_formed(pages):
    for path, (_response, page) in pages.items():
        names = [tag for tag, _attributes in page.tags]
        assert names.count("h1") == 1, path
        assert len(page.ids) == len(set(page.ids)), path
        assert [a for tag, a in page.tags if {"style", "onclick", "onload"} & a.keys() or tag == "style"] == [], path
        html = next(attributes for tag, attributes in page.tags if tag == "html")
        assert (html["lang"], html["dir"]) == (path[1:3], "ltr")


def test_titles_and_descriptions_are_unique_and_fit(pages):
    for language in LANGUAGES:
        titles, descriptions = [], []
        for path, (_response, page) in pages.items():
            if path.startswith(f"/{language}/") and "search" not in path:
                titles += [text for tag, _language, text in page.blocks if tag == "title"]
                descriptions += [a["content"] for t, a in page.tags if t == "meta" and a.get("name") == "description"]
        assert len(titles) == len(set(titles)) == len(descriptions) == len(set(descriptions))
        assert [text for text in descriptions if not 70 <= len(text) <= 155] == []
        assert [text for text in titles if len(text) > 60] == []
        assert [text for text in titles + descriptions if text.endswith("…") and not text.endswith(" …")] == []


def test_internal_links_lead_somewhere(pages, client):
    known = {path.partition("?")[0] for path in pages}
    links = {link.partition("?")[0] for _response, page in pages.values() for link in page.links}
    inside = {link for link in links if link.startswith("/") and not link.startswith("/static/")}
    outside = {link for link in links if not link.startswith(("/", "#"))}
    for link in inside - known:
        assert client.get(link, follow=True).status_code == 200, link
    assert len(inside) >= len(known)
    sites = {re.match(r"https://[^/]+/", link)[0] for link in outside}
    providers = {reply.address for entry in catalogue.current("en").codes.values() for reply in entry.providers}
    trusted = {"https://www.rfc-editor.org/", "https://www.iana.org/", "https://creativecommons.org/"}
    assert sites <= trusted | {re.match(r"https://[^/]+/", address)[0] for address in providers if address}


def test_a_french_page_has_no_english_left(pages):
    checked = 0
    for path, (_response, page) in pages.items():
        if path.startswith("/fr/") and "search" not in path:
            checked += 1
            assert [text for text in page.texts("fr") if ENGLISH.search(text)] == [], path
    assert checked > 60


@pytest.mark.parametrize("path", ["/en/", "/en/codes/550/", "/fr/compare/251-vs-501/", "/en/search/?q=full", "/550"])
def test_public_pages_cost_no_query(client, path, django_assert_num_queries):
    client.get(path)
    catalogue.holder.looked_at = catalogue.holder.clock() + 60  # as within the second after a look
    with django_assert_num_queries(0):
        client.get(path)
    catalogue.holder.forget()


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/fr/compare/251-vs-501/")
    again = client.get("/fr/compare/251-vs-501/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_headers_guard_every_answer(client):
    for path in ("/en/", "/en/codes/599/", "/robots.txt", "/admin/login/", "/550"):
        response = client.get(path)
        assert response["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'"), path
        assert response["X-Content-Type-Options"] == "nosniff", path
        assert response["X-Frame-Options"] == "DENY", path
        assert response["Referrer-Policy"] == "same-origin", path


def test_sitemap_lists_the_pages_worth_finding(client, pages):
    parts = re.findall(r"<loc>([^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    assert parts == [f"{settings.SITE_URL}/{code}/sitemap.xml" for code, _name in settings.LANGUAGES]
    answers = [client.get(part.removeprefix(settings.SITE_URL)).content.decode() for part in parts]
    listed = [address for answer in answers for address in re.findall(r"<loc>([^<]+)</loc>", answer)]
    expected = {settings.SITE_URL + path for path in pages if "search" not in path}
    assert len(listed) == len(set(listed))
    assert set(listed) == expected


def test_pairs_that_nobody_listed_are_not_offered_to_crawlers(client):
    assert b'content="noindex, follow"' in client.get("/en/compare/211-vs-556/").content
    assert b"noindex" not in client.get("/en/compare/450-vs-550/").content


@pytest.mark.parametrize(
    ("path", "content_type", "part"),
    [
        ("/healthz", "text/plain; charset=utf-8", "ok"),
        ("/robots.txt", "text/plain; charset=utf-8", "Sitemap: http"),
        ("/llms.txt", "text/plain; charset=utf-8", "/en/codes.json"),
        ("/openapi.json", "application/json", '"openapi":"3.1.0"'),
        ("/opensearch.xml", "application/opensearchdescription+xml", "?q={searchTerms}"),
    ],
)
def test_machine_files(client, path, content_type, part):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert part in response.content.decode()
