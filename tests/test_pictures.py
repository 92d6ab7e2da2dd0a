"""The pictures that chats show: what is on them, in every script, and how they are answered."""

import io
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override
from PIL import Image

from codes import catalogue, picturing
from codes.catalogue import Edition, Text
from codes.picturing import fonts, lines
from codes.picturing.shapes import COLOURS, PAGE, TEXT
from codes.smtp.theory import Outcome
from tests.images import counts, opened

pytestmark = pytest.mark.django_db
NAMES = {
    "ar": "صندوق البريد 550 غير متاح",
    "de": "Größe überschritten – „Postfach“ voll",
    "es": "¿Buzón lleno? Año señalado",
    "fr": "Boîte aux lettres pleine : œuvre d’Éloïse",
    "hi": "मेलबॉक्स उपलब्ध नहीं है, SMTP रुका",
    "pl": "Zażółć gęślą jaźń",
    "ru": "Почтовый ящик недоступен",
    "th": "ไม่พบกล่องจดหมาย SMTP",
    "tr": "Posta kutusu dolu, İğneışı",
    "uk": "Поштова скринька недоступна, її ґанок",
    "vi": "Hộp thư đã đầy hoặc thư bị từ chối",
}
UNWRITTEN = {"ja": "メールボックスが利用できません", "ko": "사서함을 사용할 수 없음", "zh-hans": "邮箱不可用"}


def drawn(language: str, name: str) -> bytes:
    """The picture of 450 under another name."""
    entry = replace(catalogue.current("en").codes["450"], name=Text(name, language))
    with override(language):
        return picturing.of_code(Edition(language, {}, {}), entry)


def characters(path: Path) -> set[int]:
    """What a font has glyphs for, as its character map says (OpenType, cmap, format 4)."""
    data = path.read_bytes()
    tables = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(struct.unpack_from(">H", data, 4)[0]))
    start = next(offset for tag, _sum, offset, _length in tables if tag == b"cmap")
    records = (
        struct.unpack_from(">HHI", data, start + 4 + 8 * n) for n in range(struct.unpack_from(">xxH", data, start)[0])
    )
    at = start + next(offset for platform, kind, offset in records if (platform, kind) == (3, 1))
    kind, twice = struct.unpack_from(">H4xH", data, at)
    assert kind == 4
    ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("250", Outcome.SUCCESS),
        ("354", Outcome.CONTINUE),
        ("421", Outcome.TEMPORARY),
        ("550", Outcome.PERMANENT),
        ("5.7.139", Outcome.PERMANENT),
        ("101", Outcome.UNDEFINED),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_code_is_large_and_in_its_colour(client, language, value, outcome):
    body = client.get(f"/{language}/codes/{value}.png").content
    found = counts(body)
    assert (opened(body).format, opened(body).size) == ("PNG", (1200, 630))
    assert len(body) <= 60 * 1024
    assert max(found, key=found.__getitem__) == PAGE
    assert max(COLOURS.values(), key=found.__getitem__) == COLOURS[outcome]
    assert found[COLOURS[outcome]] > 30_000
    assert found[TEXT] > 3_000


def test_the_longest_name_and_number_fit(client):
    content = catalogue.current("fr")
    for entry in (
        max(content.codes.values(), key=lambda each: len(each.shown)),
        max(content.codes.values(), key=lambda each: len(each.name.bare)),
    ):
        image = opened(client.get(f"/fr/codes/{entry.value}.png").content).convert("RGB")
        ground = Image.new("RGB", image.size, PAGE)
        left, top, right, bottom = Image.composite(image, ground, difference(image)).convert("L").point(
            lambda level: 255 * (level > 40)
        ).getbbox()  # fmt: skip
        assert left >= 60
        assert top >= 40
        assert right <= 1140
        assert bottom <= 600


def difference(image: Image.Image) -> Image.Image:
    """Where something stands on the ground."""
    return image.convert("L").point(lambda level: 255 * (level > 40))


def test_a_comparison_shows_both_in_their_colours(client):
    found = counts(client.get("/en/compare/251-vs-501.png").content)
    assert found[COLOURS[Outcome.SUCCESS]] > 10_000
    assert found[COLOURS[Outcome.PERMANENT]] > 10_000
    body = client.get("/fr/compare/251-vs-501.png").content
    left, right = (
        counts(png(opened(body).convert("RGB").crop(box))) for box in ((0, 0, 560, 500), (640, 0, 1200, 500))
    )
    assert left[COLOURS[Outcome.PERMANENT]] == right[COLOURS[Outcome.SUCCESS]] == 0


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_the_site_has_a_picture_in_each_language(client):
    bodies = [client.get(f"/{language}/card.png").content for language in ("en", "fr")]
    assert bodies[0] != bodies[1]
    for body in bodies:
        assert opened(body).size == (1200, 630)
        assert all(counts(body)[COLOURS[outcome]] > 2_000 for outcome in list(Outcome)[:4])


@pytest.mark.parametrize("language", NAMES)
def test_every_script_has_a_font_with_all_its_glyphs(language):
    name = NAMES[language]
    path = fonts.font_for(name)
    assert path in fonts.TEXTS
    assert {ord(char) for char in name} <= characters(path)
    assert counts(drawn(language, name))[TEXT] > counts(drawn(language, ""))[TEXT] + 2_000


@pytest.mark.parametrize("language", UNWRITTEN)
def test_without_a_font_the_name_is_left_out(monkeypatch, language):
    monkeypatch.setattr(fonts, "of_the_machine", list)
    assert drawn(language, UNWRITTEN[language]) == drawn(language, "")


def test_a_font_of_the_machine_helps_where_ours_cannot(monkeypatch):
    monkeypatch.setattr(fonts, "TEXTS", [fonts.NUMBERS])
    monkeypatch.setattr(fonts, "of_the_machine", lambda: [fonts.OWN / "NotoSansThai-SemiBold.ttf"])
    assert fonts.font_for("จดหมาย") == fonts.OWN / "NotoSansThai-SemiBold.ttf"
    assert fonts.font_for("邮箱") is None


@pytest.mark.parametrize("path", [fonts.NUMBERS, *fonts.TEXTS], ids=lambda path: path.stem)
def test_glyphs_are_found_where_the_font_says_they_are(path):
    known = characters(path)
    for code in range(0x21, 0x0E5C):
        char = chr(code)
        if fonts.unicodedata.category(char)[0] in "LPN":
            assert fonts.has_glyph(path, char) == (code in known), hex(code)


def test_what_is_read_from_right_to_left_stands_on_the_right():
    arabic, french = (opened(drawn(code, NAMES[code])).convert("RGB") for code in ("ar", "fr"))
    box = (0, 360, 1200, 510)  # of the name
    left, _top, right, _bottom = difference(arabic.crop(box)).getbbox()
    assert 1105 <= right <= 1125
    assert left > 200
    assert 75 <= difference(french.crop(box)).getbbox()[0] <= 90


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Mailbox full", "en", ("Mailbox full",)),
        ("The mailbox of the recipient is full", "en", ("The mailbox of the ", "recipient is full")),
        (
            "Mailbox full and nobody there to empty it for many weeks",
            "en",
            ("Mailbox full and nobody ", "there to empty it for many…"),
        ),
        ("Donaudampfschifffahrtsgesellschaftspostfach", "de", ("Donaudampfschifffahrtsge…",)),
    ],
)
def test_words_stay_whole_and_what_is_cut_says_so(text, language, expected):
    assert lines.fit(text, language, 420, [(30, 2)]).texts == expected


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/en/compare/501-vs-251.png", "/en/compare/251-vs-501.png"),
        ("/en/compare/251-VS-501.png", "/en/compare/251-vs-501.png"),
        ("/en/compare/550-vs-550.png", "/en/codes/550.png"),
        ("/en/codes/%20550.png", "/en/codes/550.png"),
        ("/FR/codes/550.png", "/fr/codes/550.png"),
    ],
)
def test_other_spellings_are_sent_on(client, path, location):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, location)


def test_a_family_is_shown_as_its_most_usual_reading(client):
    response = client.get("/en/codes/X.2.2.png")
    assert (response.status_code, response["Location"]) == (302, "/en/codes/5.2.2.png")


@pytest.mark.parametrize("path", ["codes/599.png", "compare/550-vs-599.png", "compare/a.png", "x.png"])
def test_what_is_unknown_is_a_page_that_says_so(client, path):
    response = client.get(f"/fr/{path}")
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("path", ["codes/5.1.1", "compare/251-vs-501"])
def test_pictures_are_kept_like_their_pages_and_other_sites_may_show_them(client, path):
    page, picture = client.get(f"/fr/{path}/"), client.get(f"/fr/{path}.png")
    for name in ("Cache-Control", "Content-Language", "Vary", "Surrogate-Key"):
        assert picture[name] == page[name]
    assert (picture["Content-Type"], picture["Cross-Origin-Resource-Policy"]) == ("image/png", "cross-origin")
    assert client.get(f"/fr/{path}.png", headers={"If-None-Match": picture["ETag"]}).status_code == 304
    assert client.get(f"/en/{path}.png")["ETag"] != picture["ETag"]
    assert not picture.cookies


def test_pictures_ask_no_database(client, monkeypatch, django_assert_num_queries):
    catalogue.holder.current()
    monkeypatch.setattr(catalogue.holder, "clock", lambda: catalogue.holder.looked_at)  # no look at the revision is due
    with django_assert_num_queries(0):
        client.get("/en/codes/550.png")
