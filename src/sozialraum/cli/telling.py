"""What is wrong with the inputs, told so that a terminal still shows all of it."""

from collections import Counter
from collections.abc import Sequence

from sozialraum.cli.say import say
from sozialraum.errors import Problem
from sozialraum.presentation.words.texts import Texts, problem_text

OF_A_KIND = 5  # notes of one code that are told one by one


def tell(problems: Sequence[Problem], words: Texts, every: bool = False) -> None:
    """Every error, and of each kind of note the first few and how many more there are.

    Args:
        every: leave no note out.
    """
    told = Counter[str]()
    notes = Counter(str(one.code) for one in problems if not one.is_error)
    for one in problems:
        code = str(one.code)
        if not one.is_error and not every and notes[code] > OF_A_KIND + 1:  # one left out would save no line
            told[code] += 1
            if told[code] == OF_A_KIND + 1:
                say(words("cli.more_notes", code=code, count=notes[code] - OF_A_KIND), err=True)
            if told[code] > OF_A_KIND:
                continue
        say(problem_text(one, words), err=True)
