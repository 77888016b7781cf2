"""What an internal edition bears wherever it is read, printed or opened: that it is not to be published."""

import json
from dataclasses import dataclass
from html import escape

from sozialraum.model.published import Audience
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import Texts


@dataclass(frozen=True)
class Banner:
    """The notice of an internal edition: a mark of two words and the sentence."""

    mark: str
    sentence: str

    def marked(self, title: str) -> str:
        """A title that says first whom it is for."""
        return f"{self.mark}: {title}"

    @property
    def html(self) -> str:
        """Above everything on a page, and across every sheet of paper."""
        return (
            f'<p class="sr-intern" role="note"><b>{escape(self.mark)}</b>'
            f'<span class="sr-hidden">:</span> {escape(self.sentence)}</p>\n'
            f'<p class="sr-intern-sheet" aria-hidden="true">{escape(self.mark)}</p>\n'
        )

    @property
    def on_paper(self) -> str:
        """A style that writes the sentence into the margin of every sheet, where a browser can."""
        text = json.dumps(f"{self.mark}: {self.sentence}", ensure_ascii=False)  # a CSS string is quoted alike
        return f"@page {{ @top-center {{ content: {text}; font: 700 8pt sans-serif; color: #000; }} }}"


def banner_for(audience: Audience, words: Texts) -> Banner | None:
    """The notice of that edition; None for a public one."""
    if audience is Audience.OEFFENTLICH:
        return None
    return Banner(words("intern.mark"), words("intern.sentence"))


def banner_of(context: Context) -> Banner | None:
    """The notice of the edition that is shown; None for a public one."""
    return banner_for(context.published.audience, context.words)


def file_href(context: Context, path: str) -> str:
    """How a page of this language links to an export."""
    return context.up + file_name(context, path)


def file_name(context: Context, path: str) -> str:
    """The path of an export; that of an internal edition says so: data/intern_planung.xlsx."""
    if context.published.audience is Audience.OEFFENTLICH:
        return path
    folder, _, name = path.rpartition("/")
    return f"{folder}/{context.published.audience}_{name}"
