"""Where the files lie that come with the program: in the checkout, or inside the installed package."""

from __future__ import annotations

from pathlib import Path


def asset(*parts: str) -> Path:
    """Return the path of a file of `assets/`."""
    root = Path(__file__).resolve().parents[1]
    inside = root / "desktop" / "assets"
    return (inside if inside.is_dir() else root / "assets").joinpath(*parts)
