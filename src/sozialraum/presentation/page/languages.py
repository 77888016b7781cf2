"""Pages in every language of a project: those of the first in the city's folder, the others in one of their own."""

from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import texts, told_in


def page_languages(languages: list[str]) -> list[str]:
    """The first language and every other one that there are words for, each once."""
    return [one for one in dict.fromkeys(languages) if one == languages[0] or told_in(one)]


def language_links(context: Context, page: str) -> list[dict[str, str]]:
    """{language, name, href} of a page in the other languages; each language by its own name.

    Args:
        page: name of the file, the same in every language.
    """
    first, own = context.project.language, context.words.language
    return [
        {
            "language": other,
            "name": texts(other)("languages.name"),
            "href": f"{context.up}{page}" if other == first else f"{context.up}{other}/{page}",
        }
        for other in page_languages(context.project.city.languages)
        if other != own
    ]
