"""Lines of text written into a finished PDF in our typeface: page numbers, when only the whole pack
knows them. Laying them out as pages takes longer than joining the papers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from documents.glyphs import ASSETS

FACE = "SourceSans3-Regular"
SIZE = 9  # points
MM = 72 / 25.4
BESIDE, BASELINE = 25 * MM, 12.5 * MM
GAP = 12
SYMBOLIC = 4  # flag of a font whose characters are named by its own glyphs
DOTS = "…"


@dataclass(frozen=True)
class Face:
    """The part of our typeface that some characters need."""

    program: bytes
    glyphs: dict[str, int]
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int


@lru_cache(maxsize=8)
def face(characters: frozenset[str], assets: Path = ASSETS) -> Face:
    """Cut the typeface down to some characters. Sizes are in thousandths of the size of type."""
    from fontTools import subset  # type: ignore[import-untyped]  # noqa: PLC0415  large; only packs need it

    with TTFont(assets / f"{FACE}.ttf.woff", recalcTimestamp=False) as font:
        options = subset.Options(
            notdef_outline=True, layout_features=[], name_IDs=[], hinting=False
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(character) for character in characters])
        cutter.subset(font)
        font.flavor = None
        out = BytesIO()
        font.save(out, reorderTables=False)
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        order = font.getGlyphOrder()
        named = {chr(point): font.getGlyphID(name) for point, name in font.getBestCmap().items()}

        def scaled(value: int) -> int:
            return round(value * 1000 / units)

        head = font["head"]
        box = tuple(scaled(side) for side in (head.xMin, head.yMin, head.xMax, head.yMax))
        return Face(
            out.getvalue(),
            named,
            tuple(scaled(metrics[name][0]) for name in order),
            box,
            scaled(font["hhea"].ascent),
            scaled(font["hhea"].descent),
        )


class Lettering:
    """A PDF into which lines are written; it embeds the typeface once."""

    def __init__(self, pdf: Pdf, texts: frozenset[str], assets: Path = ASSETS) -> None:
        self.pdf = pdf
        self.face = face(frozenset("".join(texts) + DOTS), assets)
        self.font = self._font()

    def form(self, page: Page, left: str, right: str, *, baseline: float = BASELINE) -> Object:
        """Return a drawing of the size of the page, with a line at its foot: so far above the
        edge."""
        x, y, far, top = (float(side) for side in page.mediabox)
        end = far - BESIDE - self.width(right)
        shown = self.fitting(left, end - GAP - x - BESIDE)
        drawing = self.line(shown, x + BESIDE, y + baseline) + self.line(right, end, y + baseline)
        return Stream(
            self.pdf,
            drawing,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([x, y, far, top]),
            Resources=Dictionary(Font=Dictionary(F1=self.font)),
        )

    def width(self, text: str) -> float:
        """Return how wide a line is, in points."""
        glyphs = self.face.glyphs
        return sum(self.face.widths[glyphs.get(character, 0)] for character in text) * SIZE / 1000

    def fitting(self, text: str, room: float) -> str:
        """Return as much of a line as fits, in points."""
        shown = text
        while shown and self.width(shown if shown == text else shown + DOTS) > room:
            shown = shown[:-1]
        return shown if shown == text else shown.rstrip() + DOTS

    def line(self, text: str, x: float, y: float) -> bytes:
        characters = "".join(f"{self.face.glyphs.get(character, 0):04x}" for character in text)
        return f"BT /F1 {SIZE} Tf {x:.2f} {y:.2f} Td <{characters}> Tj ET\n".encode()

    def _font(self) -> Object:
        pdf, face = self.pdf, self.face
        name = Name(f"/MANDAT+{FACE}")
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=SYMBOLIC,
            FontBBox=Array(face.box),
            ItalicAngle=0,
            Ascent=face.ascent,
            Descent=face.descent,
            CapHeight=face.ascent,
            StemV=80,
            FontFile2=pdf.make_stream(face.program, Length1=len(face.program)),
        )
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            W=Array([0, Array(face.widths)]),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(below)]),
                ToUnicode=pdf.make_stream(self._to_unicode()),
            )
        )

    def _to_unicode(self) -> bytes:
        pairs = sorted((glyph, ord(character)) for character, glyph in self.face.glyphs.items())
        lines = [f"<{glyph:04x}> <{point:04x}>" for glyph, point in pairs]
        parts = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        maps = "\n".join(
            f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Ours def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{maps}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()
