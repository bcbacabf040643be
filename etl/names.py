"""Names an office taught: a mention the catalogue does not know takes the code people gave it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from etl.extract.mention import Mention
from yardstick.domain.vietnamese import same_words_key
from yardstick.store.office import RememberedName

Names = Mapping[str, RememberedName]


def with_name(mention: Mention, names: Names) -> Mention:
    """The mention with the remembered code of its words, and the reason; others are left alone.

    A code the reader found itself is never replaced.
    """
    if not names or mention.indicator is not None:
        return mention
    known = names.get(same_words_key(mention.indicator_text))
    if known is None:
        return mention
    why = f"remembered name {known.name!r} -> {known.indicator}, taught by {known.author}"
    reasons = (*mention.reasons, ("indicator", why))
    return replace(mention, indicator=known.indicator, reasons=reasons)


def with_names(mentions: Iterable[Mention], names: Names) -> tuple[Mention, ...]:
    """The mentions of a source, each by `with_name`."""
    return tuple(with_name(mention, names) for mention in mentions)
