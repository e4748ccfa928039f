"""Prints what pyproject.toml asks for, one requirement a line: `requirements.py dev offline` adds those extras."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
wanted = list(project["project"]["dependencies"])
for extra in sys.argv[1:]:
    wanted += project["project"]["optional-dependencies"][extra]
# pip checks no hash of an editable install, so the project itself is installed later, with --no-deps and this backend.
wanted += project["build-system"]["requires"]
# `editables` is what hatchling asks for when an install is editable.
wanted.append("editables")
sys.stdout.write("\n".join(wanted) + "\n")
