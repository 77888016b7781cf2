"""What a single cell looks like: a number, a date, words."""

import re

AS_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{2}-\d{2}.*")
AS_NUMBER = re.compile(r"[+\-−–]?\s*[0-9.,](?:[0-9.,\s'’]*[0-9])?(?:[eE][+-]?[0-9]{1,3})?\s*%?")


def is_number(text: str) -> bool:
    """Whether a cell looks like a number or a date."""
    return bool(AS_NUMBER.fullmatch(text) or AS_DATE.fullmatch(text)) and any(sign.isdigit() for sign in text)


def is_word(text: str) -> bool:
    """Whether a cell says something that is no number, no date and no sign such as "-" or "x"."""
    return len(text) > 1 and any(sign.isalnum() for sign in text) and not is_number(text)
