"""Words of another language than the page: found by what the project has in no other, and marked where they stand."""

import dataclasses

import pytest

from sozialraum.presentation.atlas.data import CityPages, atlas_data
from sozialraum.presentation.page.tongues import Tongues
from sozialraum.presentation.quality.page import quality_page
from sozialraum.presentation.words.foreign import foreign_texts
from sozialraum.presentation.words.texts import texts

KNOWN = Tongues({"Kita": "de", "Kita Elchwiese": "de", "Kinder <u3> & mehr": "de", "„Halt“": "de"})


def test_the_longest_text_wins_and_ends_where_words_end() -> None:
    assert KNOWN.parts("near Kita Elchwiese, not Kitas") == [
        ("near ", None),
        ("Kita Elchwiese", "de"),
        (", not Kitas", None),
    ]
    assert KNOWN.parts("a Kita") == [("a ", None), ("Kita", "de")]
    assert KNOWN.parts("say „Halt“!") == [("say ", None), ("„Halt“", "de"), ("!", None)]
    assert KNOWN.parts("NeuKita, Kita2") == [("NeuKita, Kita2", None)]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>Kita</p>", '<p lang="de">Kita</p>'),
        ('<td class="a"> Kita, Kita Elchwiese. </td>', '<td class="a" lang="de"> Kita, Kita Elchwiese. </td>'),
        ("<p>a Kita</p>", '<p>a <span lang="de">Kita</span></p>'),
        ("<p>Kita <b>one</b></p>", '<p><span lang="de">Kita</span> <b>one</b></p>'),
        ('<a title="all">Kita</a>', '<a title="all"><span lang="de">Kita</span></a>'),
        ("<p>Kinder &lt;u3&gt; &amp; mehr</p>", '<p lang="de">Kinder &lt;u3&gt; &amp; mehr</p>'),
        ("<option>Kita</option><option>a Kita</option>", '<option lang="de">Kita</option><option>a Kita</option>'),
        (
            "<svg><text>Kita</text><text>1 Kita</text></svg>",
            '<svg><text lang="de">Kita</text><text>1 Kita</text></svg>',
        ),
        ("<script>Kita</script><p>one</p>", "<script>Kita</script><p>one</p>"),
    ],
)
def test_an_element_says_the_language_of_its_text(html: str, told: str) -> None:
    assert KNOWN.marked(html) == told
    assert Tongues({}).marked(html) == html


def test_texts_are_foreign_where_the_page_has_another_language(pages: CityPages) -> None:
    """Of the data block only what stands in it is told to the page; names of areas belong to no language."""
    project, published = pages.context.project, pages.context.published
    assert foreign_texts(project, published, project.language) == {}
    found = foreign_texts(project, published, "en")
    assert set(found.values()) == {"de"}
    assert {source.title for source in project.sources.values()} <= set(found)
    assert set(map(str, published.facilities["name"])) <= set(found)
    assert not set(map(str, published.areas["name"])) & set(found)
    english = dataclasses.replace(pages.context, words=texts("en"))
    data = english.tongues.told(atlas_data(CityPages(english)))
    names = {one["name"] for one in data["facilities"]}
    assert names <= set(data["foreign"]["de"]) <= set(found)
    assert "foreign" not in pages.context.tongues.told(atlas_data(pages))


def test_the_report_speaks_the_language_of_its_page(pages: CityPages) -> None:
    context = dataclasses.replace(pages.context, words=texts("en"))
    told = quality_page(context, "1")
    source = next(iter(context.project.sources.values())).title
    assert told.count(f'lang="de">{source}') == told.count(source) or source not in told
    assert 'lang="de"' in told
