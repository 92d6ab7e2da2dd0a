"""Entries as documents."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from codes import catalogue, comparing, phrases
from codes.catalogue import Edition, Entry
from codes.publishing import shapes
from codes.smtp import facets
from codes.smtp.dialogue import Command, in_order
from codes.smtp.pairing import Source


def document(edition: Edition) -> shapes.Document:
    """What every document says of itself."""
    licence = phrases.LICENCE
    return {
        "version": 1,
        "language": edition.language,
        "licence": {"identifier": licence.identifier, "address": licence.address, "line": str(licence.line)},
    }


def address(name: str, *arguments: str) -> str:
    """Where a page or a document of this language is."""
    return settings.SITE_URL + reverse(name, args=arguments)


def index(edition: Edition) -> shapes.Index:
    """All codes, and the comparisons that editors have written about."""
    pairs: list[shapes.Pair] = [
        {
            "left": confusion.left.value,
            "right": confusion.right.value,
            "page": address("compare", confusion.pair),
            "json": address("compare-json", confusion.pair),
            "changed": confusion.changed_at,
        }
        for confusion in edition.confusions.values()
    ]
    return {**document(edition), "codes": [row(entry) for entry in edition.codes.values()], "comparisons": pairs}


def nothing(unknown: Iterable[str], nearest: Iterable[Entry]) -> shapes.Nothing:
    """What stands in the place of a document that does not exist."""
    return {
        "error": gettext("There is no page at this address"),
        "unknown": list(unknown),
        "nearest": [row(entry) for entry in nearest],
    }


def row(entry: Entry) -> shapes.Row:
    """A code in a list."""
    return {
        "code": entry.value,
        "kind": facets.kind_of(entry.value),
        "outcome": entry.outcome,
        "name": entry.name.bare,
        "summary": entry.summary.bare,
        "page": address("code", entry.value),
        "json": address("code-json", entry.value),
        "changed": entry.changed_at,
    }


def code(edition: Edition, entry: Entry) -> shapes.Code:
    """Everything about one code."""
    return {
        **document(edition),
        **row(entry),
        "upto": entry.upto,
        "family": entry.family,
        "readings": list(entry.readings),
        "facts": {said.aspect.value: statement(said) for said in comparing.statements(edition, entry.value)},
        "defined_in": list(entry.sheet.defined_in),
        "rfc_text": entry.rfc_text,
        "aliases": list(entry.aliases),
        "used_by": entry.used_by,
        "texts": texts(entry),
        "phases": [
            {"command": phase.command, "words": str(phrases.CHOICES[phase.command]), "meaning": text(phase.meaning)}
            for phase in entry.phases
        ],
        "examples": list(entry.examples),
        "pairings": [{"code": pair.value, "sources": [source(each) for each in pair.sources]} for pair in entry.pairs],
        "providers": [provider_reply(reply) for reply in entry.providers],
        "references": references(entry.references),
        "confused_with": [confusion(entry, each) for each in edition.confused_with(entry.value)],
    }


def texts(entry: Entry) -> shapes.Texts:
    """What editors wrote of a code."""
    return {
        "name": text(entry.name),
        "summary": text(entry.summary),
        "description": text(entry.description),
        "when_seen": text(entry.when_seen),
        "how_to_fix": text(entry.how_to_fix),
        "when_to_use": text(entry.when_to_use),
        "note": text(entry.note) if entry.note else None,
    }


def text(written: catalogue.Text) -> shapes.Text:
    """A text in all its forms."""
    return {"markdown": written.plain, "html": written.html, "language": written.language}


def statement(said: comparing.Statement) -> shapes.Said:
    """What a code says on one point."""
    return {
        "value": token(said.aspect, said.value),
        "question": said.question,
        "answer": said.answer,
        "sentence": said.sentence,
    }


def token(aspect: facets.Aspect, value: Any) -> shapes.Token:
    """A fact without words: the same in every language."""
    if aspect is facets.Aspect.COMMANDS:
        commands: frozenset[Command] = value
        return [command.value for command in in_order(commands)]
    if aspect is facets.Aspect.PAIRED:
        return list(value)
    found = value[0] if aspect is facets.Aspect.STATUS else value
    return str(found.name).lower()


def source(reason: Source) -> shapes.Source:
    """Why two codes count as a pair."""
    return {
        "basis": reason.basis,
        "rfc": reason.rfc or None,
        "section": reason.section,
        "seen_at": reason.seen_at,
        "words": phrases.source_list((reason,)),
    }


def provider_reply(reply: catalogue.ProviderReply) -> shapes.ProviderReply:
    """What a provider means by a reply."""
    return {
        "provider": reply.provider,
        "address": reply.address,
        "reply": reply.reply,
        "enhanced": reply.enhanced,
        "pattern": reply.pattern,
        "meaning": text(reply.meaning),
        "what_to_do": text(reply.what_to_do),
    }


def references(found: Iterable[catalogue.Reference]) -> list[shapes.Reference]:
    """Where statements go back to."""
    return [{"name": each.name, "address": each.address, "label": text(each.label)} for each in found]


def confusion(entry: Entry, pair: catalogue.Confusion) -> shapes.Confusion:
    """A code that is mixed up with this one."""
    other = pair.right if pair.left.value == entry.value else pair.left
    return {"code": other.value, "json": address("compare-json", pair.pair), "verdict": text(pair.verdict)}
