"""The rules that content must keep: one function a rule, each yields what breaks it."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from codes.smtp import enhanced, rfc
from codes.transfer.breaches import Breach, Flaw
from codes.transfer.records import CODE, COMPARISON, FACTS, READING, Fact, Record, Shape

Rule = Callable[[dict[str, Record], list[str], str], Iterator[Breach]]

CODE_SPAN = re.compile(r"`[^`\n]*`")
BULLET = re.compile(r"- \S")
STEP = re.compile(r"([1-9])\. \S")
END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ÿ]|[«“`\d])")
# "vous vous" and "nous nous" are good French.
DOUBLED = re.compile(r"\b(?!(?:nous|vous)\b)(\w+) \1\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{[\w.:!\[\]]*\}|\{\{|\{%")
MARKUP = re.compile(r"</?[a-z]|\*\*|\]\(", re.IGNORECASE)
# Words that only English has among the languages of the site.
ENGLISH = re.compile(r"\b(?:the|and|with|which|your|when|server says)\b", re.IGNORECASE)
# French sets a no-break space before these marks and inside its quotation marks.
FRENCH_SPACING = re.compile(r"(?<![\u00a0\u202f])[;!?»]|(?:^|\w)(?<!\d): |«(?![\u00a0\u202f])")
SUMMARY_LENGTH = (60, 180)
LONGEST_SENTENCE = 36
TRUSTED_SITES = ("https://www.iana.org/", "https://www.rfc-editor.org/", "https://datatracker.ietf.org/")


def check(records: dict[str, Record], languages: Iterable[str], source: str) -> list[Breach]:
    """Every breach of every rule, in the order of the rules."""
    public = list(languages)
    return [breach for rule in RULES for breach in rule(records, public, source)]


def texts(records: dict[str, Record], languages: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Every text in a public language as path, name, language and text."""
    for record in records.values():
        for path, holder, name in record.translatable():
            for language in languages:
                value = holder.texts.get((name, language), "")
                if value:
                    yield f"{path}.{language}", name, language, value


def without_code(text: str) -> str:
    """The text with its code spans emptied: what is quoted follows no rule of ours."""
    return CODE_SPAN.sub("`…`", text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, list marks left out."""
    for line in text.splitlines():
        for sentence in END_OF_SENTENCE.split(re.sub(r"^(?:- |[1-9]\. )", "", line)):
            if sentence:
                yield sentence


def complete(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """Every text exists in every public language, an optional one in all or none."""
    for record in records.values():
        for path, holder, name in record.translatable():
            there = {language for language in languages if holder.texts.get((name, language))}
            optional = name in holder.shape.optional and not there
            for language in sorted(set(languages) - there):
                if not optional:
                    yield Flaw.MISSING.at(f"{path}.{language}")


def summaries(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """A summary is one sentence that also serves search engines."""
    shortest, longest = SUMMARY_LENGTH
    for path, name, _language, text in texts(records, languages):
        if name == "summary" and not (shortest <= len(text) <= longest and text.endswith(".")):
            yield Flaw.NO_SUMMARY.at(path, count=len(text), shortest=shortest, longest=longest)


def lists(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """Situations and differences are bullets, ways to fix are counted steps."""
    for path, name, _language, text in texts(records, languages):
        lines = text.splitlines()
        if name in {"when_seen", "differences"} and not all(BULLET.match(line) for line in lines):
            yield Flaw.NO_LIST.at(path)
        if name == "how_to_fix":
            counted = [match[1] for match in map(STEP.match, lines) if match]
            if counted != [str(number) for number in range(1, len(lines) + 1)]:
                yield Flaw.NO_STEPS.at(path)


def statuses(record: Record) -> set[Fact]:
    """The status of a reply code, or of the readings of an enhanced one."""
    holders = (record, *record.children.get("readings", {}).values())
    return {holder.facts["status"] for holder in holders} - {""}


def readings(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """An enhanced entry has readings with all facts; only where there are several do they have texts of their own."""
    for record in records.values():
        if record.shape is not CODE or not enhanced.is_family(record.key):
            continue
        found = record.children.get("readings", {})
        if not found:
            yield Flaw.NO_READINGS.at(f"{record.key}.readings")
        for key, reading in found.items():
            if not all(reading.facts[name] for name in FACTS):
                yield Flaw.NO_FACT.at(f"{record.key}.readings.{key}")
            has_texts = any(reading.texts.get((name, source)) for name in READING.texts)
            if has_texts != (len(found) > 1):
                yield Flaw.TEXTS_OF_READINGS.at(f"{record.key}.readings.{key}")


def references(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """Each code has a source that we know, a standard one the source that defines it."""
    for record in records.values():
        if record.shape is not CODE:
            continue
        found = list(record.children.get("references", {}).values())
        if not found:
            yield Flaw.NO_REFERENCES.at(f"{record.key}.references")
        if statuses(record) & {"standard", "historic"} and not any(ref.facts["defines"] for ref in found):
            yield Flaw.NO_DEFINITION.at(f"{record.key}.references")
        for kind in ("references", "pairings"):
            for key, cited in record.children.get(kind, {}).items():
                if cited.facts["rfc"] and cited.facts["rfc"] not in rfc.TITLES:
                    yield Flaw.UNKNOWN_RFC.at(f"{record.key}.{kind}.{key}", number=cited.facts["rfc"])
        for ref in found:
            if ref.facts["url"] and not str(ref.facts["url"]).startswith(TRUSTED_SITES):
                yield Flaw.UNTRUSTED_SITE.at(f"{record.key}.references.{ref.key}")


def same_code_spans(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """A translation quotes the same commands and replies, and has as many lines."""
    for record in records.values():
        for path, holder, name in record.translatable():
            english = holder.texts.get((name, source), "")
            for language in languages:
                text = holder.texts.get((name, language), "")
                if text and sorted(CODE_SPAN.findall(text)) != sorted(CODE_SPAN.findall(english)):
                    yield Flaw.OTHER_CODE_SPANS.at(f"{path}.{language}")
                if text and len(text.splitlines()) != len(english.splitlines()):
                    yield Flaw.OTHER_LINES.at(f"{path}.{language}")


def wording(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """No doubled word, no placeholder, no markup, no straight quotes, no sentence without end."""
    for path, _name, _language, text in texts(records, languages):
        plain = without_code(text)
        if text.count("`") % 2:
            yield Flaw.OPEN_CODE_SPAN.at(path)
        for pattern, flaw in (
            (DOUBLED, Flaw.DOUBLED_WORD),
            (PLACEHOLDER, Flaw.PLACEHOLDER),
            (MARKUP, Flaw.MARKUP),
            (re.compile(r"['\"]"), Flaw.STRAIGHT_QUOTES),
        ):
            match = pattern.search(plain)
            if match:
                yield flaw.at(path, found=match[0])
        for sentence in sentences(plain):
            count = len(sentence.split())
            if count > LONGEST_SENTENCE:
                yield Flaw.LONG_SENTENCE.at(path, count=count, most=LONGEST_SENTENCE, beginning=sentence[:50])


def translated(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """A translation is one: not the English text, no English left in it, spaced as French wants it."""
    for path, _name, language, text in texts(records, [tongue for tongue in languages if tongue != source]):
        plain = without_code(text)
        match = ENGLISH.search(plain)
        if match:
            yield Flaw.ENGLISH_LEFT.at(path, found=match[0])
        if language == "fr" and FRENCH_SPACING.search(plain):
            yield Flaw.FRENCH_SPACING.at(path)


def said_once(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """No sentence stands twice, in whichever entries or sections."""
    for language in languages:
        seen: dict[str, str] = {}
        for path, name, _language, text in texts(records, [language]):
            if name == "label":
                continue
            for sentence in sentences(text):
                key = re.sub(r"[\W_]+", " ", sentence.casefold()).strip()
                if len(key.split()) > 2 and key in seen:
                    yield Flaw.SAID_TWICE.at(path, other=seen[key], beginning=sentence[:50])
                seen.setdefault(key, path)


def names(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """No two codes have one name."""
    for language in languages:
        named = sorted((text, path) for path, name, _language, text in texts(records, [language]) if name == "name")
        for (one, first), (other, second) in pairwise(named):
            if one == other:
                yield Flaw.SAME_NAME.at(second, other=first)


def values(record: Record) -> list[str]:
    """The codes that a record has pages for."""
    return [record.key, *(f"{digit}{record.key[1:]}" for digit in record.children.get("readings", {}))]


def pairs(records: dict[str, Record], languages: list[str], source: str) -> Iterator[Breach]:
    """Both codes of a comparison exist; no two comparisons share a rank."""
    ranks: dict[object, str] = {}
    known = {value for record in records.values() for value in values(record)}
    for record in records.values():
        if record.shape is not COMPARISON:
            continue
        for side in ("left", "right"):
            if str(record.facts[side]) not in known:
                yield Flaw.NO_ENTRY.at(f"{record.key}.{side}", code=record.facts[side])
        first = ranks.setdefault(record.facts["rank"], record.key)
        if first != record.key:
            yield Flaw.SAME_RANK.at(f"{record.key}.rank", other=first)


# What can be said of one text beside its English one, without looking at any other.
OF_ONE_TEXT: tuple[Rule, ...] = (summaries, lists, same_code_spans, wording, translated)


def breaches_among(records: dict[str, Record], key: str, languages: Iterable[str], source: str) -> list[Breach]:
    """What is wrong with an entry among all others: sentences said twice, names, pairs, sources."""
    public = list(languages)
    rules = [rule for rule in RULES if rule not in OF_ONE_TEXT and rule is not complete]
    ordered = {other: record for other, record in records.items() if other != key} | {key: records[key]}
    found = [breach for rule in rules for breach in rule(ordered, public, source)]
    return [breach for breach in found if breach.path == key or breach.path.startswith(f"{key}.")]


def breaches_of_text(name: str, language: str, text: str, english: str, source: str) -> list[Breach]:
    """What is wrong with one text, by the same rules."""
    record = Record(Shape("text", {}, (name,)), {}, {(name, source): english, (name, language): text})
    return [breach for rule in OF_ONE_TEXT for breach in rule({"": record}, [language], source)]


RULES: tuple[Rule, ...] = (
    complete,
    readings,
    summaries,
    lists,
    references,
    same_code_spans,
    wording,
    translated,
    said_once,
    names,
    pairs,
)
