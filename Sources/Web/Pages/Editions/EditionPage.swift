import HTML
import Handbook
import Operations

/// Everything that one revision says, part by part: each number, day and word with its clause, and what in it is our reading.
struct EditionPage: ListView {
    let line: RevisionLine
    let part: EditionPart
    let statements: [EditionStatement]
    let counts: [EditionPart: Int]
    /// Where in the part the page begins.
    let start: Int

    static let most = 100

    /// - Parameter start: where in the part the page begins; a page holds so many statements at most.
    init(line: RevisionLine, edition: Edition, part: EditionPart, start: Int) {
        let all = EditionStatement.all(of: edition)
        let own = all.filter { $0.part == part }
        self.line = line
        self.part = part
        self.start = min(max(0, start), own.count)
        statements = Array(own[self.start...].prefix(Self.most))
        counts = Dictionary(grouping: all, by: \.part).mapValues(\.count)
    }

    var title: Text { Text("\(line.name) #\(line.revision)", "\(line.name) #\(line.revision)") }
    let section = Section.handbook
    var sheetName: String { "edition-\(line.revision)-\(part.rawValue)" }
    var onward: String? { start + statements.count < counts[part] ?? 0 ? String(start + statements.count) : nil }
    private var path: String { "/editions/\(line.revision)" }

    func write(on page: Page) {
        page.div("page-head") {
            page.div {
                page.p("no") { page.a("name", .href("/editions"), say: Text("手册修订", "Revisions of the handbook")) }
                page.h1 {
                    page.say(title)
                    if line.isCurrent {
                        page.text(" ")
                        page.tag(Text("现行", "In force"), .done)
                    }
                }
            }
            page.div("page-acts") {
                if line.revision > 1 {
                    page.a(
                        "btn q", .href("\(path)/difference"),
                        say: Text("与 #\(line.revision - 1) 的差异", "What differs from #\(line.revision - 1)"))
                }
                page.takeAway("\(path)?part=\(part.rawValue)")
            }
        }
        page.p("no edition-hash", text: line.hash)
        Tabs(
            label: Text("内容", "Contents"),
            tabs: EditionPart.allCases.filter { counts[$0] ?? 0 > 0 }.map { part in
                Tabs.Tab(
                    path: "\(path)?part=\(part.rawValue)", name: part.title, count: String(counts[part] ?? 0),
                    isCurrent: part == self.part)
            }
        ).write(on: page)
        if statements.isEmpty { page.p("empty", say: Text("此修订没有这一部分。", "This revision says nothing of it.")) }
        list(on: page)
        if let onward { page.further("\(path)?part=\(part.rawValue)&after=\(onward)") }
    }

    func list(on page: Page) {
        page.list(Self.columns, statements) { statement, cell in
            cell(say: statement.what)
            cell(say: statement.says)
            cell(isEmpty: statement.clause == nil) { if let clause = statement.clause { page.clause(clause) } }
            cell(isEmpty: !statement.isInferred) {
                if statement.isInferred { page.tag(Text("公司所定", "our reading"), .wait) }
            }
        }
    }

    private static let columns = [
        Column("内容", "What"), Column("规定", "Says"), Column("条款", "Clause", .code), Column("来源", "Source", .short),
    ]
}
