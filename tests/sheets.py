"""Sheets of paper read back from a PDF: how large, which words, how small the type, whether anything is cut off."""

import re

import pypdfium2

A4, A3 = (595, 842), (842, 1191)
PT_PER_MM = 72 / 25.4
LEAST_PT = 7.0
CAPITAL = 0.729  # of the size of the type, in the fonts of the tests
WHITE = 250


def sizes(paper: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    """Width and height of each page in points."""
    return [(round(width), round(height)) for width, height in (page.get_size() for page in paper)]


def texts(paper: pypdfium2.PdfDocument) -> list[str]:
    """The words of each page."""
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in paper]


def smallest_pt(paper: pypdfium2.PdfDocument) -> float:
    """The smallest type of words, from the boxes of capital letters, which are about seven tenths of it high.

    The single letters within the signs of facilities are part of a drawing that the legend explains.
    """
    found = []
    for page in paper:
        text = page.get_textpage()
        words = text.get_text_range()
        for match in re.finditer(r"[EHKLMT](?=[a-zäöü]{2})", words):
            box = text.get_charbox(match.start())
            found.append((box[3] - box[1]) / CAPITAL)
    return min(found)


def margin_is_white(paper: pypdfium2.PdfDocument, mm: float = 9) -> None:
    """Nothing is drawn into the margins but the number of the page below."""
    for number, page in enumerate(paper):
        picture = page.render(scale=1, grayscale=True).to_numpy()
        height, width = picture.shape[:2]
        edge = round(mm * PT_PER_MM)
        for side in (picture[:, :edge], picture[:, width - edge :], picture[:edge], picture[height - 10 :]):
            assert side.min() >= WHITE, number


def outside(
    paper: pypdfium2.PdfDocument, left_pt: float, top_pt: float, bottom_pt: float, own: str = ""
) -> list[str]:
    """For each page the words around the first letter that stands in a margin or beyond the border.

    Args:
        paper: the sheets.
        left_pt: width of the margins at left and right.
        top_pt: height of the one above.
        bottom_pt: height of the one below.
        own: so begins what the browser writes into the margins, which comes last.
    """
    found = []
    for page in paper:
        width, height = page.get_size()
        text = page.get_textpage()
        words = text.get_text_range()
        for at in range(words.rindex(own) if own else text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if words[at].isspace() or left == right:
                continue
            if left < left_pt or right > width - left_pt or bottom < bottom_pt or top > height - top_pt:
                found.append(words[max(0, at - 10) : at + 20])
                break
    return found
