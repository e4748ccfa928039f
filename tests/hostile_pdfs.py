"""PDFs that are damaged or mean harm, made by hand and by mutation, each with a name that says what is wrong."""

from __future__ import annotations

import hashlib
import random
import zlib

from made_pdf import Pdf, deck, one, page, text, with_image


def zeros(size: int, times: int = 1) -> bytes:
    """Zeros packed, and packed again: a thousand times smaller each time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    # The check sum of n zeros; packing a gigabyte of them takes seconds.
    last = packer.flush() + ((size % 65521) << 16 | 1).to_bytes(4, "big")
    data = b"\x78\xda" + block * (size >> 20) + last
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def bomb(size: int, times: int = 1) -> bytes:
    """A slide whose content unpacks to `size` bytes."""
    pdf = Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    data = zeros(size, times)
    filters = " ".join(["/FlateDecode"] * times)
    drawn = pdf.add(
        f"<< /Length {len(data)} /Filter [{filters}] >>\nstream\n".encode() + data + b"\nendstream"
    )
    kid = pdf.add(f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 960 540] /Contents {drawn} 0 R >>")
    pdf.put(tree, f"<< /Type /Pages /Count 1 /Kids [{kid} 0 R] >>")
    return pdf.file(root)


def tree_loop() -> bytes:
    pdf = Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    inner = pdf.add(f"<< /Type /Pages /Count 5 /Parent {tree} 0 R /Kids [{tree} 0 R {tree} 0 R] >>")
    pdf.put(tree, f"<< /Type /Pages /Count 10 /Kids [{inner} 0 R {inner} 0 R] >>")
    return pdf.file(root)


def tree_of(levels: int, wide: int) -> bytes:
    """A page tree whose nodes all name the same nodes below: wide ** levels pages in a few objects."""
    pdf = Pdf()
    root = pdf.add()
    below = page(pdf, text("Again", 36, 60, 470), root)
    pages = 1
    for _ in range(levels):
        pages *= wide
        below = pdf.add(f"<< /Type /Pages /Count {min(pages, 2**31 - 1)} /Kids [{f'{below} 0 R ' * wide}] >>")
    pdf.put(root, f"<< /Type /Catalog /Pages {below} 0 R >>")
    return pdf.file(root)


def parent_loop() -> bytes:
    pdf = Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    kid = pdf.add()
    pdf.put(kid, f"<< /Type /Page /Parent {kid} 0 R /Contents {kid} 0 R >>")
    pdf.put(tree, f"<< /Type /Pages /Count 1 /Kids [{kid} 0 R] /Parent {tree} 0 R >>")
    return pdf.file(root)


def lying_count(said: int) -> bytes:
    return one().replace(b"/Count 1 ", f"/Count {said} ".encode())


def many_pages(pages: int) -> bytes:
    pdf = Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    kids = " ".join(
        f"{pdf.add(f'<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 960 540] >>')} 0 R"
        for _ in range(pages)
    )
    pdf.put(tree, f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>")
    return pdf.file(root)


def no_pages() -> bytes:
    pdf = Pdf()
    tree = pdf.add("<< /Type /Pages /Count 0 /Kids [] >>")
    return pdf.file(pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>"))


def form_loop(wide: int) -> bytes:
    """A form that draws itself, or forms that draw the next one `wide` times each."""
    pdf = Pdf()
    forms = [pdf.add() for _ in range(1 if wide == 1 else 12)]
    for at, form in enumerate(forms):
        below = forms[(at + 1) % len(forms)]
        drawn = b"/X Do\n" * wide + b"0 0 10 10 re f\n"
        head = (
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 960 540] /Length {len(drawn)}"
            f" /Resources << /XObject << /X {below} 0 R >> >> >>\nstream\n"
        )
        pdf.put(form, head.encode() + drawn + b"\nendstream")
    return one("/X Do\n", resources=f"/XObject << /X {forms[0]} 0 R >>", more=pdf)


def pattern_loop() -> bytes:
    pdf = Pdf()
    pattern = pdf.add()
    drawn = b"/Pattern cs /P scn 0 0 1 1 re f"
    head = (
        f"<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001"
        f" /Resources << /Pattern << /P {pattern} 0 R >> >> /Length {len(drawn)} >>\nstream\n"
    )
    pdf.put(pattern, head.encode() + drawn + b"\nendstream")
    content = "/Pattern cs /P scn 0 0 960 540 re f\n"
    return one(content, resources=f"/Pattern << /P {pattern} 0 R >>", more=pdf)


def encrypted(handler: str = "Standard", revision: int = 2) -> bytes:
    """A file whose password nobody knows, or whose handler nobody has."""
    pdf = Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    kid = page(pdf, text("Secret", 36, 60, 470), tree)
    pdf.put(tree, f"<< /Type /Pages /Count 1 /Kids [{kid} 0 R] >>")
    digest = hashlib.sha256(b"nobody knows").hexdigest()
    version = 1 if revision == 2 else 9
    keys = f"/Filter /{handler} /V {version} /R {revision} /Length 40 /P -44"
    lock = pdf.add(f"<< {keys} /O <{digest}> /U <{digest}> >>")
    return pdf.file(root, trailer=f"/Encrypt {lock} 0 R /ID [<{digest[:32]}> <{digest[:32]}>]")


def actions() -> dict[str, bytes]:
    """Files that want something done when they are opened or turned to."""
    run = (
        "/S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('http://127.0.0.1:9/'\\); while\\(true\\){})"
    )
    launch = "/S /Launch /F (/bin/sh) /NewWindow true"
    reach = "/S /URI /URI (http://127.0.0.1:9/seen)"
    load = "/S /GoToR /F (/etc/passwd) /D [0 /Fit]"
    attached = Pdf()
    held = attached.stream(b"MZ" * 50, "/Type /EmbeddedFile")
    spec = attached.add(f"<< /Type /Filespec /F (run.exe) /EF << /F {held} 0 R >> >>")
    xfa = Pdf()
    form = xfa.stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><script>while(1);</script></xdp:xdp>")
    annotation = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 960 540] /A << {} >> >>]"
    outside = Pdf()
    away = "<< /Length 0 /FFilter /FlateDecode /F << /FS /URL /F (http://127.0.0.1:9/image) >> /Type /XObject"
    image = outside.add(f"{away} /Subtype /Image /Width 9 /Height 9 >>\nstream\n\nendstream")
    return {
        "javascript when opened": one(catalog=f"/OpenAction << {run} >>"),
        "javascript in the names": one(catalog=f"/Names << /JavaScript << /Names [(a) << {run} >>] >> >>"),
        "javascript when turned to": one(keys=f"/AA << /O << {run} >> >>"),
        "launch when opened": one(catalog=f"/OpenAction << {launch} >>"),
        "launch link": one(keys=annotation.format(launch)),
        "uri when opened": one(catalog=f"/OpenAction << {reach} >>"),
        "uri link": one(keys=annotation.format(reach)),
        "other file when opened": one(catalog=f"/OpenAction << {load} >>"),
        "attached program": one(
            catalog=f"/Names << /EmbeddedFiles << /Names [(run.exe) {spec} 0 R] >> >>", more=attached
        ),
        "xfa form": one(catalog=f"/AcroForm << /Fields [] /XFA {form} 0 R >> /NeedsRendering true", more=xfa),
        "picture elsewhere": one("q 9 0 0 9 0 0 cm /I Do Q", resources=f"/XObject << /I {image} 0 R >>", more=outside),
        "rich media": one(
            keys="/Annots [<< /Type /Annot /Subtype /Movie /Rect [0 0 99 99]"
            " /Movie << /F (http://127.0.0.1:9/m.mp4) >> /A true >>]"
        ),
    }  # fmt: skip


def by_hand() -> dict[str, bytes]:
    """Damaged and hostile files, each with a name that says what is wrong."""
    sound = deck(12)
    image = "/Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8"
    deep = "[" * 100_000 + "]" * 100_000
    nested = "q " * 200_000 + "0 0 9 9 re f"
    font = "<< /Type /Font /Subtype /TrueType /BaseFont /NoSuchFont-Bold /FirstChar 0 /LastChar 255 >>"
    broken_font = Pdf()
    junk = broken_font.stream(random.Random(5).randbytes(9000))
    described = broken_font.add(
        f"<< /Type /FontDescriptor /FontName /Junk /FontFile2 {junk} 0 R /Flags 32 >>"
    )
    face = f"<< /Type /Font /Subtype /TrueType /BaseFont /Junk /FontDescriptor {described} 0 R >>"
    return {
        "empty": b"",
        "one byte": b"%",
        "only a head": b"%PDF-1.7\n",
        "text": b"These are my slides.\n" * 100,
        "html": b"<html><script>alert(1)</script></html>",
        "png": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "zip": b"PK\x03\x04" + bytes(500),
        "noise": random.Random(1).randbytes(100_000),
        "zeros": bytes(100_000),
        "noise with a head": b"%PDF-1.7\n" + random.Random(2).randbytes(100_000),
        "cut in half": sound[: len(sound) // 2],
        "cut before the table": sound[: sound.rindex(b"xref\n0")],
        "cut to a tenth": sound[: len(sound) // 10],
        "without its beginning": sound[len(sound) // 2 :],
        "wrong table": _shifted(12),
        "table far away": sound.replace(b"startxref\n", b"startxref\n9"),
        "table at itself": one() + b"xref\n0 1\n0000000000 65535 f \n"
        b"trailer\n<< /Size 1 /Root 1 0 R /Prev 5 >>\nstartxref\n5\n%%EOF",
        "wrong lengths": sound.replace(b"/Length ", b"/Length 9"),
        "lengths below zero": sound.replace(b"/Length ", b"/Length -"),
        "password": encrypted(),
        "unknown handler": encrypted("Nobody.Knows"),
        "unknown revision": encrypted("Standard", 99),
        "no pages": no_pages(),
        "no page tree": no_tree(),
        "ten thousand pages": many_pages(10_000),
        "count of two thousand million": lying_count(2_000_000_000),
        "count below zero": lying_count(-5),
        "page tree loop": tree_loop(),
        "page tree of 2 to the 40": tree_of(40, 2),
        "page tree of 10 to the 9": tree_of(9, 10),
        "deep page tree": tree_of(5000, 1),
        "page is its own parent": parent_loop(),
        "giant page": one(size="[0 0 14400 14400]"),
        "page beyond giant": one(size="[0 0 1e30 1e30]"),
        "page of a line": one(size="[0 0 14400 0.001]"),
        "tiny page": one(size="[0 0 0.01 0.01]"),
        "page turned inside out": one(size="[960 540 0 0]"),
        "page of nothing": one(size="[0 0 0 0]"),
        "page size of words": one(size="[/a /b (c) null]"),
        "page size not a number": one(size="[0 0 nan inf]"),
        "deep arrays": one(keys=f"/Deep {deep}"),
        "deep graphics states": one(nested),
        "deep content arrays": one(f"[{deep}] TJ"),
        "form draws itself": form_loop(1),
        "forms draw a million forms": form_loop(9),
        "pattern in itself": pattern_loop(),
        "content bomb of 1 GB": bomb(1 << 30),
        "content bomb of 256 MB": bomb(256 << 20),
        "content bomb packed twice": bomb(1 << 30, 2),
        "picture bomb": with_image(image.format(30_000, 30_000), zeros(64 << 20), pack=False).replace(
            b"/BitsPerComponent 8", b"/BitsPerComponent 8 /Filter /FlateDecode"
        ),
        "picture of 2 thousand million": with_image(image.format(2**31 - 1, 2**31 - 1), b"abc"),
        "picture of 20,000 squared": with_image(image.format(20_000, 20_000), b"abc"),
        "picture that lies": with_image(image.format(640, 360), b"abc"),
        "picture of broken jpeg": with_image(
            image.format(640, 360) + " /Filter /DCTDecode", b"\xff\xd8\xff\xe0" + bytes(300), pack=False
        ),
        "picture of broken jpeg 2000": with_image(
            image.format(640, 360) + " /Filter /JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(300), pack=False
        ),
        "picture of broken jbig2": with_image(
            "/Width 640 /Height 360 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode",
            random.Random(3).randbytes(400), pack=False,
        ),
        "font missing": one("BT /F2 40 Tf 60 400 Td (No such font) Tj ET", resources=f"/Font << /F2 {font} >>"),
        "font of noise": one(
            "BT /F2 40 Tf 60 400 Td (Noise) Tj ET", resources=f"/Font << /F2 {face} >>", more=broken_font
        ),
        "a million strokes": one("0 0 m " + "960 540 l 0 540 l 960 0 l 0 0 l " * 250_000 + "S"),
        "dashes finer than light": one("[0.00001 0.00001] 0 d 0 0 m 960 540 l S"),
        "a million letters": one("BT /F1 1 Tf 0 0 Td " + "(aaaaaaaaaa) Tj " * 100_000 + "ET"),
        "a hundred thousand notes": one(
            keys="/Annots [" + "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >> " * 100_000 + "]"
        ),
    }  # fmt: skip


def no_tree() -> bytes:
    pdf = Pdf()
    return pdf.file(pdf.add("<< /Type /Catalog /Pages 77 0 R >>"))


def _shifted(pages: int) -> bytes:
    whole = deck(pages)
    table = whole.rindex(b"xref\n0 ")
    return whole[:table] + whole[table:].replace(b"0000", b"0077")


def mutations(many: int = 30, seed: int = 7) -> dict[str, bytes]:
    """A sound deck with bytes changed, doubled or left out."""
    dice, sound, found = random.Random(seed), deck(6), {}
    for number in range(many):
        content = bytearray(sound)
        for _ in range(dice.choice((1, 10, 100, 1000))):
            at = dice.randrange(len(content))
            match dice.randrange(4):
                case 0:
                    content[at] = dice.randrange(256)
                case 1:
                    del content[at : at + dice.randrange(1, 60)]
                case 2:
                    content[at:at] = content[at : at + dice.randrange(1, 60)]
                case _:
                    content[at : at + 2] = str(dice.randrange(100)).encode()
        found[f"mutation {number}"] = bytes(content)
    return found


def hostile() -> dict[str, bytes]:
    """All of them, by name."""
    return {**by_hand(), **actions(), **mutations()}


def hostile_named(name: str) -> bytes:
    """One of them."""
    found = {**by_hand(), **actions()}
    return found[name]
