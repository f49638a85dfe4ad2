"""Office files and PDFs that start or fetch something, and their like that do not."""

import io
import zipfile
import zlib
from collections.abc import Callable

Content = Callable[[], bytes]


def zipped(entries: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(**entries: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", **entries})


def relation(kind: str) -> bytes:
    return (
        f'<R><Relationship Type="http://x/{kind}" Target="https://elders.example" TargetMode="External"/></R>'.encode()
    )


def sheet(**entries: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", **entries})


def odt(entries: dict[str, bytes] | None = None, kind: str = "text") -> bytes:
    return zipped(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), **(entries or {})}, zipfile.ZIP_STORED
    )


def pdf(body: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\ntrailer << >>\n%%EOF\n"


def packed(body: bytes) -> bytes:
    return b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\r\n" + body + b"\nendstream"


ACTIVE_FILES: dict[str, tuple[str, Content]] = {
    "macros": ("plan.docx", lambda: word(**{"word/vbaProject.bin": b"x"})),
    "macros by type": (
        "plan.docx",
        lambda: word(**{"word/a.xml": b"<Override ContentType='x.macroEnabled.main+xml'/>"}),
    ),
    "macros in UTF-16": ("plan.docx", lambda: word(**{"word/a.xml": "<x t='macroEnabled'/>".encode("utf-16")})),
    "ActiveX": ("plan.docx", lambda: word(**{"word/activeX/activeX1.xml": b"<x/>"})),
    "OLE": ("plan.docx", lambda: word(**{"word/embeddings/oleObject1.bin": b"x"})),
    "program": ("plan.docx", lambda: word(**{"word/media/plan.exe": b"MZ"})),
    "template from elsewhere": (
        "plan.docx",
        lambda: word(**{"word/_rels/settings.xml.rels": relation("attachedTemplate")}),
    ),
    "image from elsewhere": ("plan.docx", lambda: word(**{"word/_rels/document.xml.rels": relation("image")})),
    "broken relations": ("plan.docx", lambda: word(**{"word/_rels/document.xml.rels": b"<x"})),
    "field that starts a program": (
        "plan.docx",
        lambda: word(**{"word/b.xml": b"<w:instrText>DDEAUTO c:\\\\cmd</w:instrText>"}),
    ),
    "sheet of elsewhere": ("lijst.xlsx", lambda: sheet(**{"xl/externalLinks/externalLink1.xml": b"<x/>"})),
    "old macros": ("lijst.xlsx", lambda: sheet(**{"xl/macrosheets/sheet1.xml": b"<x/>"})),
    "scripts in ODT": ("plan.odt", lambda: odt({"Scripts/python/a.py": b"x"})),
    "Basic in ODT": ("plan.odt", lambda: odt({"Basic/Standard/Module1.xml": b"<x/>"})),
    "OLE in ODT": ("plan.odt", lambda: odt({"Object 1": b"x"})),
    "deed at opening": ("plan.odt", lambda: odt({"content.xml": b"<script:event-listener xlink:href='x'/>"})),
    "script behind a button": ("plan.odt", lambda: odt({"content.xml": b"<a href='vnd.sun.star.script:x'/>"})),
    "sheet that asks another": ("lijst.ods", lambda: odt({"content.xml": b"<office:dde-source/>"}, "spreadsheet")),
    "script in PDF": ("plan.pdf", lambda: pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>")),
    "script by another spelling": ("plan.pdf", lambda: pdf(b"<< /S /J#61vaScript >>")),
    "program in PDF": ("plan.pdf", lambda: pdf(b"<< /S /Launch /F (cmd.exe) >>")),
    "file in PDF": ("plan.pdf", lambda: pdf(b"<< /EmbeddedFiles 3 0 R >>")),
    "script, packed": ("plan.pdf", lambda: pdf(packed(zlib.compress(b"1 0 << /S /JavaScript >>")))),
    "packed in another way": ("plan.pdf", lambda: pdf(packed(b"who knows"))),
    "script with a letter as a number": (
        "plan.odt",
        lambda: odt({"content.xml": b"<a href='vnd.sun.star.scr&#105;pt:x'/>"}),
    ),
    "macros with a letter as a number": (
        "plan.docx",
        lambda: word(**{"word/a.xml": b"<Override ContentType='x.macro&#x45;nabled.main+xml'/>"}),
    ),
    "field in two runs": (
        "plan.docx",
        lambda: word(
            **{
                "word/b.xml": b"<p><w:instrText>DDEA</w:instrText>%s<w:instrText>UTO cmd</w:instrText></p>"
                % (b"<r/>" * 50_000)
            }
        ),
    ),
    "field that starts another program": (
        "plan.docx",
        lambda: word(**{"word/b.xml": b"<w:fldSimple w:instr=' DDE Excel x.xlsx'/>"}),
    ),
    "field that fetches an image": (
        "plan.docx",
        lambda: word(
            **{"word/b.xml": b"<w:instrText>INCLUDEPICTURE &quot;https://elders.example/x&quot;</w:instrText>"}
        ),
    ),
    "image from elsewhere, with a blank": (
        "plan.docx",
        lambda: word(**{"word/_rels/document.xml.rels": relation("image").replace(b'"External', b'" External')}),
    ),
    "image from elsewhere in ODT": (
        "plan.odt",
        lambda: odt({"content.xml": b"<draw:image xlink:href='https://elders.example/x.png'/>"}),
    ),
    "text from elsewhere in ODT": (
        "plan.odt",
        lambda: odt({"content.xml": b"<text:section-source xlink:href='http://elders.example/x.odt'/>"}),
    ),
    "template from elsewhere in ODT": (
        "plan.odt",
        lambda: odt({"meta.xml": b"<meta:template xlink:href='https://elders.example/x.ott'/>"}),
    ),
    "image of another machine": (
        "plan.odp",
        lambda: odt({"styles.xml": b"<draw:image xlink:href='file://elders.example/x.png'/>"}, "presentation"),
    ),
    "image of another machine by its path": (
        "plan.odt",
        lambda: odt({"content.xml": b"<draw:image xlink:href='\\\\elders\\x.png'/>"}),
    ),
    "formula that fetches": (
        "lijst.xlsx",
        lambda: sheet(**{"xl/worksheets/sheet1.xml": b"<c><f>_xlfn.WEBSERVICE(A1)</f></c>"}),
    ),
    "formula that fetches in ODS": (
        "lijst.ods",
        lambda: odt({"content.xml": b"<c table:formula='of:=WEBSERVICE([.A1])'/>"}, "spreadsheet"),
    ),
    "text with parts of its own making": (
        "plan.docx",
        lambda: word(**{"word/a.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
    ),
    "elements without end": ("plan.docx", lambda: word(**{"word/a.xml": b"<a>" * 10_000_000})),
    "one element without end": ("plan.docx", lambda: word(**{"word/a.xml": b"<a " + b"b" * 30_000_000})),
    "script, packed, far from its head": (
        "plan.pdf",
        lambda: pdf(packed(zlib.compress(b"1 0 << /S /JavaScript >>")).replace(b"/ObjStm", b"/ObjStm" + b" " * 3_000)),
    ),
    "script, packed, behind a comment": (
        "plan.pdf",
        lambda: pdf(
            packed(zlib.compress(b"1 0 << /S /JavaScript >>")).replace(b"stream", b"%stream endstream\nstream", 1)
        ),
    ),
    "packed bomb": ("plan.pdf", lambda: pdf(packed(zlib.compress(b" " * 60_000_000)))),
}
QUIET_FILES: dict[str, tuple[str, Content]] = {
    "link in Word": ("plan.docx", lambda: word(**{"word/_rels/document.xml.rels": relation("hyperlink")})),
    "chart in ODT": (
        "plan.odt",
        lambda: odt({"Object 1/content.xml": b"<x/>", "ObjectReplacements/Object 1.png": b"x"}),
    ),
    "links, parts and a template of one's own in ODT": (
        "plan.odt",
        lambda: odt(
            {
                "content.xml": b"<x><text:a xlink:href='https://elders.example/'/>"
                b"<draw:image xlink:href='Pictures/a.png'/>"
                b"<draw:a xlink:href='https://elders.example/'/><draw:object xlink:href='./Object 1'/></x>",
                "meta.xml": b"<meta:template xlink:href='file:///C:/Sjablonen/brief.ott'/>",
            }
        ),
    ),
    "fields of Word": (
        "plan.docx",
        lambda: word(
            **{
                "word/b.xml": b"<p><w:instrText> TOC \\o </w:instrText><w:instrText> HYPERLINK &quot;https://x/&quot; "
                b"</w:instrText><w:t>DDE staat voor INCLUDEPICTURE https://x</w:t></p>"
            }
        ),
    ),
    "formulas": (
        "lijst.xlsx",
        lambda: sheet(**{"xl/worksheets/sheet1.xml": b"<c><f>SUM(A1:B2)</f><v>RTD(</v></c>"}),
    ),
    "text about scripts": ("plan.docx", lambda: word(**{"word/c.xml": b"<p>javascript: event-listener, Scripts/</p>"})),
    "PDF with packed objects": ("plan.pdf", lambda: pdf(packed(zlib.compress(b"1 0 << /Type /Page >>")))),
    "PDF with a link": ("plan.pdf", lambda: pdf(b"<< /S /URI /URI (https://olievlek.example) >>")),
    "windows-1252": ("lijst.csv", lambda: "Post;Bedrag\r\nFinanciële reserve; €100\r\n".encode("windows-1252")),
    "UTF-16": ("lijst.csv", lambda: "Post;Bedrag\r\nFinanciële reserve;100\r\n".encode("utf-16")),
    "UTF-8 with a mark": ("lees.txt", lambda: "Financiële reserve".encode("utf-8-sig")),
    "page of a printer": ("lees.txt", lambda: b"Een\x0cTwee\tdrie"),
}
