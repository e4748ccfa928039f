from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QBrush, QColor, QImage, QPdfWriter, QTextCursor, QTextDocument

from desktop.errors import DesktopError
from desktop.paper import document_of, print_pdf

PAGE = "<html><head><title>Debrief</title></head><body><h1>Said</h1><p>{}</p></body></html>"


def test_a_report_becomes_a_pdf(qapp, tmp_path):
    path = tmp_path / "report.pdf"
    print_pdf(PAGE.format("five seeds"), str(path))
    written = path.read_bytes()
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")
    assert "Debrief".encode("utf-16-be") in written


def test_a_long_report_takes_several_pages(qapp, tmp_path):
    short, long = tmp_path / "short.pdf", tmp_path / "long.pdf"
    print_pdf(PAGE.format("word"), str(short))
    print_pdf(PAGE.format("word " * 9000), str(long))
    pages = [path.read_bytes().count(b"/Type /Page\n") for path in (short, long)]
    assert pages[0] == 1
    assert pages[1] > 3


@pytest.fixture
def page_with_picture(tmp_path):
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff00ff"))
    shown = tmp_path / "shown.png"
    assert picture.save(str(shown))
    return PAGE.format(f'words<img src="{shown.as_uri()}"><img src="{shown}">')


def test_no_file_is_loaded_while_printing(qapp, tmp_path, page_with_picture):
    path = tmp_path / "report.pdf"
    print_pdf(page_with_picture, str(path))
    assert b"/Width 300" not in path.read_bytes()


def test_a_document_of_qts_own_would_have_loaded_it(qapp, tmp_path, page_with_picture):
    path = tmp_path / "report.pdf"
    document = QTextDocument()
    document.setHtml(page_with_picture)
    document.print_(QPdfWriter(str(path)))
    assert b"/Width 300" in path.read_bytes()


def test_only_the_cell_is_coloured_so_that_a_page_that_cuts_it_keeps_its_margins(qapp):
    cell = '<td bgcolor="#00ff00"><p>said</p><ul><li>sooner</li></ul></td>'
    document = document_of(PAGE.format(f"<table><tr>{cell}</tr></table>"))
    block, coloured = document.begin(), 0
    while block.isValid():
        assert block.blockFormat().background() == QBrush(), block.text()
        table = QTextCursor(block).currentTable()
        if table is not None:
            coloured += table.cellAt(QTextCursor(block)).format().background() == QBrush(QColor("#00ff00"))
        block = block.next()
    assert coloured == 2


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(qapp, tmp_path):
    with pytest.raises(DesktopError, match="choose another place"):
        print_pdf(PAGE.format("words"), str(tmp_path / "missing" / "report.pdf"))


def test_a_command_can_print_without_a_screen_and_more_than_once(tmp_path):
    code = (
        "from desktop.paper import document_of, print_pdf\n"
        f"print_pdf('<p>one</p>', {str(tmp_path / 'one.pdf')!r})\n"
        f"print_pdf('<p>two</p>', {str(tmp_path / 'two.pdf')!r})\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "two.pdf").read_bytes().startswith(b"%PDF-")
