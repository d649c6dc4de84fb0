import HTML
import Handbook
import Operations

/// What one revision says differently from another: each limit, table, day and clause in words, before and after.
struct DifferencePage: ListView {
    let comparison: RevisionComparison
    let all: [RevisionLine]
    /// Where the page begins.
    var start = 0

    static let most = 200

    private var new: RevisionLine { comparison.new }
    private var old: RevisionLine { comparison.old }
    var title: Text { Text("#\(old.revision) 至 #\(new.revision) 的差异", "From #\(old.revision) to #\(new.revision)") }
    let section = Section.handbook
    var sheetName: String { "edition-\(old.revision)-\(new.revision)" }
    private var shown: ArraySlice<EditionDifference.Change> {
        comparison.changes.dropFirst(max(0, start)).prefix(Self.most)
    }
    var onward: String? { shown.endIndex < comparison.changes.count ? String(shown.endIndex) : nil }
    private var path: String { "/editions/\(new.revision)/difference?from=\(old.revision)" }

    func write(on page: Page) {
        page.div("page-head") {
            page.div {
                page.p("no") {
                    page.a("name", .href("/editions/\(new.revision)"), text: "\(new.name) #\(new.revision)")
                }
                page.h1 {
                    page.say(title)
                    page.clause("0.4")
                }
            }
            page.div("page-acts") { page.takeAway(path) }
        }
        page.question("/editions/\(new.revision)/difference", send: Text("比较", "Compare")) { ask in
            ask.choose(
                "from", Text("与哪一修订比较", "Compared with"), String(old.revision),
                all.filter { $0.revision != new.revision }.map {
                    (String($0.revision), Text("\($0.name) #\($0.revision)", "\($0.name) #\($0.revision)"))
                },
                all: nil)
        }
        if comparison.changes.isEmpty {
            page.p(
                "empty",
                say: comparison.files.isEmpty
                    ? Text("两个修订相同。", "The two revisions are the same.")
                    : Text("规定没有变化。", "They say the same."))
        } else {
            parts(on: page)
        }
        if !comparison.files.isEmpty {
            page.p(
                "no",
                say: Text(
                    "改动的文件：\(comparison.files.joined(separator: "、"))",
                    "Files that differ: \(comparison.files.joined(separator: ", "))"))
        }
        if let onward { page.further("\(path)&after=\(onward)") }
    }

    private func parts(on page: Page) {
        for part in EditionPart.allCases {
            let own = shown.filter { $0.part == part }
            if own.isEmpty { continue }
            page.heading(part.title, own.count)
            page.ul("sheet ruled changes-list") { for change in own { page.li { write(change, on: page) } } }
        }
    }

    private func write(_ change: EditionDifference.Change, on page: Page) {
        page.b(say: change.what)
        page.text("：")
        switch (change.before, change.after) {
        case (let before?, let after?):
            page.s(say: before)
            page.text(" → ")
            page.b(say: after)
        case (nil, let after?):
            page.tag(Text("新增", "new"), .done)
            page.text(" ")
            page.say(after)
        case (let before?, nil):
            page.tag(Text("删去", "gone"), .late)
            page.text(" ")
            page.s(say: before)
        case (nil, nil): break
        }
        if let clause = change.clause { page.clause(clause) }
    }

    /// The same in columns.
    func list(on page: Page) {
        page.list(
            [
                Column("部分", "Part"), Column("内容", "What"), Column("原为", "Before"), Column("改为", "After"),
                Column("条款", "Clause", .code),
            ], shown
        ) { change, cell in
            cell(say: change.part.title)
            cell(say: change.what)
            cell(say: change.before ?? Text("", ""))
            cell(say: change.after ?? Text("", ""))
            cell(text: change.clause ?? "")
        }
    }
}
