"""Whatever text is stored, however it came there, is text: no element, no attribute and no program of it."""

import re
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CharField, TextField
from django.test import Client

from codes import catalogue, models
from tests.editors import ENTRY, editor_named, save
from tests.posting import form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]

# OWASP's and Markdown's classics, and what templates and format strings would compute.
PAYLOADS = [
    *("<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "</script><script>alert(1)</script><!--", "<script src=//e>"),
    *("<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", '"><img src=x onerror=alert(1)>', "<image href=x>"),
    *("<svg onload=alert(1)>", "<svg><script>alert(1)</script>", "<svg/onload=alert(1)//", "<math><mtext><script>"),
    *("<body onload=alert(1)>", "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>"),
    *("<object data=javascript:alert(1)>", "<embed src=//e>", "<base href=//e.example/>", "<link rel=stylesheet href=//e>"),
    *("<meta http-equiv=refresh content='0;url=//e'>", "<form action=//e><input name=q>", "<button formaction=//e>"),
    *("<style>*{display:none}</style>", "<div style=position:fixed>", "<details open ontoggle=alert(1)>", "<video><source>"),
    *("<a href=javascript:alert(1)>x</a>", "<a href='java\tscript:alert(1)'>x</a>", "<a href=JaVaScRiPt:alert(1)>x</a>"),
    *("<a href=&#106;avascript:alert(1)>x</a>", "<a href=data:text/html,x>x</a>", "<a href='vbscript:x'>x</a>"),
    *("[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&#9;script:alert(1))", "[x](data:text/html;base64,PHM+)"),
    *("[x](&#x6A;avascript:alert(1))", "![x](x)", "![x](javascript:alert(1))", '![x"onerror="alert(1)](x)', "[x]: javascript:alert(1)"),
    *("<javascript:alert(1)>", "<https://e.example/>", "[x][y]\n\n[y]: //e.example 'z'", "![][x]\n\n[x]: //e", "# heading", "---"),
    *("`<script>alert(1)</script>`", "``<b>``", "`a\"><b>`", "**<b>x</b>**", "*<i onclick=x>*", "- <li onclick=x>", "1. <b>"),
    *("```html\n<script>\n```", "    <pre>", "> <q>", "| <b> |\n|---|", "\\<b>", "&lt;b&gt;", "&#60;b&#62;", "<!-- x", "<![CDATA[", "<?x"),
    *("' onmouseover='alert(1)", '" onmouseover="alert(1)', "` onmouseover=`alert(1)", "x' autofocus onfocus='x", "]]>", "--!>"),
    *("{{ settings.SECRET_KEY }}", "{% debug %}", "{{ 7|add:7 }}", "{# x #}", "%(x)s", "%s%n", "{0.__class__}", "{}", "${7*7}"),
    *("\u2028alert(1)", "<\u0131mg src=x>", "＜script＞", "\\u003cscript\\u003e", "<x\n>", "<a\nhref=//e>", "%3Cscript%3E", "//e.example"),
]  # fmt: skip
ALL_AT_ONCE = "\n\n".join(PAYLOADS)
# What the subset of Markdown makes beyond what a page has anyway.
SUBSET = {("ul", ()), ("ol", ()), ("ol", ("start",)), ("li", ()), ("p", ()), ("em", ()), ("strong", ()), ("br", ())}
SUBSET |= {("code", ("lang", "dir", "translate"))}
KINDS = (models.Code, models.Reading, models.Phase, models.Reference, models.Example, models.Comparison)
KINDS += (models.Provider, models.ProviderReply)
PUBLIC = [
    *("/en/", "/fr/", "/en/codes/251/", "/fr/codes/251/", "/en/codes/5.1.1/", "/fr/codes/4.2.2/", "/en/classes/2xx/"),
    *("/fr/classes/x.1.x/", "/en/compare/251-vs-551/", "/fr/compare/450-vs-550/", "/en/compare/550-vs-5.1.1/"),
    *(
        "/en/compare/",
        "/en/search/?q=script",
        "/fr/search/?q=alert",
        "/en/search/?q=mailbox",
        "/nothing/",
        "/en/codes/999/",
    ),
]
WORKSHOP = [
    *("/admin/", "/admin/codes/code/", "/admin/codes/comparison/", "/admin/codes/provider/", "/admin/overview/"),
    *(
        "/admin/overview/fr/",
        ENTRY,
        f"{ENTRY}?language=ar",
        "/admin/codes/code/251/history/",
        "/admin/codes/code/251/delete/",
    ),
    *("/admin/codes/provider/gmail/change/", "/admin/codes/code/X.1.1/change/"),
]


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and the addresses that it leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.scripts, self.addresses = 0, set()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(name for name, _value in attributes)))
        self.scripts += tag == "script"
        for name, value in attributes:
            if name in {"href", "src", "action", "formaction", "data", "poster", "content"} and tag != "meta":
                self.addresses.add(value or "")


def store(text: str) -> None:
    """The text in every field that no program has chosen the value of, past all validation."""
    holds_lengths = connection.vendor == "postgresql"
    for kind in KINDS:
        texts = {
            field.name: text[: field.max_length if holds_lengths else None]
            for field in kind._meta.concrete_fields
            if isinstance(field, CharField | TextField)
            and not (field.choices or field.primary_key or field.name in CODES)
        }
        kind.objects.update(**texts)
    catalogue.holder.forget()


# What has to stay a code or a name for the pages to be there; and addresses, which have a test of their own.
CODES = {"left", "right", "digit", "reply", "enhanced", "slug", "section", "url", "basis", "command"}


def page_at(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code in {200, 404}, address
    return response.content.decode()


def strange(client: Client, addresses: list[str]) -> list[object]:
    """What pages have with hostile texts stored that they have not with plain ones."""
    store("plain words")
    plain = {address: Shape(page_at(client, address)) for address in addresses}
    known = SUBSET.union(*(shape.elements for shape in plain.values()))
    store(ALL_AT_ONCE)
    found: list[object] = []
    for address in addresses:
        shape = Shape(page_at(client, address))
        found += [(address, element) for element in shape.elements - known]
        found += [(address, name) for _tag, names in shape.elements for name in names if name.startswith("on")]
        found += [(address, to) for to in shape.addresses if not re.match(r"(?:https://|/(?!/)|#|\?|\.|$)", to) and to.isprintable()
                  and to not in plain[address].addresses]  # fmt: skip
        if shape.scripts != plain[address].scripts:
            found.append((address, "scripts", shape.scripts))
    return found


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 60


def test_no_page_shows_stored_markup():
    assert strange(Client(), PUBLIC) == []


def test_no_page_of_the_workshop_shows_stored_markup():
    assert strange(editor_named("ann"), WORKSHOP) == []


@pytest.mark.parametrize("address", ["/251", "/251-vs-551", "/5.1.1"])
def test_plain_text_is_literal(address):
    store(ALL_AT_ONCE)
    response = Client().get(address, headers={"Accept": "text/plain"})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert [
        each for each in ("{{ settings.SECRET_KEY }}", "{% debug %}", "%(x)s", "{0.__class__}") if each not in text
    ] == []


def test_templates_and_formats_in_texts_are_literal():
    store(ALL_AT_ONCE)
    page = page_at(Client(), "/en/codes/251/")
    assert [
        each for each in ("{{ settings.SECRET_KEY }}", "{% debug %}", "%(x)s", "{0.__class__}") if each not in page
    ] == []


LINKS = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", " javascript:x",
         "&#106;avascript:x", "//e.example/", "http://e.example/", '"><script>alert(1)</script>', "\x01javascript:x"]  # fmt: skip


@pytest.mark.parametrize("link", LINKS, ids=ascii)
def test_an_address_that_leads_astray_is_refused_and_no_link(link):
    reference = models.Reference.objects.filter(code="251").first()
    reference.rfc, reference.section, reference.url = None, "", link
    with pytest.raises(ValidationError):
        reference.full_clean()
    models.Reference.objects.filter(pk=reference.pk).update(rfc=None, section="", url=link)
    models.ProviderReply.objects.update(url=link)
    models.Provider.objects.update(url=link)
    catalogue.holder.forget()
    for address in ("/en/codes/251/", "/en/codes/550/"):
        assert link not in Shape(page_at(Client(), address)).addresses


def test_the_form_keeps_a_payload_as_text():
    """Through the admin, back into the form, on the conflict page and as a preview."""
    editor = editor_named("ann")
    form = form_at(editor, ENTRY)
    text = "<script>alert(1)</script> <img src=x onerror=alert(1)> {{ settings.SECRET_KEY }} %(x)s"
    assert save(editor, form, when_to_use_fr=text).status_code == 302
    assert form_at(editor, ENTRY)["when_to_use_fr"] == [text]
    conflict = save(editor, form, when_to_use_fr=f"other {text}")
    assert conflict.status_code == 409
    preview = save(editor, form_at(editor, ENTRY), _preview="on", _language="fr")
    for answer in (conflict, preview):
        shape = Shape(answer.content.decode())
        assert [element for element in shape.elements if "onerror" in element[1] or element[0] == "img"] == []
        assert b"<script>alert" not in answer.content
