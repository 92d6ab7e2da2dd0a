"""The workshop: Django's own admin over the same data. It is loaded when the first editor comes.

site         what can be edited
people       who may do what
accounts     the lists of people and of their second factors
signing_in   the way in: who guesses, second factors, who somebody is before something dangerous
sending_again  what was typed when the session had ended
languages    one set of tabs for all translated fields of a form
sources      the English beside a translation, and the rules of content beside a field
saving       versions, previews, two editors at one entry
drafts       edits that are not on the site
advice       what is said after saving
conflicts    what two editors are asked about
preview      an entry as its page would be
histories    who changed what, and the way back
desk         the overview and the work lists
exchanging   texts out to translators, and in again
filters      narrowing the list
entries      codes with their phases, references and examples
comparisons  the pairs that people mix up
providers    what providers mean by their replies
"""
