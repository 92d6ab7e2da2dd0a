"""What an editor is told after saving: what the entry still lacks, and what is wrong with it among the others."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.utils.translation import gettext

from codes.editing.differences import name_of, named
from codes.editing.reasons import line
from codes.editing.standing import standing
from codes.transfer import history
from codes.transfer.check import breaches_among
from codes.transfer.records import Record

# More would be read by nobody.
MOST_LINES = 5


def advise(request: Any, before: Record | None, record: Record) -> None:
    """Warn; nothing of this keeps an entry from being published."""
    public = [code for code, _name in settings.LANGUAGES]
    old, new = dict(before.parts()) if before else {}, dict(record.parts())
    changed = [
        language
        for language in public
        if any(old.get(path) != new[path] for path in new if path.endswith(f".{language}"))
    ]
    made = history.sources_of(record)
    for language in public:
        gaps = standing(record, language, history.SOURCE, made).gaps
        missing = [named(f"{gap.path}.{history.SOURCE}", record)[0] for gap in gaps if not gap.is_outdated]
        outdated = [named(f"{gap.path}.{history.SOURCE}", record)[0] for gap in gaps if gap.is_outdated]
        for names, told in (
            (missing, gettext("Saved, but missing in %(language)s: %(texts)s.")),
            (outdated, gettext("Saved, but out of date in %(language)s: %(texts)s.")),
        ):
            if names:
                messages.warning(request, told % {"language": name_of(language), "texts": ", ".join(names)})
    for breach in breaches_among(history.entries(), record.key, changed, history.SOURCE)[:MOST_LINES]:
        messages.warning(request, line(breach))
