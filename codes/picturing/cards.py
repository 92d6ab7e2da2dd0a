"""The pictures that chats and networks show of a page: of a code, of two codes, of the site."""

from django.utils.translation import gettext

from codes.catalogue import Edition, Entry
from codes.phrases import CHOICES
from codes.picturing.canvas import MARGIN, WIDTH, Canvas, number_size, signature_width
from codes.picturing.lines import fit, fit_all
from codes.picturing.shapes import COLOURS, MUTED

INSIDE = WIDTH - 2 * MARGIN
# Where the last line of every picture begins, and how high it is.
FOOT, SMALL = 524, 44
# Each half of a comparison, between the margin and the line in the middle.
HALF, SECOND = 464, WIDTH // 2 + 56
# In what sizes names are tried: of a code alone, of two beside each other.
ALONE = ((76, 1), (70, 1), (64, 1), (58, 1), (56, 2), (50, 2), (44, 2))
PAIRED = ((46, 2), (42, 3), (38, 3), (34, 3))


def of_code(edition: Edition, entry: Entry) -> bytes:
    """The number, the name, and at the foot what became of the mail."""
    card, size = Canvas(edition.language), number_size(entry.shown, INSIDE, 356)
    card.number(entry.shown, size, MARGIN - size // 20, 206, COLOURS[entry.outcome])
    if not entry.is_enhanced:
        card.shape(entry.outcome, 320, WIDTH - MARGIN - 320, 46)
    name = fit(entry.name.bare, entry.name.language, INSIDE, ALONE)
    card.lines(name, MARGIN, 434 - (name.height if name else 0) // 2)
    outcome(card, entry, MARGIN, FOOT)
    card.signature(SMALL, WIDTH - MARGIN - signature_width(SMALL), FOOT)
    return card.png()


def of_pair(edition: Edition, left: Entry, right: Entry) -> bytes:
    """Two halves, the smaller code first."""
    card, sides = Canvas(edition.language), ((left, MARGIN), (right, SECOND))
    names = fit_all([(entry.name.bare, entry.name.language) for entry, _start in sides], HALF, PAIRED)
    for (entry, start), name in zip(sides, names, strict=True):
        size = number_size(entry.shown, HALF, 236)
        card.number(entry.shown, size, start - size // 20, 160, COLOURS[entry.outcome])
        outcome(card, entry, start, 274)
        card.lines(name, start, 338)
    card.between("vs", 160)
    card.signature(SMALL, MARGIN, FOOT)
    return card.png()


def of_site(language: str) -> bytes:
    """The mark, the name, and what the site does."""
    card = Canvas(language)
    card.signature(190, MARGIN, 146)
    card.lines(fit(gettext("SMTP reply codes explained"), language, INSIDE, ALONE), MARGIN, 416, MUTED)
    return card.png()


def outcome(card: Canvas, entry: Entry, start: int, top: int) -> None:
    """The shape and the word of the class."""
    card.shape(entry.outcome, SMALL, start, top)
    indent = round(SMALL * 1.3)
    word = fit(str(CHOICES[entry.outcome]), card.language, HALF - indent, ((36, 1), (32, 1), (28, 1)))
    card.lines(word, start + indent, top + (SMALL - (word.height if word else 0)) // 2, COLOURS[entry.outcome])
