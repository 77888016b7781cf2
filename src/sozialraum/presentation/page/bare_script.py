"""The program's scripts as pages carry them: every line as it is, without indents and without lines of comment."""


def bare_script(text: str) -> str:
    """A script without lines that only comment, empty lines and indents; line breaks stay where statements end.

    Nothing inside a line is touched, so no text, pattern or address in the code can be taken for a comment.

    Raises:
        ValueError: a text of the script runs over several lines, or code follows a comment on its last line.
    """
    lines: list[str] = []
    inside = False
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if inside or line.startswith("/*"):
            inside = "*/" not in line
            if not inside and not line.endswith("*/"):
                raise ValueError(f"line {number}: code after a comment")
            continue
        if line.startswith("//") or not line:
            continue
        if line.count("`") % 2 or line.endswith("\\"):
            raise ValueError(f"line {number}: a text over several lines")
        lines.append(line)
    if inside:
        raise ValueError("a comment without an end")
    return "\n".join(lines) + "\n"
