"""The command `viva`: alone knows both the commands and the window."""

from __future__ import annotations

import sys

from desktop import sealed
from desktop.paths import keep_private


def main(argv: list[str] | None = None) -> int:
    """Run a command, or open the window where none is named; return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--render-child"]:
        # A frozen build has no `python -m`: the children are this program again.
        from audio.speaking.render import main as render

        return render()
    if arguments[:1] == ["--slides-child"]:
        from interviewer.slides.reader import main as read_slides

        return read_slides()
    keep_private()
    if arguments[:2] != ["models", "get"]:
        sealed.forbid_hubs()
    from desktop import cli

    return cli.run(arguments, open_window=_open_window, print_pdf=_print_pdf)


def _open_window() -> int:
    from desktop.app import run

    return run()


def _print_pdf(html: str, path: str) -> None:
    from desktop.paper import print_pdf

    print_pdf(html, path)


if __name__ == "__main__":
    sys.exit(main())
