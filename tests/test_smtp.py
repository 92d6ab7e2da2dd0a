"""SMTP knowledge: tables, no database."""

import pytest

from codes.smtp import enhanced, query, rfc, theory
from codes.smtp.dialogue import Command, in_order
from codes.smtp.enhanced import Subject
from codes.smtp.facets import Aspect, value_of
from codes.smtp.facts import Connection, Retry, Status
from codes.smtp.pairing import Agreement, agreement
from codes.smtp.theory import Category, Outcome
from tests.builders import make_sheet


@pytest.mark.parametrize(
    ("value", "outcome", "topic"),
    [
        ("211", Outcome.SUCCESS, Category.INFORMATION),
        ("354", Outcome.CONTINUE, Category.MAIL_SYSTEM),
        ("421", Outcome.TEMPORARY, Category.CONNECTIONS),
        ("432", Outcome.TEMPORARY, Category.UNSPECIFIED),
        ("441", Outcome.TEMPORARY, Category.UNSPECIFIED),
        ("500", Outcome.PERMANENT, Category.SYNTAX),
        ("571", Outcome.PERMANENT, Category.UNDEFINED),
        ("111", Outcome.UNDEFINED, Category.UNDEFINED),
        ("605", Outcome.UNDEFINED, Category.UNDEFINED),
        ("2.1.5", Outcome.SUCCESS, Subject.ADDRESSING),
        ("4.4.1", Outcome.TEMPORARY, Subject.NETWORK),
        ("5.7.1", Outcome.PERMANENT, Subject.POLICY),
        ("5.8.1", Outcome.PERMANENT, Subject.UNREGISTERED),
    ],
)
def test_read(value, outcome, topic):
    assert theory.read(value) == theory.Digits(outcome, topic)


def test_read_answers_every_three_digits():
    readings = [theory.read(f"{number:03}") for number in range(1000)]
    assert len(readings) == 1000


@pytest.mark.parametrize(
    ("text", "met", "standard"),
    [
        ("550", True, True),
        ("571", True, False),
        ("101", True, False),
        ("256", True, True),
        ("099", False, False),
        ("55", False, False),
        ("5500", False, False),
        ("５５０", False, False),
        ("5 0", False, False),
        ("", False, False),
    ],
)
def test_what_can_be_a_code(text, met, standard):
    assert (theory.is_three_digits(text), theory.is_standard_form(text)) == (met, standard)


@pytest.mark.parametrize(
    ("text", "is_code", "is_family"),
    [
        ("5.1.1", True, False),
        ("2.0.0", True, False),
        ("4.7.650", True, False),
        ("X.2.2", False, True),
        ("3.1.1", False, False),  # RFC 3463, 2 has no class 3
        ("5.01.1", False, False),
        ("5.1.1000", False, False),
        ("5.1", False, False),
        ("5.1.1.1", False, False),
        ("x.2.2", False, False),
        ("٥.1.1", False, False),
        ("", False, False),
    ],
)
def test_what_is_an_enhanced_code(text, is_code, is_family):
    assert (enhanced.is_enhanced(text), enhanced.is_family(text)) == (is_code, is_family)


def test_reply_codes_stand_before_enhanced_ones_and_numbers_count():
    shuffled = ["5.1.10", "5.1.2", "554", "4.7.1", "550", "5.1.1"]
    assert sorted(shuffled, key=theory.order) == ["550", "554", "4.7.1", "5.1.1", "5.1.2", "5.1.10"]


@pytest.mark.parametrize(
    ("reply", "code", "paired", "expected"),
    [
        ("550", "5.1.1", True, Agreement.PAIRED),
        ("550", "5.9.9", False, Agreement.CONSISTENT),
        ("550", "4.4.7", False, Agreement.CONTRADICTORY),
        ("250", "2.1.5", True, Agreement.PAIRED),
        ("354", "2.0.0", False, Agreement.EXCLUDED),
    ],
)
def test_agreement(reply, code, paired, expected):
    assert agreement(reply, code, paired=paired) is expected


@pytest.mark.parametrize(
    ("value", "names"),
    [("550", ("5xx",)), ("111", ()), ("5.7.1", ("5.x.x", "x.7.x")), ("5.8.1", ("5.x.x",))],
)
def test_classes_of(value, names):
    assert theory.classes_of(value) == names


@pytest.mark.parametrize(
    ("text", "name"), [("5xx", "5xx"), ("5YZ", "5xx"), ("2XX", "2xx"), ("6xx", None), ("5x", None), ("550", None)]
)
def test_parse_class(text, name):
    assert theory.parse_class(text) == name


@pytest.mark.parametrize(
    ("text", "codes", "class_name", "start"),
    [
        ("550", ("550",), None, None),
        (" 550 ", ("550",), None, None),
        ("SMTP 550", ("550",), None, None),
        ("smtp error 550:", ("550",), None, None),
        ("550-", ("550",), None, None),
        ("550-5.1.1", ("550", "5.1.1"), None, None),
        ("(#5.1.1)", ("5.1.1",), None, None),
        ("x.2.2", ("X.2.2",), None, None),
        ("5.1.1.2", (), None, None),
        ("5.9.2", (), None, None),
        ("v5.1.1", (), None, None),
        ("5.01.1", (), None, None),
        ("5.X.X", (), "5.x.x", None),
        ("x.7.x", (), "x.7.x", None),
        ("5.7", (), None, "5.7"),
        ("5.7.", (), None, "5.7."),
        ("#550", ("550",), None, None),
        ("５５０", ("550",), None, None),
        ("250 vs 251", ("250", "251"), None, None),
        ("550 550", ("550",), None, None),
        ("5xx", (), "5xx", None),
        ("smtp 4yz", (), "4xx", None),
        ("55", (), None, "55"),
        ("5", (), None, "5"),
        ("mailbox full", (), None, None),
        ("192.0.2.250", (), None, None),
        ("5.1.1", ("5.1.1",), None, None),
        ("25025", (), None, None),
        ("a550b", (), None, None),
        ("\x00550\x1b", ("550",), None, None),
        ("", (), None, None),
    ],
)
def test_parse(text, codes, class_name, start):
    found = query.parse(text)
    assert (found.codes, found.class_name, found.start) == (codes, class_name, start)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("251-vs-501", ("251", "501")),
        ("501-VS-251", ("501", "251")),
        ("251_vs_501", ("251", "501")),
        ("251 vs. 501", ("251", "501")),
        (" 251 / 501 ", ("251", "501")),
        ("5.1.1-vs-5.1.10", ("5.1.1", "5.1.10")),
        ("550 vs 5.7.1", ("550", "5.7.1")),
        ("251-vs-", None),
        ("251501", None),
        ("251-vs-5011", None),
        ("251-vs-501-vs-550", None),
        ("", None),
    ],
)
def test_parse_pair(text, pair):
    assert query.parse_pair(text) == pair


@pytest.mark.parametrize(
    ("number", "section", "address"),
    [
        (5321, "4.2.3", "https://www.rfc-editor.org/rfc/rfc5321.html#section-4.2.3"),
        (821, "", "https://www.rfc-editor.org/rfc/rfc821.html"),
        (3463, "A", "https://www.rfc-editor.org/rfc/rfc3463.html#appendix-A"),
    ],
)
def test_rfc_address(number, section, address):
    assert rfc.address(number, section) == address


@pytest.mark.parametrize(
    ("text", "is_section"),
    [
        *[(text, True) for text in ("4.2.3", "10", "A", "A.1")],
        *[(text, False) for text in ("", "4.2.", "0.1", "4.02", "§4", "4 2", "a", "4.2.3\n")],
    ],
)
def test_is_section(text, is_section):
    assert rfc.is_section(text) == is_section


def test_commands_come_in_the_order_of_the_session():
    shuffled = frozenset({Command.QUIT, Command.RCPT, Command.CONNECT, Command.DATA_END, Command.DATA})
    assert in_order(shuffled) == (Command.CONNECT, Command.RCPT, Command.DATA, Command.DATA_END, Command.QUIT)


@pytest.mark.parametrize(
    ("left", "right", "differing"),
    [
        ({}, {}, []),
        ({}, {"retry": Retry.AUTOMATIC}, [Aspect.RETRY]),
        ({}, {"commands": frozenset({Command.ANY})}, [Aspect.COMMANDS]),
        ({}, {"connection": Connection.CLOSES}, [Aspect.CONNECTION]),
        ({}, {"status": Status.HISTORIC}, [Aspect.STATUS]),
        ({}, {"defined_in": (7504,)}, [Aspect.STATUS]),
        ({}, {"value": "450"}, [Aspect.OUTCOME]),
        ({}, {"value": "500"}, [Aspect.TOPIC]),
    ],
)
def test_facets_tell_what_differs(left, right, differing):
    sides = make_sheet("550", **left), make_sheet(right.pop("value", "554"), **right)
    values = {aspect: [value_of(side, aspect) for side in sides] for aspect in Aspect}
    assert [aspect for aspect, (one, other) in values.items() if one != other] == differing
