"""Under which licence the texts of the reference may be used."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Licence(NamedTuple):
    """A licence: its SPDX identifier, its address, and the line that says so."""

    identifier: str
    address: str
    line: Promise


LICENCE = Licence(
    "CC-BY-SA-4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/",
    _("The texts may be used under the licence CC BY-SA 4.0: name the source, and pass them on under the same terms."),
)
