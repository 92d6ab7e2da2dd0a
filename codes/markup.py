"""The safe subset of Markdown to HTML: paragraphs, lists, code, emphasis; everything else stays text."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token


def code_span(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    """Commands and quoted replies: never translated, never turned round in a right-to-left text."""
    return format_html('<code lang="en" dir="ltr" translate="no">{}</code>', tokens[index].content)


MARKS = re.compile(r"""[&<>"`*_\\\n\r\t\0]""")
parser = MarkdownIt("zero", {"html": False}).enable(["list", "backticks", "emphasis", "newline"])
parser.add_render_rule("code_inline", code_span)


def to_html(text: str) -> SafeString:
    """HTML of a text of several lines; what the subset does not know comes out literally."""
    return mark_safe(parser.render(text))  # noqa: S308 -- markdown-it escapes, HTML is off


def to_inline_html(text: str) -> SafeString:
    """HTML of one line, without a paragraph around it."""
    if is_plain(text):
        return SafeString(text)
    return mark_safe(parser.renderInline(text))  # noqa: S308 -- as above


def is_plain(text: str) -> bool:
    """Whether a line is its own HTML, without a parser: no marks, and no spaces that HTML would not show."""
    return not MARKS.search(text) and "  " not in text and text == text.strip()
