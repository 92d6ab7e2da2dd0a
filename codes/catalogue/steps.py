"""Lists of steps: those of one class first, then those that an enhanced entry gives for every class."""

from codes.catalogue.entries import Text


def follow(own: Text, common: Text) -> Text:
    """Both lists as one, counted through; in the language of the common steps, where both have it."""
    if not own or own.language != common.language:
        return common
    steps = [line.partition(". ")[2] for line in (*own.plain.splitlines(), *common.plain.splitlines())]
    return Text("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)), common.language)


def first(steps: Text, count: int) -> Text:
    """The likeliest steps, which stand first."""
    return Text("\n".join(steps.plain.splitlines()[:count]), steps.language)
