import HTML
import Handbook
import Operations

/// A paper as an A4 sheet: letterhead, form, tables, signatures, mark of proof; the same on screen, in print and as PDF.
///
/// What stands on it comes from the snapshot alone, so any kind of paper is written by this without a word more.
struct PaperSheet {
    let reading: PaperReading
    /// Where anybody can check it.
    let proof: String

    private var snapshot: PaperSnapshot { reading.snapshot }

    init(_ reading: PaperReading, address: String) {
        self.reading = reading
        proof = "\(address)/verify/\(reading.hash.dropFirst("sha256:".count))"
    }

    func write(on page: Page) {
        page.article("paper") {
            if reading.classification == .customerSecret { watermark(on: page) }
            letterhead(on: page)
            title(on: page)
            PaperForm(rows: snapshot.rows.filter { $0.value.zh != snapshot.number }).write(on: page)
            for table in snapshot.tables { write(table, on: page) }
            PaperSignatures(reading).write(on: page)
            foot(on: page)
        }
    }

    private func letterhead(on page: Page) {
        let organization = reading.edition.organization
        page.header("letterhead") {
            page.div {
                page.p("house", say: organization.letterhead)
                page.p("contact") {
                    page.say(organization.name)
                    page.br()
                    for phone in organization.phones {
                        page.say(phone.name)
                        page.text(" \(phone.address)\u{2003}")
                    }
                    page.text(organization.mailbox.address)
                }
            }
            page.p(nil, .style("class \(reading.classification.rawValue)"), say: reading.classification.name)
        }
    }

    private func title(on page: Page) {
        page.div("title") {
            page.h1(say: snapshot.title)
            // In Chinese its English name stands below, as printed forms have it; to whoever reads English the other says nothing.
            if page.language == .zh { page.p("other", Attribute("lang", "en"), text: snapshot.title.en) }
        }
        page.ul("marks") {
            page.li {
                page.say("单号 ", "No. ")
                page.b(text: snapshot.number)
            }
            page.li(say: reading.versionName(snapshot.version))
            page.li { page.instant(snapshot.at) }
            page.li {
                page.say("手册 ", "Handbook ")
                page.text(reading.edition.name)
            }
        }
        if let replaced = reading.replaced {
            page.p("replaces") {
                page.say("本版取代第 \(replaced.version) 版，校验值 ", "Replaces version \(replaced.version), hash ")
                page.code(text: "\(replaced.hash.dropFirst("sha256:".count).prefix(16))…")
            }
        }
        if let replacement = reading.replacement {
            page.p("replaced") {
                page.say(
                    "已由第 \(replacement.version) 版取代，本版仅供查考。",
                    "Replaced by version \(replacement.version); this one is kept for the record.")
            }
        }
    }

    private func write(_ table: Paper.Table, on page: Page) {
        // What fits into an even share of the line is not broken; what is longer takes the rest.
        let room = 88 / max(1, table.heads.count)
        // On a small screen it is wider than the sheet: whoever has no finger scrolls it by keys. On a phone, where it is signed,
        // each line stands as a block with its heads beside it.
        page.div(
            "lines", Attribute("tabindex", "0"), Attribute("role", "region"), .label(table.title.text(in: page.language))
        ) {
            page.table {
                page.caption(say: table.title)
                page.thead { page.tr { for head in table.heads { page.th(nil, Attribute("scope", "col"), say: head) } } }
                page.tbody {
                    for line in table.lines {
                        page.tr {
                            for (head, cell) in zip(table.heads, line) {
                                let width = cell.text(in: page.language).width
                                page.td(
                                    nil, Attribute("data-head", head.text(in: page.language)),
                                    width <= room ? .style("short") : nil, say: cell)
                            }
                        }
                    }
                    if table.lines.isEmpty {
                        page.tr {
                            page.td("none", Attribute("colspan", String(max(1, table.heads.count))), say: Text("无", "None"))
                        }
                    }
                }
            }
        }
    }

    private func foot(on page: Page) {
        page.footer("proof") {
            QRPicture(proof, label: Text("验证用二维码", "QR code to check this paper"), quiet: 2)?.write(on: page)
            page.dl {
                page.dt(say: Text("分发范围", "Distribution"))
                page.dd(
                    text: page.joined(reading.readers))
                page.dt(say: Text("验证", "Check at"))
                page.dd { page.a(nil, .href(proof), text: String(proof.dropLast(64))) }
                page.dt(say: Text("校验值", "Hash"))
                page.dd { page.code(text: reading.hash) }
            }
        }
    }

    /// The reader's name and the time across the sheet, on paper only: whoever passes it on is named on it.
    private func watermark(on page: Page) {
        let words = "\(reading.reader)\u{2003}\(page.time.label(reading.now, page.language))"
        page.element("<svg", "</svg>")("watermark", Attribute("viewBox", "0 0 210 297"), Attribute("aria-hidden", "true")) {
            for row in 0..<7 {
                for column in 0..<2 {
                    let x = 2 + column * 108 + (row % 2) * 22
                    let y = 40 + row * 44
                    page.element("<text", "</text>")(
                        nil, Attribute("x", String(x)), Attribute("y", String(y)), Attribute("transform", "rotate(-24 \(x) \(y))"),
                        Attribute("font-size", "5"), Attribute("font-family", "Noto Sans CJK SC"), text: words)
                }
            }
        }
    }
}

extension PaperReading {
    /// `第 2 版`; one of a series is counted, not replaced.
    func versionName(_ version: Int) -> Text {
        isSeries ? Text("第 \(version) 号", "No. \(version) of its series") : Text("第 \(version) 版", "Version \(version)")
    }
}
