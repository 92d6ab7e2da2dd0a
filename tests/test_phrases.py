"""Every member of every enum has its words in every public language, and no message hides a fragment."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override

from codes import phrases
from codes.phrases import sentences
from codes.smtp.dialogue import Command
from codes.smtp.enhanced import Subject
from codes.smtp.facets import Aspect, Kind
from codes.smtp.facts import Acts, Address, Connection, Message, Retry, Status
from codes.smtp.theory import Category, Outcome

LANGUAGES = [code for code, _name in settings.LANGUAGES]
VALUES = {
    Aspect.OUTCOME: list(Outcome),
    Aspect.RETRY: list(Retry),
    Aspect.MESSAGE: list(Message),
    Aspect.ADDRESS: list(Address),
    Aspect.ACTS: list(Acts),
    Aspect.CONNECTION: list(Connection),
    Aspect.TOPIC: [*Category, *Subject],
    Aspect.KIND: list(Kind),
    Aspect.PAIRED: [(), ("5.1.1",), tuple(f"5.1.{detail}" for detail in range(9))],
    Aspect.COMMANDS: [
        frozenset(),
        frozenset({Command.ANY}),
        frozenset({Command.RCPT}),
        frozenset({Command.CONNECT, Command.RCPT, Command.DATA_END}),
    ],
    Aspect.STATUS: [(status, numbers) for status in Status for numbers in [(5321,), (3207, 4954)]],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("aspect", list(Aspect))
def test_every_value_has_a_label_and_a_sentence(language, aspect):
    with override(language):
        told = [phrases.about("550", aspect, value) for value in VALUES[aspect]]
        labels = [phrases.label(aspect, value) for value in VALUES[aspect]]
    assert len(set(told)) >= len({str(value) for value in VALUES[aspect]}) - 5 * (aspect is Aspect.STATUS)
    assert all("550" in sentence and sentence.endswith(".") for sentence in told)
    assert not [text for text in told + labels if not text or re.search(r"%\(|\{", text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("left", list(Outcome))
@pytest.mark.parametrize("right", list(Outcome))
def test_every_two_outcomes_have_a_lead(language, left, right):
    with override(language):
        lead = phrases.lead("251", "501", left, right)
    assert {"251", "501"} <= set(re.findall(r"\d{3}", lead))
    assert 70 <= len(lead) <= 155
    assert lead.endswith(".")


def test_a_lead_names_the_better_outcome_first_whatever_the_order():
    with override("en"):
        assert phrases.lead("550", "450", Outcome.PERMANENT, Outcome.TEMPORARY).startswith("After 450 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_classes_are_explained(language):
    with override(language):
        told = [
            str(table[outcome]) for table in (sentences.CLASS_SUMMARIES, sentences.CLASS_THEORIES) for outcome in table
        ]
    assert len(set(told)) == 8


@pytest.mark.parametrize(
    ("language", "commands", "written"),
    [
        ("en", {Command.RCPT}, "RCPT"),
        ("en", {Command.VRFY, Command.RCPT}, "RCPT and VRFY"),
        ("en", {Command.CONNECT, Command.RCPT, Command.DATA_END}, "greeting, RCPT, and end of the message"),
        ("en", {Command.RCPT, Command.ANY}, "RCPT and any other command"),
        ("fr", {Command.CONNECT, Command.RCPT, Command.DATA_END}, "accueil, RCPT et fin du message"),
    ],
)
def test_lists_follow_the_language(language, commands, written):
    with override(language):
        assert phrases.command_list(frozenset(commands)) == written
