import HTML
import Handbook
import Operations

/// A case's chain, recomputed as the page is opened: a tick or a cross for every entry.
struct ChainPage: View {
    let reading: ChainReading
    let section = Section.audit

    private var number: String { reading.header.number }
    var title: Text { Text("\(number) 核对", "\(number) checked") }

    func write(on page: Page) {
        page.p("no") {
            page.a(nil, .href("/audit"), say: Text("审计", "Audit"))
            page.text(" › ")
            page.caseLink(number, number)
        }
        page.h1(text: reading.header.title)
        verdict(on: page)
        page.ol("sheet ruled chain") {
            for entry in reading.entries { page.li(nil, .id("entry-\(entry.entry.position)")) { write(entry, on: page) } }
        }
        if let next = reading.next {
            page.further("/audit/cases/\(number.percentEncoded)?after=\(next)", Text("往后的", "Later"))
        }
        page.p("further") {
            page.a(
                "btn q small", .href("/audit/cases/\(number.percentEncoded)/export"), say: Text("下载此单的日志", "Download this journal"))
            page.text(" ")
            page.code("cmd inline", text: "paigong audit verify --export FILE")
        }
    }

    private func verdict(on page: Page) {
        page.p("verdict") {
            if reading.isClean {
                page.tag(Text("✓ 与所写一致", "✓ As written"), .done)
            } else {
                page.tag(Text("✗ 与所写不符", "✗ NOT as written"), .late)
            }
            page.say(
                " 已逐条重算 \(reading.checked) 条。封签覆盖到第 \(reading.sealed) 条。",
                " \(reading.checked) entries recomputed. Seals bear it up to entry \(reading.sealed).")
        }
        for finding in reading.findings.prefix(20) {
            page.p("trouble") {
                page.b(text: finding.place)
                page.text(" ")
                page.say(finding.text)
            }
        }
    }

    private func write(_ checked: ChainReading.Entry, on page: Page) {
        let entry = checked.entry
        page.p {
            page.b(nil, .style(checked.isClean ? "ok" : "no-ok"), text: checked.isClean ? "✓" : "✗")
            page.text(" #\(entry.position) ")
            page.instant(entry.received)
            page.text(" ")
            page.say(checked.title ?? Text("（内容已删除）\(entry.verb)", "(erased) \(entry.verb)"))
            page.text(" ")
            page.doer(entry.person, checked.by ?? entry.person)
        }
        page.dl("hashes") {
            hash(Text("内容", "Payload"), entry.payloadHash, checked.isPayloadGenuine, on: page)
            hash(Text("前一条", "Previous"), entry.previousHash.isEmpty ? "–" : entry.previousHash, checked.isLinked, on: page)
            hash(Text("本条", "Entry"), entry.hash, checked.isGenuine, on: page)
        }
    }

    private func hash(_ label: Text, _ hash: String, _ isGenuine: Bool?, on page: Page) {
        page.dt(say: label)
        page.dd {
            switch isGenuine {
            case true?: page.span("ok", say: Text("✓ 相符", "✓ matches"))
            case false?: page.span("no-ok", say: Text("✗ 不符", "✗ does not match"))
            case nil: page.span("no", say: Text("内容已依法删除，只余校验值", "Erased; only its hash is left"))
            }
            page.text(" ")
            page.code(text: hash)
        }
    }
}
