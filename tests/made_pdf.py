"""PDFs written by hand: decks of any length."""

from __future__ import annotations

import random
import zlib

WIDTH, HEIGHT = 960, 540


class Pdf:
    """Objects in the order they were added, and the file they make."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, content: bytes | str = b"") -> int:
        self.objects.append(content.encode("latin-1") if isinstance(content, str) else content)
        return len(self.objects)

    def put(self, number: int, content: bytes | str) -> None:
        self.objects[number - 1] = content.encode("latin-1") if isinstance(content, str) else content

    def stream(self, data: bytes, keys: str = "", *, pack: bool = True) -> int:
        if pack:
            data, keys = zlib.compress(data, 6), f"{keys} /Filter /FlateDecode"
        return self.add(
            f"<< /Length {len(data)} {keys} >>\nstream\n".encode("latin-1") + data + b"\nendstream"
        )

    def file(self, root: int, *, trailer: str = "", offset: int = 0) -> bytes:
        parts, places, at = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], [], 15
        for number, content in enumerate(self.objects, 1):
            places.append(at + offset)
            part = f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
            parts.append(part)
            at += len(part)
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        size = len(places) + 1
        end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root {root} 0 R {trailer} >>\n"
        parts.append(f"{end}startxref\n{at + offset}\n%%EOF\n".encode("latin-1"))
        return b"".join(parts)


def text(words: str, size: float, x: float, y: float) -> str:
    quoted = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({quoted}) Tj ET\n"


def curves(seed: int, many: int = 300) -> str:
    """A plot: axes and polylines of many points."""
    dice = random.Random(seed)
    found = "0.2 w 80 60 m 80 300 l 880 60 m 80 60 l S\n"
    for line in range(4):
        level = dice.uniform(80, 250)
        found += f"{dice.random():.2f} {dice.random():.2f} {dice.random():.2f} RG 1.5 w 80 {level:.1f} m\n"
        for at in range(many):
            level += dice.gauss(0, 4)
            found += f"{80 + 800 * at / many:.1f} {min(max(level, 62), 300):.1f} l\n"
        found += "S\n" + text(f"run {line}", 12, 890, level)
    return found


def picture(seed: int, wide: int = 640, high: int = 360) -> bytes:
    """An RGB picture that packs about as a photograph does."""
    dice = random.Random(seed)
    noise = dice.randbytes(wide * 3 * 8)
    rows = []
    for row in range(high):
        shift = dice.randrange(0, wide * 3 * 7)
        rows.append(bytes((row + value // 8) % 256 for value in noise[shift : shift + wide * 3]))
    return b"".join(rows)


def page(pdf: Pdf, content: str, parent: int, keys: str = "", resources: str = "", size: str = "") -> int:
    drawn = pdf.stream(content.encode("latin-1", "replace"))
    box = size or f"[0 0 {WIDTH} {HEIGHT}]"
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return pdf.add(
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox {box} /Contents {drawn} 0 R"
        f" /Resources << {font} {resources} >> {keys} >>"
    )


def deck(pages: int = 200, *, title: str = "Made deck", pictures: int = 12) -> bytes:
    """A talk: each slide has a title, bullets and a plot, every third a picture, every fifth a note."""
    pdf = Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    shared = [
        pdf.stream(picture(seed), "/Type /XObject /Subtype /Image /Width 640 /Height 360 /ColorSpace /DeviceRGB"
                                  " /BitsPerComponent 8")
        for seed in range(min(pictures, pages))
    ]  # fmt: skip
    kids = []
    for number in range(1, pages + 1):
        drawn = text(f"Result {number}: the ablation isolates why", 36, 60, 470)
        for line in range(4):
            drawn += text(
                f"Point {line + 1} of slide {number}, five seeds and a tuned baseline",
                20,
                80,
                410 - 26 * line,
            )
        drawn += curves(number)
        resources = keys = ""
        if number % 3 == 0 and shared:
            resources = f"/XObject << /I {shared[number // 3 % len(shared)]} 0 R >>"
            drawn += "q 320 0 0 180 600 100 cm /I Do Q\n"
        if number % 5 == 0:
            keys = (
                f"/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Note {number}) >>]"
            )
        kids.append(page(pdf, drawn, tree, keys, resources))
    named = pdf.add(f"<< /Title ({title}) >>")
    pdf.put(tree, f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    return pdf.file(root, trailer=f"/Info {named} 0 R")


def one(
    content: str = "",
    *,
    keys: str = "",
    catalog: str = "",
    resources: str = "",
    size: str = "",
    more: Pdf | None = None,
) -> bytes:
    """A deck of one slide."""
    pdf = more or Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R {catalog} >>")
    kid = page(pdf, content or text("The only slide", 36, 60, 470), tree, keys, resources, size)
    pdf.put(tree, f"<< /Type /Pages /Count 1 /Kids [{kid} 0 R] >>")
    return pdf.file(root)


def with_image(keys: str, data: bytes, *, pack: bool = True) -> bytes:
    pdf = Pdf()
    image = pdf.stream(data, f"/Type /XObject /Subtype /Image {keys}", pack=pack)
    return one(
        text("A picture", 36, 60, 470) + "q 600 0 0 400 100 20 cm /I Do Q\n",
        resources=f"/XObject << /I {image} 0 R >>",
        more=pdf,
    )
