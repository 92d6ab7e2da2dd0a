"""Pictures drawn by the server: what chats show of a page, and the icons.

fonts   which font can write a text: all of it, or none
shapes  the shape and the colour of each outcome, and the mark
lines   a text in the largest size in which it fits
canvas  a picture under construction
cards   of a code, of two codes, of the site
icons   the mark for tabs and home screens
"""

from codes.picturing.cards import of_code, of_pair, of_site
from codes.picturing.icons import as_ico, as_png

__all__ = ["as_ico", "as_png", "of_code", "of_pair", "of_site"]
