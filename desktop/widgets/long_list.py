"""A list of any length: rows are asked for only where they are seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QListView

from desktop.widgets.row_lines import EXCERPT, ID, SUBTITLE, RowLines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LongRow:
    """One row as it is painted."""

    title: str
    subtitle: str
    excerpt: str = ""


class _Rows(QAbstractListModel):
    """Makes a row's words when it is painted: ten thousand of them at once would be felt."""

    _ROLES: ClassVar[dict[int, Callable[[LongRow], str]]] = {
        int(Qt.ItemDataRole.DisplayRole): lambda row: row.title,
        int(SUBTITLE): lambda row: row.subtitle,
        int(EXCERPT): lambda row: row.excerpt,
        int(Qt.ItemDataRole.AccessibleTextRole): lambda row: ", ".join(
            words for words in (row.title, row.subtitle, row.excerpt) if words
        ),
    }

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[str, ...] = ()
        self._made: Callable[[int], LongRow] = _nothing

    def show(self, ids: Sequence[str], made: Callable[[int], LongRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.ids, self._made = tuple(ids), made
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        if role == ID:
            return self.ids[index.row()]
        words = self._ROLES.get(role)
        return None if words is None else words(self._made(index.row()))


class LongList(QListView):
    """Rows by id; Return or a double click opens one, Delete asks to delete it."""

    row_chosen = Signal(str)
    row_opened = Signal(str)
    row_deleted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows = _Rows()
        self._lines = RowLines(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._lines)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)

    def fill(self, ids: Sequence[str], made: Callable[[int], LongRow], lines: int = 2) -> None:
        """Show rows; the one that was chosen stays so, and in its place, where it is still there."""
        chosen, row, place = self.chosen, self.currentIndex().row(), self.verticalScrollBar().value()
        self._lines.lines = lines
        self._rows.show(ids, made)
        if not ids:
            return
        still = chosen in self._rows.ids
        row = self._rows.ids.index(chosen) if still else min(max(row, 0), len(ids) - 1)
        self.setCurrentIndex(self._rows.index(row))
        if still:
            self.verticalScrollBar().setValue(place)
            self.scrollTo(self.currentIndex())

    @property
    def chosen(self) -> str:
        """The id of the chosen row, or nothing."""
        found = self.currentIndex()
        return self._rows.ids[found.row()] if found.isValid() else ""

    def step(self) -> None:
        """Go to the next row, if there is one."""
        below = self._rows.index(self.currentIndex().row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._rows.rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Delete for the chosen row."""
        if event.key() == Qt.Key.Key_Delete and self.chosen:
            self.row_deleted.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    @Slot(object, object)
    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.row_chosen.emit(self._rows.ids[now.row()])

    @Slot(object)
    def _on_activated(self, index: QModelIndex) -> None:
        self.row_opened.emit(self._rows.ids[index.row()])


def _nothing(row: int) -> LongRow:
    return LongRow("", "")
