"""The forms of the workshop as a browser posts them."""

from html.parser import HTMLParser

from django.test import Client


class Form(HTMLParser):
    """The fields of the form that saves an entry, as they stand on its page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[tuple[str, str]] = []
        self.inside = False
        self.area: tuple[str, str] | None = None
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = given.get("method") == "post" and given.get("id") != "logout-form"
        name = given.get("name", "")
        if not self.inside:
            return
        if tag == "input" and name and given.get("type") not in {"submit", "radio"}:
            if given.get("type") != "checkbox" or "checked" in given:
                self.fields.append((name, given.get("value", "on" if given.get("type") == "checkbox" else "")))
        elif tag == "textarea":
            self.area = (name, "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select:
            self.fields.append((self.select, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.area = (self.area[0], self.area[1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            written = self.area[1].removeprefix("\n").replace("\r\n", "\n")
            self.fields.append((self.area[0], written.replace("\n", "\r\n")))  # HTML, 4.10.21.7
            self.area = None
        elif tag == "form":
            self.inside = False

    @property
    def data(self) -> dict[str, list[str]]:
        """What a browser would post."""
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            if "__prefix__" not in name:
                found.setdefault(name, []).append(value)
        return found


def form_at(editor: Client, address: str) -> dict[str, list[str]]:
    """The fields of the form at an address."""
    response = editor.get(address)
    assert response.status_code == 200, address
    return Form(response.content.decode()).data
