"""A window from which a file can be dragged with the mouse, as from a file manager: `drag_source.py FILE X Y`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    def mousePressEvent(self, event):
        drag = QDrag(self)
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag.setMimeData(content)
        drag.exec(Qt.DropAction.CopyAction)


app = QApplication(["drag-source"])
source = Source("drag me")
source.setWindowTitle("drag-source")
source.setGeometry(int(sys.argv[2]), int(sys.argv[3]), 120, 120)
source.show()
app.exec()
