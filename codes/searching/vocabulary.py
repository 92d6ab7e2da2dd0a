"""All words of the content: those that begin as another does, and those that are spelt much like it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

EXACT, BEGINNING, ALIKE = 1.0, 0.6, 0.45
# A word that is misspelt more than so is another word; short ones cannot be told apart.
LEAST_ALIKE, SHORTEST_ALIKE, MOST_ALIKE = 82, 4, 3


class Vocabulary:
    """Words in order, and by every two neighbouring letters in them; the edges of a word are letters too.

    A letter that one of two words has and the other has not parts one pair of neighbours at most, where the pairs do
    not overlap. So of more such pairs than two words may have letters apart, the other word holds at least one.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        holding: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for pair in {*pairs(word, 0), *pairs(word, 1)}:
                holding[pair].append(word)
        self.holding = {pair: tuple(there) for pair, there in holding.items()}

    def begun(self, start: str) -> Iterator[tuple[str, float]]:
        """The known words that begin so, the very word first, with how close they are."""
        position = bisect_left(self.words, start)
        while position < len(self.words) and self.words[position].startswith(start):
            yield self.words[position], EXACT if self.words[position] == start else BEGINNING
            position += 1

    def alike(self, word: str) -> Iterator[tuple[str, float]]:
        """The known words that a misspelt one is most like, best first, with how close they are."""
        if len(word) >= SHORTEST_ALIKE:
            near = process.extract(word, self.candidates(word), scorer=fuzz.ratio, limit=None, score_cutoff=LEAST_ALIKE)
            best = sorted((-ratio, other) for other, ratio, _position in near)[:MOST_ALIKE]
            yield from ((other, ALIKE * -ratio / 100) for ratio, other in best)

    def candidates(self, word: str) -> set[str]:
        """Every word that may be alike and few others: those that hold one of the rarest pairs that suffice."""
        # No word that is alike is further apart than the longest one, which has so many letters more.
        apart = len(word) * 2 * (100 - LEAST_ALIKE) // LEAST_ALIKE
        cuts = [sorted((self.holding.get(pair, ()) for pair in pairs(word, start)), key=len) for start in (0, 1)]
        rarest = min((cut[: apart + 1] for cut in cuts), key=lambda cut: sum(map(len, cut)))
        return set[str]().union(*rarest)


def pairs(word: str, start: int) -> list[str]:
    """A word between its edges cut into pairs of neighbours, from its edge or from its first letter on."""
    edged = f" {word} "
    return [edged[position : position + 2] for position in range(start, len(edged) - 1, 2)]


@lru_cache(maxsize=1)
def vocabulary(words: tuple[str, ...]) -> Vocabulary:
    """The vocabulary of words in order, the same one for all editions: each knows the words of every language."""
    return Vocabulary(words)
