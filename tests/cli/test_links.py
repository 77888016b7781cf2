"""Pages link to each other relatively, and what they link to is there."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

NAMES = ("href", "src", "action", "formaction", "poster", "data", "background", "srcset", "xlink:href")


class Links(HTMLParser):
    """Every address a page names, and every id it has."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[tuple[str, str]] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in NAMES and value is not None:
                self.addresses.append((tag, value))
            if name == "id" and value:
                self.ids.add(value)


def links(page: Path) -> Links:
    parser = Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def test_every_link_is_relative_and_leads_to_a_page(maps: Path) -> None:
    pages = sorted(maps.rglob("*.html"))
    assert {page.name for page in pages} >= {"index.html", "nord.html", "mitte.html", "hafen.html", "heide.html"}
    ids = {page.resolve(): links(page).ids for page in pages}
    for page in pages:
        followed = 0
        for tag, address in links(page).addresses:
            parts = urlsplit(address)
            if tag == "use":  # a drawing of this same page
                assert address == f"#{parts.fragment}", (page.name, address)
            else:
                assert (tag, parts.scheme, parts.netloc) == ("a", "", ""), (page.name, address)
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
            assert target in ids or (target.suffix == ".xlsx" and target.is_file()), (page.name, address)
            if parts.fragment and "=" not in parts.fragment:
                assert parts.fragment in ids[target], (page.name, address)
            followed += 1
        assert followed, page.name


def test_every_page_can_be_reached_from_the_list_of_cities(maps: Path) -> None:
    start = (maps / "index.html").resolve()
    reached, waiting = set[Path](), [start]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        waiting += [
            (page.parent / unquote(urlsplit(address).path)).resolve()
            for _, address in links(page).addresses
            if urlsplit(address).path.endswith(".html")
        ]
    assert reached == {page.resolve() for page in maps.rglob("*.html")}


def test_licences_of_what_the_pages_carry_are_one_link_away(maps: Path) -> None:
    for page in maps.rglob("*.html"):
        if page.name != "lizenzen.html":
            assert ("a", "lizenzen.html") in links(page).addresses, page
    assert "Volodymyr" in (maps / "musterstadt" / "lizenzen.html").read_text(encoding="utf-8")
