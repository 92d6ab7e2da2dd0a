"""Comparisons as documents."""

from codes import comparing
from codes.catalogue import Edition, Entry, Text
from codes.publishing import shapes
from codes.publishing.entries import address, document, references, row, statement, text


def comparison(edition: Edition, left: Entry, right: Entry) -> shapes.Comparison:
    """Two codes side by side; left is the smaller one."""
    page = comparing.compare(edition, left, right)
    pair = f"{left.value}-vs-{right.value}"
    sentences = (Text(f"{each.left.sentence} {each.right.sentence}", edition.language) for each in page.differences)
    changes = [left.changed_at, right.changed_at]
    return {
        **document(edition),
        "page": address("compare", pair),
        "json": address("compare-json", pair),
        "changed": max([*changes, page.confusion.changed_at] if page.confusion else changes),
        "left": row(left),
        "right": row(right),
        "lead": text(page.lead),
        "facets": [facet(each) for each in (*page.differences, *page.agreeing)],
        "differences": [text(each) for each in (*sentences, *page.added)],
        "alike": page.alike,
        "why_paired": page.why_paired,
        "which_to_use": text(page.confusion.which_to_use) if page.confusion else None,
        "references": references(page.references),
    }


def facet(point: comparing.Row) -> shapes.Facet:
    """One point of comparison."""
    return {
        "aspect": point.left.aspect,
        "differs": point.differs,
        "left": statement(point.left),
        "right": statement(point.right),
    }
