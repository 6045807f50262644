#!/usr/bin/env python3
"""Makes the PDF files of fixtures/pdf, each beside its twin in HTML: the same article twice.

    python3 -m venv venv && venv/bin/pip install reportlab pikepdf typst weasyprint
    venv/bin/python tests/scripts/pdfs.py [NAME...]

Needs Chromium on the path. The files are committed: tests need none of this.
"""

import html
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "..", "fixtures", "pdf")

HARBOUR = dict(
    lang="en",
    title="Harbour Council Votes to Keep the Night Ferry Running",
    byline="By Petra Lindqvist",
    date="14 March 2025",
    blocks=[
        ("p", "The harbour council of Varnholm voted on Thursday to keep the night ferry to the outer islands running "
              "for another three years, after a debate that lasted until well past midnight [1]. The vote was "
              "nine to four."),
        ("p", "Under the agreement the operator, Skerry Lines, will receive 4.2 million crowns a year from the "
              "regional transport fund, about a tenth more than before [2]. In return it has to sail on at least 340 "
              "nights and to publish its delays every month, the office of the mayor said in a statement."),
        ("h", "A long dispute over costs"),
        ("p", "The ferry has been a matter of dispute since 2019, when the company first announced that it would "
              "withdraw the service because of rising fuel prices and falling passenger numbers [3]. Islanders "
              "protested; some of them blocked the quay for two days with fishing boats, and the police "
              "fined eleven people."),
        ("p", "“We are not asking for a favour, we are asking for a road,” said Oskar Brandvik, who "
              "speaks for the 312 households on the islands. “The sea is our only road, and nobody on the mainland has "
              "to pay a fare to drive home at night.” He said that the first offer had been insufficient "
              "and officially rejected in December [1, 4]."),
        ("p", "A study by the technical university found that each crossing costs the public 61 crowns per passenger, "
              "compared with 38 crowns for a bus of the same region [5]. The authors pointed out that the comparison "
              "is difficult: buses use roads that are paid from another budget, while a ferry carries its own "
              "infrastructure with it."),
        ("h", "What changes for passengers"),
        ("p", "Fares stay as they are until the end of the year. From January on, tickets for residents will be sold "
              "through the application that is already used on the city’s trams, and a paper ticket will cost five "
              "crowns more [2]. Bicycles remain free of charge; cars have to be booked a day in advance."),
        ("p", "The timetable is moved by twenty minutes so that passengers of the last train can reach the boat. "
              "According to the railway, about one in six travellers missed the connection last winter [6]. The new "
              "timetable takes effect on the first of May."),
        ("p", "Not everybody is content. The council’s smallest party, which voted against, called the contract "
              "“a blank cheque” and pointed to a clause that lets the operator raise its price when the cost of fuel "
              "rises by more than fifteen per cent [7]. The mayor replied that the clause is customary and that "
              "the city may leave the contract after eighteen months."),
        ("p", "Freight is left out of the agreement altogether. The fish hall, which sends up to thirty tonnes a night "
              "to the market in the capital, will have to negotiate its own terms; its manager said that talks with "
              "two companies had begun and that a decision was a matter of weeks rather than months [3]."),
        ("p", "The first ship under the new contract, a hybrid vessel built in 2021 and at present laid up for "
              "inspection, is expected to leave the yard by the middle of April. Until then the old ferry "
              "will sail, which can carry 120 passengers and, in rough weather, no cars at all [6]."),
        ("p", "The council meets again in June to decide on the second ship, for which there is no money in the "
              "budget yet [7]."),
    ],
    refs=[
        ("Varnholm Gazette, “Night ferry saved after marathon session”, 14 March 2025,",
         "https://gazette.example.org/2025/03/14/night-ferry-saved-after-marathon-session"),
        ("City of Varnholm, “Agreement with Skerry Lines”,",
         "https://www.varnholm.example.com/council/agreements/2025-017.html"),
        ("Radio Skerries, “Fishermen and the ferry: a short history”,",
         "https://radio.example.net/archive/fishermen-and-the-ferry"),
        ("Islanders’ Association, letter to the council,",
         "https://islanders.example.org/letters/december.html"),
        ("M. Aalto and J. Reuter, “What does a crossing cost?”, Varnholm Technical University, 2024,",
         "https://repository.example.edu/papers/2024/what-does-a-crossing-cost.pdf?version=2&format=full"),
        ("Northern Railway, “Connections at Varnholm Harbour”,",
         "https://rail.example.com/reports/connections-winter-2024-25"),
        ("Varnholm Gazette, “Opposition calls ferry contract a blank cheque”, 15 March 2025,",
         "https://gazette.example.org/2025/03/15/opposition-calls-ferry-contract-a-blank-cheque"),
    ],
    heading="References",
)

DAM = dict(
    lang="de",
    title="Talsperre Breitenau wird vor dem Winter abgesenkt",
    byline="Von Jonas Weidenfeller",
    date="3. November 2024",
    blocks=[
        ("p", "Die Talsperre Breitenau wird vor dem Winter um dreieinhalb Meter abgesenkt, weil bei der letzten "
              "Überprüfung Feuchtigkeit in einem Kontrollgang gefunden wurde [1]. Das teilte die zuständige "
              "Landesbehörde am Sonntag mit. Eine Gefahr für die Ortschaften unterhalb der Staumauer bestehe nicht."),
        ("p", "Die Absenkung dauert nach Angaben der Behörde etwa drei Wochen. In dieser Zeit fließt mehr "
              "Wasser in die Breite als sonst, an der Wassermessstelle Niederbruch werden bis zu achtzehn "
              "Kubikmeter je Sekunde erwartet [2]. Spaziergängerinnen und Spaziergänger sollen die Uferwege meiden."),
        ("h", "Untersuchungen seit dem Frühjahr"),
        ("p", "Schon im Frühjahr hatten Ingenieurinnen der Technischen Hochschule mit Untersuchungen begonnen. Sie "
              "bohrten die Mauer an sechs Stellen an und entnahmen Gesteinsproben; die Ergebnisse wurden im "
              "September veröffentlicht [3]. Danach ist der Beton an der Luftseite stellenweise "
              "ausgewaschen, seine Tragfähigkeit aber nicht beeinträchtigt."),
        ("p", "Die Bürgermeisterin von Niederbruch, Annegret Sollmann, sagte, sie sei erst am Freitagabend unterrichtet "
              "worden. „Wir hätten uns gewünscht, dass man uns früher einbezieht“, sagte sie. Die "
              "Behörde widersprach: Der Wasserverband habe die Gemeinden bereits im Oktober schriftlich "
              "informiert [1, 4]."),
        ("p", "Die Instandsetzung soll nach dem Haushaltsentwurf rund 7,4 Millionen Euro kosten und im Sommer 2026 "
              "abgeschlossen sein [4]. Bis dahin bleibt die Trinkwasserversorgung über die benachbarte Talsperre "
              "gesichert, teilte der Wasserverband mit."),
    ],
    refs=[
        ("Landestalsperrenverwaltung, Pressemitteilung vom 3. November 2024,",
         "https://ltv.example.org/presse/2024/absenkung-breitenau"),
        ("Hochwasserportal, Pegel Niederbruch,", "https://pegel.example.com/niederbruch?zeitraum=14-tage"),
        ("Technische Hochschule Breitenau, Untersuchungsbericht,",
         "https://th.example.edu/berichte/untersuchung-der-staumauer-2024.html"),
        ("Wasserverband Mittlere Breite, Haushaltsentwurf 2025,",
         "https://wasserverband.example.net/haushalt/2025/entwurf"),
    ],
    heading="Quellen",
)

TRAM = dict(
    lang="ja",
    title="港町の路面電車、来春から深夜も運行へ",
    byline="田中 遥",
    date="2025年2月10日",
    blocks=[
        ("p", "港町の市議会は十日、路面電車の運行を来年の春から深夜一時まで延長する案を賛成多数で可決した[1]。"
              "市によると、延長にかかる費用は年間およそ二億四千万円で、半分を県が負担する。"),
        ("p", "市の調査では、深夜に帰宅する人の約四割が「電車があれば利用する」と答えた[2]。"
              "一方で、沿線の住民からは騒音を心配する声も上がっており、市は線路の改修を同時に進める方針だ。"),
        ("p", "運行会社の社長は記者会見で「安全を第一に、段階的に本数を増やしたい」と述べた[3]。"
              "運転士の確保が課題で、会社は来月から採用を始める。"),
    ],
    refs=[
        ("港町新聞「深夜運行案を可決」", "https://minato.example.org/2025/02/10/tram"),
        ("港町市「交通調査報告書」", "https://city.example.com/traffic/report-2025"),
        ("港町電鉄「記者会見の要旨」", "https://tram.example.net/press/20250210"),
    ],
    heading="参考文献",
)

WELL = dict(
    lang="he",
    title="העירייה תשקם את הבאר העתיקה שבכיכר השוק",
    byline="מאת נועה ברגמן",
    date="12 בינואר 2025",
    blocks=[
        ("p", "מועצת העיר אישרה ביום ראשון תקציב של 3.5 מיליון שקלים לשיקום הבאר העתיקה שבכיכר השוק [1]. "
              "העבודות יתחילו באביב ויימשכו כשמונה חודשים, כך נמסר מלשכת ראש העיר."),
        ("p", "לפי חוות דעת של רשות העתיקות, הבאר נחפרה במאה השש עשרה ושימשה את הסוחרים עד שנת 1921 [2]. "
              "בזמן החפירות יוצבו גדרות סביב הכיכר, והשוק יועבר לרחוב הסמוך."),
        ("p", "„אנחנו מקווים שהתיירים יחזרו“, אמרה בעלת חנות התבלינים רבקה אלמוג. ארגון הסוחרים ביקש פיצוי על "
              "אובדן הכנסות, והעירייה הבטיחה לדון בבקשה עד 1 במרץ [3]."),
    ],
    refs=[
        ("עיריית השוק, החלטת מועצה,", "https://city.example.org/decisions/well-2025"),
        ("רשות העתיקות, חוות דעת,", "https://antiquities.example.com/opinion"),
        ("ארגון הסוחרים, מכתב,", "https://merchants.example.net/letter"),
    ],
    heading="מקורות",
)

SOUQ = dict(
    lang="ar",
    title="البلدية توافق على ترميم المكتبة القديمة في وسط المدينة",
    byline="بقلم ليلى منصور",
    date="5 فبراير 2025",
    blocks=[
        ("p", "وافق مجلس البلدية يوم الأربعاء على ترميم المكتبة القديمة في وسط المدينة بكلفة تبلغ 2.8 مليون دينار [1]. "
              "وقال رئيس البلدية إن الأعمال ستبدأ في الربيع وتستمر سنة كاملة."),
        ("p", "وأظهرت دراسة أعدتها الجامعة أن السقف الخشبي تضرر بسبب الأمطار، وأن نحو 12 ألف كتاب نقلت إلى مخزن "
              "مؤقت [2]. وسيبقى قسم الأطفال مفتوحا طوال مدة الأعمال."),
        ("p", "ورحب اتحاد الكتاب بالقرار، لكنه طالب بمشاركة القراء في اختيار التصميم الجديد [3]."),
    ],
    refs=[
        ("بلدية المدينة، محضر الجلسة،", "https://city.example.org/minutes/2025-02"),
        ("جامعة المدينة، تقرير السقف،", "https://university.example.edu/roof"),
        ("اتحاد الكتاب، بيان،", "https://writers.example.net/statement"),
    ],
    heading="المراجع",
)

RTL = {"he", "ar"}


def linked(text):
    """Words with links on their markers."""
    def marker(found):
        return re.sub(r"\d+", lambda n: f'<a href="#ref-{n[0]}">{n[0]}</a>', found[0])
    return re.sub(r"\[[\d, ]+\]", marker, html.escape(text, quote=False))


def twin(article, raised=False, style="", notes="ref"):
    """The article as a page."""
    direction = ' dir="rtl"' if article["lang"] in RTL else ""
    out = [f'<!DOCTYPE html>\n<html lang="{article["lang"]}"{direction}>\n<head>\n<meta charset="utf-8">',
           f"<title>{html.escape(article['title'], quote=False)}</title>"]
    if style:
        out.append(f"<style>{style}</style>")
    out += ["</head>\n<body>\n<article>", f"<h1>{article['title']}</h1>",
            f'<p class="byline">{article["byline"]}</p>', f'<p class="date"><time>{article["date"]}</time></p>',
            '<div class="text">']
    for kind, text in article["blocks"]:
        words = linked(text)
        if raised:
            words = re.sub(r" ?\[(.*?)\]", r"<sup>\1</sup>", words)
        out.append(f"<h2>{words}</h2>" if kind == "h" else f"<p>{words}</p>")
    out += ["</div>", f"<h2>{article['heading']}</h2>", '<ol class="references">' if raised else '<div class="references">']
    for number, (words, url) in enumerate(article["refs"], 1):
        link = f'<a href="{html.escape(url)}">{html.escape(url)}</a>'
        text = html.escape(words, quote=False)
        if raised:
            out.append(f'<li id="ref-{number}">{text} {link}</li>')
        else:
            out.append(f'<p id="ref-{number}">[{number}] {text} {link}</p>')
    out += ["</ol>" if raised else "</div>", "</article>\n</body>\n</html>\n"]
    return "\n".join(out)


def chromium(page, target, header=True, tagged=True):
    """Prints a page as a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "article.html")
        with open(source, "w", encoding="utf-8") as file:
            file.write(page)
        options = [] if header else ["--no-pdf-header-footer"]
        if not tagged:
            options.append("--disable-pdf-tagging")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                        *options, f"--print-to-pdf={target}", f"file://{source}"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


PRINT = "body{font:11pt/1.45 'Liberation Serif',serif;margin:0}h1{font-size:20pt;line-height:1.2}h2{font-size:13pt}" \
        "@page{size:A5;margin:18mm 16mm}a{color:#003}"
COLUMNS = "body{font:9.5pt/1.35 'Liberation Serif',serif;margin:0}h1{font-size:19pt;line-height:1.15;margin:0 0 6pt}" \
          "h2{font-size:10.5pt;margin:8pt 0 2pt}.text{columns:2;column-gap:8mm;text-align:justify;hyphens:auto}" \
          ".text p{margin:0;text-indent:1.2em}.text p:first-child,.text h2+p{text-indent:0}" \
          ".references p{margin:0 0 2pt;font-size:8pt}@page{size:A4;margin:16mm 15mm}"


def write_twin(name, page):
    os.makedirs(os.path.join(OUT, name), exist_ok=True)
    with open(os.path.join(OUT, name, "twin.html"), "w", encoding="utf-8") as file:
        file.write(page)
    return os.path.join(OUT, name, "article.pdf")


def printed():
    """One column over three small pages, with the headers and footers of a browser, tagged."""
    chromium(twin(HARBOUR, style=PRINT), write_twin("printed", twin(HARBOUR)))


def untagged():
    """Raised numbers and an ordered list, without tags."""
    chromium(twin(HARBOUR, raised=True, style=PRINT + "ol{padding-left:2em}sup{font-size:65%;line-height:0}"),
             write_twin("untagged", twin(HARBOUR, raised=True)), header=False, tagged=False)


def columns():
    """Two justified columns, hyphenated, indented paragraphs."""
    chromium(twin(DAM, style=COLUMNS), write_twin("columns", twin(DAM)), header=False)


def hebrew():
    """From right to left."""
    style = PRINT.replace("Liberation Serif", "Liberation Sans")
    chromium(twin(WELL, style=style), write_twin("hebrew", twin(WELL)))


def arabic():
    """From right to left, joined letters."""
    style = PRINT.replace("Liberation Serif", "DejaVu Sans")
    chromium(twin(SOUQ, style=style), write_twin("arabic", twin(SOUQ)), header=False)


def typeset():
    """Typeset by Typst: sources in footnotes, ligatures, hyphens, a running header, page numbers."""
    import typst
    # Footnotes stand beside each other without spaces.
    target = write_twin("typeset", twin(HARBOUR, raised=True).replace("</a>, <a", "</a>,<a"))

    def escaped(text):
        return re.sub(r"([\\\[\]#*_`$<>@~/=+-])", r"\\\1", text)
    seen = set()

    def note(number):
        if number in seen:
            return f"#footnote(<note{number}>)"
        seen.add(number)
        words, url = HARBOUR["refs"][int(number) - 1]
        return f'#footnote[{escaped(words)} #link("{url}")]<note{number}>'

    out = ['#set page(width: 120mm, height: 180mm, margin: (x: 15mm, y: 18mm), numbering: "1", '
           'header: context [#set text(size: 8pt); Northern Ports Quarterly #h(1fr) Spring 2025])',
           '#set text(font: "Libertinus Serif", size: 10pt, lang: "en", hyphenate: true)',
           '#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)',
           f'#set document(title: "{HARBOUR["title"]}", author: "Petra Lindqvist")',
           f'#text(size: 17pt, weight: "bold", hyphenate: false)[{HARBOUR["title"]}]\n',
           f'{HARBOUR["byline"]} \\\n{HARBOUR["date"]}\n\n#v(4mm)']
    for kind, text in HARBOUR["blocks"]:
        parts = re.split(r"( \[[\d, ]+\])", text)
        for at, part in enumerate(parts):
            if re.fullmatch(r" \[[\d, ]+\]", part):
                parts[at] = "#super[,]".join(note(number) for number in re.findall(r"\d+", part))
            else:
                parts[at] = escaped(part)
        words = "".join(parts)
        out.append(f"== {words}\n" if kind == "h" else words + "\n")
    typst.compile("\n".join(out).encode(), output=target)


def weasy():
    """By WeasyPrint: two columns with hyphens, raised numbers, an ordered list."""
    import weasyprint
    style = COLUMNS + "sup{font-size:70%;line-height:0}ol{padding-left:2em;font-size:8pt}" \
        "@page{@bottom-center{content:counter(page) ' / ' counter(pages);font-size:7pt}}"
    weasyprint.HTML(string=twin(DAM, raised=True, style=style)).write_pdf(
        write_twin("raised", twin(DAM, raised=True)), pdf_tags=False)


def reportlab():
    """Two columns with a running header and page numbers, without tags."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, FrameBreak, NextPageTemplate
    target = write_twin("report", twin(HARBOUR))
    width, height = A5
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=8.5, leading=10.6, alignment=4, firstLineIndent=10)
    head = ParagraphStyle("head", fontName="Times-Bold", fontSize=10, leading=13, spaceBefore=6, spaceAfter=2)
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=17, leading=20)
    small = ParagraphStyle("small", parent=body, fontSize=8, firstLineIndent=0, alignment=0)
    ref = ParagraphStyle("ref", parent=small, leftIndent=14, firstLineIndent=-14, fontSize=7.5, leading=9)

    def furniture(canvas, document):
        canvas.setFont("Times-Italic", 8)
        canvas.drawString(30, height - 22, "Northern Ports Quarterly")
        canvas.drawRightString(width - 30, height - 22, "Vol. 12, Spring 2025")
        canvas.drawCentredString(width / 2, 18, str(canvas.getPageNumber() + 40))

    def pair(top):
        column = (width - 60 - 14) / 2
        return [Frame(30, 30, column, top - 30, 0, 0, 0, 0), Frame(30 + column + 14, 30, column, top - 30, 0, 0, 0, 0)]

    top = height - 30
    first = [Frame(30, top - 80, width - 60, 80, 0, 0, 0, 0)] + pair(top - 86)
    document = BaseDocTemplate(target, pagesize=A5, title=HARBOUR["title"], author="Petra Lindqvist", invariant=1,
                               pageTemplates=[PageTemplate("first", first, onPage=furniture),
                                              PageTemplate("later", pair(top), onPage=furniture)])
    story = [NextPageTemplate("later"), Paragraph(HARBOUR["title"], title), Paragraph(HARBOUR["byline"], small),
             Paragraph(HARBOUR["date"], small), FrameBreak()]
    for kind, text in HARBOUR["blocks"]:
        story.append(Paragraph(html.escape(text, quote=False), head if kind == "h" else body))
    story.append(Paragraph(HARBOUR["heading"], head))
    for number, (words, url) in enumerate(HARBOUR["refs"], 1):
        link = html.escape(url)
        story.append(Paragraph(f'[{number}] {html.escape(words, quote=False)} <a href="{link}">{link}</a>', ref))
    document.build(story)


def japanese():
    """Fonts that are not embedded, characters by a predefined map."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Paragraph, Spacer
    target = write_twin("japanese", twin(TRAM))
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    base = dict(fontName="HeiseiMin-W3", wordWrap="CJK")
    body = ParagraphStyle("body", fontSize=10, leading=15, firstLineIndent=10, **base)
    title = ParagraphStyle("title", fontSize=16, leading=22, **base)
    head = ParagraphStyle("head", fontSize=12, leading=20, **base)
    plain = ParagraphStyle("plain", fontSize=9, leading=14, **base)
    document = SimpleDocTemplate(target, pagesize=A5, title=TRAM["title"], invariant=1)
    story = [Paragraph(TRAM["title"], title), Paragraph(TRAM["byline"], plain), Paragraph(TRAM["date"], plain),
             Spacer(1, 8)]
    story += [Paragraph(text, body) for _, text in TRAM["blocks"]]
    story.append(Paragraph(TRAM["heading"], head))
    story += [Paragraph(f"[{number}] {words} {url}", plain) for number, (words, url) in enumerate(TRAM["refs"], 1)]
    document.build(story)


def showcase():
    """Two small pages for the folder of the showcase."""
    from reportlab.lib.pagesizes import A6
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import SimpleDocTemplate, PageBreak, Paragraph
    target = os.path.join(HERE, "..", "..", "fixtures", "showcase", "quay.pdf")
    text = ParagraphStyle("text", fontName="Times-Roman", fontSize=9, leading=11, spaceAfter=6)
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=15, leading=17, spaceAfter=8)
    head = ParagraphStyle("head", fontName="Times-Bold", fontSize=11, leading=14)
    story = [Paragraph("Quay of Lindholm Sinks by Two Centimetres", title), Paragraph("By Ines Falk", text),
             Paragraph("4 April 2026", text),
             Paragraph("The northern quay of Lindholm has sunk by two centimetres since the autumn, the harbour office "
                       "said on Saturday [1]. Lorries of more than twelve tonnes may not use it until further notice.", text),
             PageBreak(),
             Paragraph("A diver found a hollow behind the third pile, which may be as old as the quay itself [2].", text),
             Paragraph("References", head),
             Paragraph("[1] Harbour office of Lindholm, notice, https://harbour.example.org/notices/2026-014", text)]
    SimpleDocTemplate(target, pagesize=A6, leftMargin=30, rightMargin=30, title="Quay of Lindholm", invariant=1).build(story)


def scan():
    """A page that is a picture."""
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen.canvas import Canvas
    os.makedirs(os.path.join(OUT, "refused"), exist_ok=True)
    canvas = Canvas(os.path.join(OUT, "refused", "scan.pdf"), pagesize=A5, invariant=1)
    for _ in range(2):
        canvas.rect(40, 40, 200, 300, fill=1)
        canvas.showPage()
    canvas.save()


def encrypted():
    """Opens with a password only."""
    import pikepdf
    os.makedirs(os.path.join(OUT, "refused"), exist_ok=True)
    with pikepdf.open(os.path.join(OUT, "report", "article.pdf")) as pdf:
        pdf.save(os.path.join(OUT, "refused", "encrypted.pdf"),
                 encryption=pikepdf.Encryption(owner="owner", user="reader"))


MAKERS = [printed, untagged, columns, hebrew, arabic, typeset, weasy, reportlab, japanese, scan, encrypted, showcase]

if __name__ == "__main__":
    for maker in MAKERS:
        if len(sys.argv) < 2 or maker.__name__ in sys.argv[1:]:
            maker()
