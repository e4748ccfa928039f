"""How the theme's colours are laid over Qt's own widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.theme import Colours


def stylesheet(c: Colours, pixels: Callable[[float], int]) -> str:
    """Return the application's style sheet; `pixels` turns a type scale into a size."""
    return "\n".join((_type(c, pixels), _frames(c), _buttons(c, pixels), _inputs(c), _lists(c)))


def _type(c: Colours, pixels: Callable[[float], int]) -> str:
    return f"""
QLabel[role="small"] {{ font-size: {pixels(0.87)}px; }}
QLabel[role="muted"] {{ color: {c.muted}; }}
QLabel[role="note"] {{ color: {c.muted}; font-size: {pixels(0.93)}px; }}
QLabel[role="heading"] {{ font-size: {pixels(1.07)}px; font-weight: 600; }}
QLabel[role="lead"] {{ font-size: {pixels(1.2)}px; }}
QLabel[role="title"] {{ font-size: {pixels(1.5)}px; font-weight: 600; }}
QLabel[role="phase"] {{ font-size: {pixels(1.6)}px; font-weight: 600; }}
QLabel[role="phase"][mine="true"] {{ color: {c.accent}; }}
QLabel[role="clock"] {{ font-size: {pixels(2.4)}px; font-weight: 600; }}
QLabel[role="clock"][urgency="soon"] {{ color: {c.warn}; }}
QLabel[role="clock"][urgency="now"] {{ color: {c.bad}; }}
QLabel[role="figure"] {{ font-size: {pixels(1.5)}px; font-weight: 600; }}
QLabel[role="quoted"] {{ color: {c.accent}; font-size: {pixels(1.07)}px; }}
QLabel[role="good"] {{ color: {c.good}; font-size: {pixels(0.93)}px; }}
QLabel[role="warn"] {{ color: {c.warn}; font-size: {pixels(0.93)}px; }}
QLabel[role="bad"] {{ color: {c.bad}; font-size: {pixels(0.93)}px; }}
QLabel[role="chip"] {{ background: {c.raised}; color: {c.text}; border-radius: 6px; padding: 3px 9px;
    font-size: {pixels(0.87)}px; }}
QLabel[role="flag"] {{ background: {c.warn_soft}; color: {c.warn}; border-radius: 6px; padding: 3px 9px;
    font-size: {pixels(0.87)}px; }}
QLabel[role="tip"] {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.edge}; border-radius: 6px;
    padding: 4px 8px; font-size: {pixels(0.93)}px; }}
QLabel:disabled {{ color: {c.edge}; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.edge}; padding: 4px 6px; }}
"""


def _frames(c: Colours) -> str:
    return f"""
QMainWindow, QDialog {{ background: {c.window}; }}
QFrame[role="header"] {{ background: {c.surface}; border: none; border-bottom: 1px solid {c.line}; }}
QFrame[role="footer"] {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 10px; }}
QFrame[role="tile"] {{ background: {c.window}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame[role="quote"] {{ background: {c.accent_soft}; border: none; border-left: 4px solid {c.accent}; }}
QFrame[role="banner"] {{ background: {c.bad_soft}; border: 1px solid {c.bad}; border-radius: 8px; }}
QFrame[role="notice"] {{ background: {c.warn_soft}; border: 1px solid {c.warn}; border-radius: 8px; }}
QFrame[role="badge"] {{ background: {c.accent_soft}; border: none; border-radius: 8px; }}
QFrame[role="badge"] QLabel {{ color: {c.accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 1px; }}
QScrollBar::handle:vertical {{ background: {c.edge}; border-radius: 4px; min-height: 32px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {c.edge}; border-radius: 4px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _buttons(c: Colours, pixels: Callable[[float], int]) -> str:
    return f"""
QPushButton {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; border-radius: 8px;
    padding: 7px 14px; margin: 1px; }}
QPushButton:hover {{ background: {c.raised}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; margin: 0px; }}
QPushButton:disabled {{ color: {c.edge}; border-color: {c.line}; background: transparent; }}
QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent};
    font-weight: 600; }}
QPushButton[role="primary"]:hover {{ border: 2px solid {c.text}; margin: 0px; }}
QPushButton[role="primary"]:focus {{ border: 3px solid {c.text}; margin: -1px; }}
QPushButton[role="primary"]:disabled {{ background: {c.raised}; color: {c.muted}; border-color: {c.line}; }}
QPushButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton[role="quiet"]:hover {{ background: {c.raised}; }}
QPushButton[role="quiet"]:focus {{ border: 2px solid {c.accent}; margin: 0px; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; padding: 2px 4px 2px 0;
    color: {c.muted}; font-size: {pixels(0.93)}px; }}
QPushButton[role="link"]:hover {{ color: {c.text}; }}
QPushButton[role="link"]:focus {{ border: 2px solid {c.accent}; margin: 0px; }}
QPushButton[role="choice"] {{ border-radius: 8px; padding: 6px 10px; }}
QPushButton[role="choice"]:checked {{ background: {c.accent_soft}; color: {c.accent};
    border: 1px solid {c.accent}; }}
QPushButton[role="choice"]:focus {{ border: 2px solid {c.accent}; margin: 0px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; padding: 4px; }}
QMenu::item {{ padding: 7px 22px 7px 14px; border-radius: 5px; font-size: {pixels(1.0)}px; }}
QMenu::item:selected {{ background: {c.accent_soft}; color: {c.accent}; }}
"""


def _inputs(c: Colours) -> str:
    return f"""
QLineEdit, QPlainTextEdit[role="typing"], QComboBox {{ background: {c.surface}; color: {c.text};
    border: 1px solid {c.edge}; border-radius: 8px; padding: 6px 10px; margin: 1px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit[role="typing"]:focus, QComboBox:focus {{ border: 2px solid {c.accent}; margin: 0px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {c.edge}; border-color: {c.line}; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
    selection-background-color: {c.accent_soft}; selection-color: {c.accent}; outline: none; padding: 4px; }}
QSlider {{ border: 2px solid transparent; border-radius: 8px; padding: 2px; }}
QSlider:focus {{ border: 2px solid {c.accent}; }}
QSlider::groove:horizontal {{ background: {c.raised}; border: 1px solid {c.edge}; height: 6px; border-radius: 4px; }}
QSlider::sub-page:horizontal {{ background: {c.accent}; border: 1px solid {c.accent}; border-radius: 4px; }}
QSlider::handle:horizontal {{ background: {c.accent}; border: 2px solid {c.surface}; width: 16px;
    margin: -7px 0; border-radius: 10px; }}
"""


def _lists(c: Colours) -> str:
    return f"""
QListView {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; border-radius: 10px;
    padding: 4px; outline: none; }}
QListView:focus {{ border: 2px solid {c.accent}; padding: 3px; }}
QPlainTextEdit[role="reading"], QTextEdit[role="reading"] {{ background: {c.surface}; color: {c.text};
    border: 1px solid {c.line}; border-radius: 10px; padding: 8px; selection-background-color: {c.accent};
    selection-color: {c.on_accent}; }}
QPlainTextEdit[role="reading"]:focus, QTextEdit[role="reading"]:focus {{ border: 2px solid {c.accent}; padding: 7px; }}
QTextEdit[role="line"] {{ background: transparent; color: {c.text}; border: none; }}
"""
