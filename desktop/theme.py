"""Colours, spacing and type of the window, dark and light, and icons tinted to match."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.paths import assets
from desktop.widgets.stylesheet import stylesheet

if TYPE_CHECKING:
    from desktop.settings import Theme as ThemeChoice

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6 = 4, 8, 12, 16, 24, 32
"""Steps between and around things, in logical pixels."""

SMALL, BODY, LEAD, TITLE, LINE, CLOCK = 0.87, 1.0, 1.2, 1.5, 1.9, 2.6
"""Type sizes as multiples of the body size; a LINE of 28 px has capitals of 5 mm on a laptop: legible at two metres."""

SMALLEST_BODY = 15
"""Pixels; some systems' own size is 12, which cannot be read from a chair pushed back."""

_DARK_PROPERTY = "viva_dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours, each named for what it is for."""

    dark: bool
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    """Hairlines that only decorate."""
    edge: str
    """Borders of things that can be used: three to one against what they stand on."""
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    warn: str
    bad: str
    warn_soft: str
    bad_soft: str
    seats: tuple[str, str, str]
    on_seat: str


LIGHT = Colours(
    dark=False,
    window="#f4f3ef",
    surface="#ffffff",
    raised="#ecebe6",
    text="#1d2125",
    muted="#565e67",
    line="#dcdad4",
    edge="#83888d",
    accent="#24507f",
    on_accent="#ffffff",
    accent_soft="#e2ebf5",
    good="#1d6a3b",
    warn="#855000",
    bad="#ab241d",
    warn_soft="#fbefd7",
    bad_soft="#fbe6e3",
    seats=("#2b6a72", "#7a4a86", "#8a5526"),
    on_seat="#ffffff",
)

DARK = Colours(
    dark=True,
    window="#14171b",
    surface="#1c2025",
    raised="#282d34",
    text="#eae7e1",
    muted="#a6aeb8",
    line="#333a42",
    edge="#7b858f",
    accent="#93bdf2",
    on_accent="#10223a",
    accent_soft="#22344b",
    good="#83cf9f",
    warn="#eab755",
    bad="#f59a90",
    warn_soft="#3a3019",
    bad_soft="#43241f",
    seats=("#86c5cd", "#cfa3da", "#e0b083"),
    on_seat="#15191d",
)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colours() -> Colours:
    """Return the colours the application wears now."""
    app = QApplication.instance()
    return DARK if app is not None and app.property(_DARK_PROPERTY) else LIGHT


def body_pixels() -> int:
    """Return the size of ordinary text: the system's own, unless that is too small."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(SMALLEST_BODY, QFontInfo(system).pixelSize())


def pixels(scale: float) -> int:
    """Return a type size in pixels."""
    return round(body_pixels() * scale)


def icon(name: str, colour: str = "") -> QIcon:
    """Return one of our line icons in a colour, or in that of ordinary text; it greys out by itself."""
    drawing = _drawing(name)
    now = colours()
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour or now.text), (QIcon.Mode.Disabled, now.edge)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("#000", shade).encode()))
        for scale in (1, 2, 3):
            made.addPixmap(_painted(renderer, icon_pixels() * scale), mode)
    return made


def icon_pixels() -> int:
    """Return the side of an icon beside text."""
    return pixels(LEAD)


@cache
def _drawing(name: str) -> str:
    return (assets() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def app_icon() -> QIcon:
    """Return Viva's own mark, in the sizes that task bars ask for."""
    renderer = QSvgRenderer(str(assets() / "icons" / "viva.svg"))
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_painted(renderer, side))
    return made


def _painted(renderer: QSvgRenderer, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


class Theme(QObject):
    """Dresses the application: follows the system's colour scheme, or the one that was chosen."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeChoice = choice
        app.setStyle("Fusion")
        font = app.font()
        font.setPixelSize(body_pixels())
        app.setFont(font)
        app.setWindowIcon(app_icon())
        app.styleHints().colorSchemeChanged.connect(self.on_scheme_changed)
        self.choose(choice)

    def choose(self, choice: ThemeChoice) -> None:
        """Wear the light or the dark colours, or whatever the system says."""
        self._choice = choice
        hints = self._app.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
        else:
            # Native dialogs (the file chooser) take their colours from here.
            hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
        self._wear()

    @Slot()
    def on_scheme_changed(self) -> None:
        """The system went dark or light."""
        if self._choice == "system":
            self._wear()

    def _wear(self) -> None:
        scheme = self._app.styleHints().colorScheme()
        dark = self._choice == "dark" or (self._choice == "system" and scheme == Qt.ColorScheme.Dark)
        self._app.setProperty(_DARK_PROPERTY, dark)
        now = DARK if dark else LIGHT
        self._app.setPalette(_palette(now))
        self._app.setStyleSheet(stylesheet(now, pixels))
        self.changed.emit()


def _palette(now: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: now.window,
        role.WindowText: now.text,
        role.Base: now.surface,
        role.AlternateBase: now.raised,
        role.Text: now.text,
        role.PlaceholderText: now.muted,
        role.Button: now.surface,
        role.ButtonText: now.text,
        role.BrightText: now.bad,
        role.ToolTipBase: now.raised,
        role.ToolTipText: now.text,
        role.Highlight: now.accent,
        role.HighlightedText: now.on_accent,
        role.Link: now.accent,
        role.Accent: now.accent,
        role.Light: now.raised,
        role.Midlight: now.line,
        role.Mid: now.edge,
        role.Dark: now.edge,
        role.Shadow: now.line,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(now.edge))
    return palette
