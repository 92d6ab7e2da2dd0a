"""Sentences about classes and subjects of enhanced codes, and about two numbers in one reply."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from codes.phrases.labels import joined, rfc_section
from codes.smtp.enhanced import Subject
from codes.smtp.pairing import Agreement, Basis, Source
from codes.smtp.theory import Outcome

# RFC 3463, 2: class, then subject; RFC 2034, 4: where such codes stand.
CLASS_SUMMARIES: dict[Outcome, Promise] = {
    Outcome.SUCCESS: _("An enhanced code that begins with 2 reports that the step or the delivery succeeded."),
    Outcome.TEMPORARY: _(
        "An enhanced code that begins with 4 names a passing obstacle: the message is valid and may get through later."
    ),
    Outcome.PERMANENT: _(
        "An enhanced code that begins with 5 names the reason why the message, as it stands, will not get through."
    ),
}
CLASS_THEORIES: dict[Outcome, Promise] = {
    Outcome.SUCCESS: _(
        "Such codes are few, for success needs little explanation: 2.1.5 accepts an address, 2.0.0 says no more than "
        "well done. In a delivery report they confirm that a message has arrived or was passed on."
    ),
    Outcome.TEMPORARY: _(
        "In the reply of a server such a code stands after a reply code that begins with 4, and the sending server "
        "keeps trying. In a bounce message it means that the trying has been given up, or that it still goes on."
    ),
    Outcome.PERMANENT: _(
        "In the reply of a server such a code stands after a reply code that begins with 5. The second number tells "
        "what to look at first: address, mailbox, system, network, protocol, content or policy."
    ),
}
SUBJECT_SUMMARIES: dict[Subject, Promise] = {
    Subject.OTHER: _("With 0 in the middle, an enhanced code gives nothing but its class: no reason is named."),
    Subject.ADDRESSING: _(
        "With 1 in the middle, an enhanced code is about an address: the recipient’s or the sender’s."
    ),
    Subject.MAILBOX: _("With 2 in the middle, an enhanced code is about the mailbox behind an existing address."),
    Subject.SYSTEM: _("With 3 in the middle, an enhanced code is about the mail system that should take the message."),
    Subject.NETWORK: _("With 4 in the middle, an enhanced code is about the way there: network, DNS and routing."),
    Subject.PROTOCOL: _("With 5 in the middle, an enhanced code is about the dialogue between the two mail servers."),
    Subject.CONTENT: _("With 6 in the middle, an enhanced code is about the message itself: its format and media."),
    Subject.POLICY: _(
        "With 7 in the middle, an enhanced code is about security and policy: somebody refuses on purpose."
    ),
}
SUBJECT_THEORIES: dict[Subject, Promise] = {
    Subject.OTHER: _(
        "Read the text after the code, and the reply code before it: they are all there is. Many systems fall back on "
        "such a code in a bounce message although the reply they quote says more."
    ),
    Subject.ADDRESSING: _(
        "The sender can mostly correct such an error: a mistyped address, a domain that does not exist, a sender "
        "address to which nobody could answer."
    ),
    Subject.MAILBOX: _(
        "The address is known, but its mailbox is full, disabled or limited. As a rule only its owner, or whoever "
        "runs the server for them, can change that."
    ),
    Subject.SYSTEM: _(
        "It is for the administrator of the receiving system to act: the disk is full, the system is being shut down "
        "or it lacks a feature. One exception is 5.3.4, a message that is too large."
    ),
    Subject.NETWORK: _(
        "Such codes are mostly born on the sending side, when a host does not answer or DNS fails, and are then read "
        "in logs and bounce messages rather than in a reply."
    ),
    Subject.PROTOCOL: _(
        "A command was wrong, came out of order or asked too much. The cause lies in the software of one of the two "
        "sides, seldom in the message."
    ),
    Subject.CONTENT: _(
        "The message would have to be converted, or holds what the next system cannot carry. Both sides have a say: "
        "one can send another format, the other can learn to take it."
    ),
    Subject.POLICY: _(
        "Blocking, missing authentication, failed SPF, DKIM or DMARC, a login that was refused: the text and the "
        "address that it often links tell which rule it was, and who can lift it."
    ),
}

TOGETHER: dict[Agreement, Promise] = {
    Agreement.PAIRED: _(
        "%(reply)s says what happens, %(enhanced)s says why: “%(name)s”. The two are a known pair; their first "
        "digits agree."
    ),
    Agreement.CONSISTENT: _(
        "%(reply)s says what happens, %(enhanced)s says why: “%(name)s”. No source names the two as a pair, but their "
        "first digits agree, as RFC 2034 demands."
    ),
    Agreement.CONTRADICTORY: _(
        "In one reply %(reply)s and %(enhanced)s contradict each other: their first digits have to agree (RFC 2034, "
        "section 4). A sending server follows the reply code, so treat the reply like any %(reply)s, and read "
        "%(enhanced)s, “%(name)s”, as a hint to the reason."
    ),
    Agreement.EXCLUDED: _(
        "%(reply)s and %(enhanced)s never belong to one reply: a reply that begins with 3 carries no enhanced code "
        "(RFC 2034, section 4)."
    ),
}

SOURCES: dict[Basis, Promise] = {
    Basis.DEMANDED: _("%(place)s demands it"),
    Basis.ADVISED: _("%(place)s recommends it"),
    Basis.REGISTERED: _("the IANA registry names it"),
    Basis.ALLOWED: _("%(place)s allows it"),
    Basis.SHOWN: _("%(place)s shows it"),
    Basis.SUPERSEDED: _("%(place)s named it, which is superseded"),
    Basis.SEEN: _("seen in replies of %(place)s"),
}
SEEN_IN_BOUNCES = _("seen in bounce messages")


def enhanced_class_summary(topic: Outcome | Subject) -> str:
    """What a class or a subject of enhanced codes says, in a sentence."""
    return str(SUBJECT_SUMMARIES[topic] if isinstance(topic, Subject) else CLASS_SUMMARIES[topic])


def enhanced_class_theory(topic: Outcome | Subject) -> str:
    """What follows from it for somebody who reads such a code."""
    return str(SUBJECT_THEORIES[topic] if isinstance(topic, Subject) else CLASS_THEORIES[topic])


def together(reply: str, enhanced: str, agreement: Agreement, name: str) -> str:
    """What a reply code and an enhanced code say when they stand in one reply."""
    return str(TOGETHER[agreement]) % {"reply": reply, "enhanced": enhanced, "name": name}


def source_list(sources: tuple[Source, ...]) -> str:
    """Why two codes count as a pair."""
    return joined(source_text(source) for source in sources)


def source_text(source: Source) -> str:
    """One reason, with its place."""
    if source.basis is Basis.SEEN and not source.seen_at:
        return str(SEEN_IN_BOUNCES)
    place = source.seen_at or rfc_section(source.rfc, source.section)
    return str(SOURCES[source.basis]) % {"place": place}


def same_entry(left: str, right: str, name: str) -> str:
    """The first sentence about two classes of one enhanced entry."""
    message = gettext(
        "%(left)s and %(right)s name the same condition, “%(name)s”; only the class differs, and with it what the "
        "sending server does next."
    )
    return message % {"left": left, "right": right, "name": name}


def excluded_class(value: str, readings: tuple[str, ...]) -> str:
    """Why there is no page for a class that an entry does not have."""
    message = gettext("There is no %(value)s: this code exists only as %(readings)s.")
    return message % {"value": value, "readings": joined(readings)}
