"""A list whose rows have a title and a quieter line beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.widgets.row_lines import ID, SUBTITLE, RowLines

if TYPE_CHECKING:
    from collections.abc import Sequence


class RowList(QListWidget):
    """Rows by id; Return or a double click opens one."""

    row_chosen = Signal(str)
    row_opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(RowLines(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(self._on_activated)

    def fill(self, rows: Sequence[tuple[str, str, str]], chosen: str = "") -> None:
        """Show rows of (id, title, line beneath); the wished one, or else the first, is chosen."""
        self.blockSignals(True)
        self.clear()
        for id_, title, subtitle in rows:
            item = QListWidgetItem(title)
            item.setData(SUBTITLE, subtitle)
            item.setData(ID, id_)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {subtitle}")
            self.addItem(item)
        ids = [row[0] for row in rows]
        if ids:
            self.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.blockSignals(False)
        self.viewport().update()

    @property
    def chosen(self) -> str:
        """The id of the chosen row, or nothing."""
        item = self.currentItem()
        return str(item.data(ID)) if item is not None else ""

    @Slot(object, object)
    def _on_current(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.row_chosen.emit(str(now.data(ID)))

    @Slot(object)
    def _on_activated(self, item: QListWidgetItem) -> None:
        self.row_opened.emit(str(item.data(ID)))
