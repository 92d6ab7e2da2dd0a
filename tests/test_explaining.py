"""What is said of a text: to whom it happened, who has to act, and what to do."""

import pytest
from django.utils.translation import override

from codes import catalogue, explaining
from codes.phrases import State

pytestmark = pytest.mark.django_db
DSN = (
    "Final-Recipient: rfc822; ann@example.com\nAction: {action}\nStatus: {status}\n"
    "Remote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; {reply}\n"
)


def explain(text: str, language: str = "en") -> explaining.Explanation:
    with override(language):
        return explaining.explain(catalogue.current(language), text)


@pytest.mark.parametrize(
    ("text", "state", "main", "pair"),
    [
        ("550 5.1.1 <ann@example.com>: User unknown", State.REFUSED, "5.1.1", "550-vs-5.1.1"),
        ("450 4.7.1 Greylisted", State.PUT_OFF, "4.7.1", "450-vs-4.7.1"),
        ("250 2.0.0 Ok: queued as 5D1C2A0", State.ACCEPTED, "250", "250-vs-2.0.0"),
        ("354 End data with <CR><LF>.<CR><LF>", State.GOING_ON, "354", ""),
        ("550 Mailbox unavailable", State.REFUSED, "550", ""),
        ("(#5.2.2)", State.REFUSED, "5.2.2", ""),
        ("550 4.4.7 Message expired", State.REFUSED, "550", "550-vs-4.4.7"),
        (
            DSN.format(action="failed", status="4.4.7", reply="421 4.4.1 no answer"),
            State.GIVEN_UP,
            "4.4.1",
            "421-vs-4.4.1",
        ),
        (DSN.format(action="delayed", status="4.4.1", reply="421 busy"), State.WAITING, "4.4.1", "421-vs-4.4.1"),
        (DSN.format(action="failed", status="5.0.0", reply="550 no"), State.REFUSED, "550", "550-vs-5.0.0"),
        ("599 we do not like you", State.REFUSED, None, ""),
    ],
)
def test_what_became_of_the_message(text, state, main, pair):
    (card,) = explain(text).cards
    assert (card.state, card.main and card.main.value, card.pair) == (state, main, pair)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DSN.format(action="failed", status="5.0.0", reply="550 5.1.1 no"), ["noted no more than 5.0.0"]),
        (
            DSN.format(action="failed", status="5.2.0", reply="550 5.1.1 no"),
            ["noted 5.2.0, the server’s own reply says 5.1.1"],
        ),
        (DSN.format(action="failed", status="4.4.7", reply="550 no"), ["4.4.7, and the server’s reply, 550, disagree"]),
        (DSN.format(action="failed", status="5.1.1", reply="550 5.1.1 no"), []),
        (">>> MAIL From:<a@example.org>\n<<< 451 4.1.8 no\n>>> DATA\n<<< 503 5.0.0 Need RCPT", ["503 also stands"]),
        ("503 5.5.1 Bad sequence of commands", []),
        ("503 5.5.1 need MAIL command\n451 4.7.1 try later", []),
    ],
)
def test_contradictions_and_false_causes_are_pointed_out(text, words):
    (card,) = explain(text).cards
    assert [word for word, said in zip(words, card.findings, strict=True) if word not in said] == []


def test_two_numbers_that_contradict_each_other_are_explained_together():
    (card,) = explain("450 5.7.1 Access denied").cards
    assert "contradict each other" in card.together
    assert card.main.value == "450"


def test_recipients_with_the_same_reply_share_a_card():
    lines = "".join(f"<{name}@example.com>:\n550 5.1.1 unknown\n\n" for name in ("ann", "bob"))
    told = explain(f"{lines}<carl@example.com>:\n452 4.2.2 full\n")
    assert [["".join(w.text for w in who) for who in card.recipients] for card in told.cards] == [
        ["ann@example.com", "bob@example.com"],
        ["carl@example.com"],
    ]
    assert told.counts == ("2 recipients: refused for good", "1 recipient: put off, can be tried again")


def test_many_recipients_are_counted_and_not_all_shown():
    told = explain("".join(f"<u{number}@example.com>:\n550 5.1.1 no\n\n" for number in range(203)))
    assert sum(len(card.recipients) for card in told.cards) == explaining.MOST_RECIPIENTS
    assert (told.counts, told.left_out) == (("203 recipients: refused for good",), "And 3 more recipients.")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_providers_meaning_is_told_and_its_words_marked(language):
    text = "550-5.1.1 The email account that you tried to reach does not exist. https://support.google.com/mail gmail"
    told = explain(text, language)
    assert told.cards[0].provider.provider == "Gmail"
    marked = ["".join(w.text for w in piece.words) for piece in told.pieces if piece.number]
    assert marked[:2] == ["550", "5.1.1"]
    assert marked[2].startswith("The email account that you tried to reach")
    assert "".join(w.text for piece in told.pieces for w in piece.words) == text


def test_a_providers_meaning_is_told_to_its_own_recipients_only():
    gmail = "550-5.1.1 The email account that you tried to reach does not exist. https://support.google.com/mail gmail"
    told = explain(f"<ann@example.com>:\n550 5.1.1 no such user\n\n<bob@gmail.com>:\n{gmail}\n")
    providers = {
        "".join(words.text for words in card.recipients[0]): card.provider and card.provider.provider
        for card in told.cards
    }
    assert providers == {"ann@example.com": None, "bob@gmail.com": "Gmail"}


def test_wording_of_a_provider_is_not_laid_to_another():
    (card,) = explain("550 5.1.1 user does not exist (mx.example.com)").cards
    assert card.provider is None


@pytest.mark.parametrize("around", ["", "<bob@relais.example>: voilà la réponse de la poste, la première : "])
def test_the_article_in_a_providers_name_does_not_name_it(around):
    """A sentence that hardly two providers write alike is enough, unless the text names another provider."""
    said = "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking"
    assert explain(f"{around}{said}").cards[0].provider.provider == "Gmail"
    assert explain(f"{around}smtpz4.laposte.net: {said}").cards[0].provider is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sorry, the mailbox is full.", "5.2.2"),
        ("Relay access denied", "554"),
        ("You were greylisted, please come back", "450"),
        ("La boîte pleine du destinataire", "5.2.2"),
    ],
)
def test_known_words_without_a_code_are_a_guess(text, expected):
    told = explain(text)
    assert told.cards == ()
    assert expected in [guess.entry.value for guess in told.guesses]


@pytest.mark.parametrize("text", ["\0\x01\x02", "port 587, size 552 bytes, 12:34", "\ud800", "2026-11-24 05:50:21"])
def test_nothing_is_claimed_of_what_holds_nothing(client, text):
    response = client.post("/en/explain/", {"text": text.encode("utf-8", "replace").decode()})
    assert (response.status_code, "No code found" in response.content.decode()) == (200, True)
