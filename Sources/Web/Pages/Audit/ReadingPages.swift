import HTML
import Handbook
import Operations

/// Who read what is customer secret, and when.
struct ReadsPage: ListView {
    let person: String?
    let number: String?
    let lines: [SecretRead]
    let next: Int64?
    let title = AuditList.reads.title
    let section = Section.audit
    let sheetName = "reads"
    var onward: String? { next.map { String($0) } }
    let cursor = "before"

    func write(on page: Page) {
        looks.write(
            lead: Text("每人每单每小时记一次，记的是那一小时里第一次。", "Noted once a person, case and hour: the first time in it."),
            empty: Text("没有查看记录", "Nobody read any"), on: page)
    }

    func list(on page: Page) { looks.list(on: page) }

    private var looks: LookList<SecretRead> {
        LookList(
            list: .reads, person: person, number: number, lines: lines, next: next, what: [Column("看了什么", "What")]
        ) { line, cell, _ in
            cell(say: Self.words(for: line.what))
        }
    }

    private static func words(for what: String) -> Text {
        if what == "case" { return Text("单据页面", "The case's page") }
        if what == "journal" { return Text("日志", "The journal") }
        if what.hasPrefix("paper ") { return Text("单据 \(what.dropFirst(6))", "Paper \(what.dropFirst(6))") }
        if what.hasPrefix("file ") { return Text("附件 \(what.dropFirst(5))", "File \(what.dropFirst(5))") }
        return Text(what, what)
    }
}

/// Who took which customer-secret paper out of the house, when, and from where.
struct DownloadsPage: ListView {
    let person: String?
    let number: String?
    let lines: [PaperDownload]
    let next: Int64?
    let title = AuditList.downloads.title
    let section = Section.audit
    let sheetName = "downloads"
    var onward: String? { next.map { String($0) } }
    let cursor = "before"

    func write(on page: Page) {
        looks.write(
            lead: Text("客户机密单据每次下载 PDF 记一次。", "Noted each time that a customer-secret paper is downloaded as PDF."),
            empty: Text("没有下载记录", "Nobody took any"), on: page)
    }

    func list(on page: Page) { looks.list(on: page) }

    private var looks: LookList<PaperDownload> {
        LookList(
            list: .downloads, person: person, number: number, lines: lines, next: next,
            what: [Column("取走", "Took"), Column("网络地址", "Address", .code)]
        ) { line, cell, page in
            cell { page.paperLink(line.paper) }
            cell(text: line.address)
        }
    }
}

/// When somebody looked at a case.
private protocol Look {
    var at: Instant { get }
    var name: String { get }
    var person: String { get }
    var caseNumber: String { get }
}

extension SecretRead: Look {
    fileprivate var caseNumber: String { number }
}

extension PaperDownload: Look {
    fileprivate var caseNumber: String { paper.number }
}

/// Who looked when and at which case, narrowed to a person and a case, the latest first.
private struct LookList<Line: Look> {
    let list: AuditList
    let person: String?
    let number: String?
    let lines: [Line]
    let next: Int64?
    /// The further columns, and what writes their cells.
    let what: [Column]
    let cells: (Line, Cells, Page) -> Void

    /// Writes the list with what stands around it.
    func write(lead: Text, empty: Text, on page: Page) {
        list.head(on: page)
        page.p("lead", say: lead)
        page.question(list.path) { ask in
            ask.find("person", Text("人员", "Person"), person, among: Person.kind) { $0 }
            ask.find("number", Text("单号", "Number"), number)
        }
        if lines.isEmpty { return page.p("empty", say: empty) }
        page.p("further") { page.takeAway(address(list.path, ["person": person, "number": number])) }
        list(on: page)
        if let next {
            page.further(
                address(list.path, ["person": person, "number": number, "before": String(next)]), Text("更早的", "Earlier"))
        }
    }

    /// Writes the list alone.
    func list(on page: Page) {
        let columns = [Column("何时", "When", .short), Column("何人", "Who"), Column("单据", "Case")] + what
        page.list(columns, lines) { line, cell in
            cell { page.instant(line.at) }
            cell {
                page.text("\(line.name) ")
                page.span("no", text: line.person)
            }
            cell { page.caseLink(line.caseNumber, line.caseNumber) }
            cells(line, cell, page)
        }
    }
}
