from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before Qt is loaded: these tests need no display, whatever machine they run on.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    # The offscreen platform says this whenever a window has a smallest size; it is about the platform, not about us.
    quirk = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(quirk)


@pytest.fixture(scope="session")
def wardrobe(qapp):
    from desktop.theme import Theme

    return Theme(qapp, "light")


@pytest.fixture
def dressed(wardrobe):
    from PySide6.QtCore import QCoreApplication, QEvent

    # Closed windows wait for an event loop that never runs here; every one left over is dressed again each time.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wardrobe.choose("light")
    return wardrobe


@pytest.fixture
def debrief_screen(qtbot, dressed):
    """A debrief's screen, shown at an ordinary size."""
    from desktop.screens.debrief import DebriefScreen

    screen = DebriefScreen()
    qtbot.addWidget(screen)
    screen.resize(1280, 740)
    screen.show()
    qtbot.waitExposed(screen)
    return screen
