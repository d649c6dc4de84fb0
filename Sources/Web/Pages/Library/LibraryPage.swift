import HTML
import Handbook
import Operations

/// The articles or the guides: what is in force, what waits for a review, what is being written.
struct LibraryPage: View {
    let list: LibraryList
    let query: LibraryQuery
    let guest: Guest

    var title: Text { Procedures.declared[query.kind]?.title ?? Text("", "") }
    let section = Section.library

    private var isOfGuides: Bool { query.kind == OperatingGuide.kind }
    private var path: String { isOfGuides ? "/guides" : "/knowledge" }
    private func named(_ kind: String, _ code: String) -> String { list.titles["\(kind):\(code)"] ?? code }

    func write(on page: Page) {
        page.div("page-head") {
            page.h1 {
                page.say(title)
                if let model = query.model { page.text("　\(named(ProductModel.kind, model))") }
            }
            page.div("page-acts") {
                if isOfGuides, let draft = Procedures.declared[query.kind]?.openings.first, guest.takes(draft) {
                    page.a("btn", .href("/new/\(query.kind)/\(draft.verb)"), say: Text("写指导书", "Write a guide"))
                }
            }
        }
        tabs(on: page)
        if query.stage == nil { filters(on: page) }
        if list.entries.isEmpty { page.p("empty", say: empty) } else { table(on: page) }
        if let next = list.next { page.further(asking(after: next)) }
    }

    private func tabs(on page: Page) {
        func count(_ stage: Shelf) -> String? { list.waiting[stage].map { $0 >= 99 ? "99+" : String($0) } }
        Tabs(
            label: Text("文章、指导书和待审的", "Articles, guides and what waits"),
            tabs: [
                Tabs.Tab(
                    path: "/knowledge", name: KnowledgeArticle.title, isCurrent: !isOfGuides && query.stage == nil),
                Tabs.Tab(path: "/guides", name: OperatingGuide.title, isCurrent: isOfGuides && query.stage == nil),
                Tabs.Tab(
                    path: "\(path)?stage=\(Shelf.inReview.rawValue)", name: Shelf.inReview.name, count: count(.inReview),
                    isCurrent: query.stage == .inReview),
                Tabs.Tab(
                    path: "\(path)?stage=\(Shelf.drafted.rawValue)", name: Shelf.drafted.name, count: count(.drafted),
                    isCurrent: query.stage == .drafted),
            ]
        ).write(on: page)
    }

    private var empty: Text {
        if query.stage != nil { return Text("现在没有。", "There is none now.") }
        if !query.words.isEmpty || query.family != nil || query.part != nil || query.mark != nil || query.model != nil {
            return Text("没有符合条件的。可少写几个字，或只按产品族查。", "None meets this. Type fewer words, or ask by the family alone.")
        }
        return isOfGuides
            ? Text("还没有指导书。网络工程师或技术经理可点右上角写第一份。", "There is no guide yet: a network engineer or manager writes the first.")
            : Text(
                "还没有文章。派工单关闭后，参与的人可在单据页点“写成文章”。",
                "There is no article yet. Once an order is closed, whoever took part can write one from its page.")
    }

    private func asking(after: String?) -> String {
        address(
            path,
            [
                "q": query.words.isEmpty ? nil : query.words, "family": query.family, "model": query.model, "part": query.part,
                "mark": query.mark, "stage": query.stage?.rawValue, "after": after,
            ])
    }

    private func filters(on page: Page) {
        page.question(path, keeping: ["model": query.model]) { ask in
            ask.find("q", Text("词语：现象、原因、步骤", "Words: phenomenon, cause, steps"), query.words, type: "search")
            ask.find("mark", isOfGuides ? Text("操作", "Operation") : Text("告警", "Alarm"), query.mark)
            ask.choose(
                "family", ProductFamily.title, query.family, list.families.map { ($0.code, Text($0.title, $0.title)) })
            ask.find("part", Text("板卡或部件", "Board or part"), query.part, among: Part.kind) { named(Part.kind, $0) }
        }
    }

    private func table(on page: Page) {
        page.list(
            [
                Column("标题", "Title"), Column("产品族", "Family", .short), Column("型号、部件", "Models, parts"),
                isOfGuides ? Column("操作", "Operation") : Column("告警", "Alarms"), Column("版本", "Version", .short),
                Column("编号", "Number", .code),
            ], list.entries
        ) { entry, cell in
            cell { page.a(nil, .href(entry.path), text: entry.title) }
            cell(text: named(ProductFamily.kind, entry.family))
            let subjects = entry.models.map { named(ProductModel.kind, $0) } + entry.parts.map { named(Part.kind, $0) }
            for names in [subjects, entry.marks] {
                cell(isEmpty: names.isEmpty) { page.text(names.isEmpty ? "—" : page.joined(names.map { Text(typed: $0) })) }
            }
            cell { EditionMark(entry: entry).write(on: page) }
            cell(text: entry.header.number)
        }
    }
}

/// The version in force as a word, and whether another one is on its way.
struct EditionMark {
    let entry: LibraryEntry

    func write(on page: Page) {
        if let version = entry.version {
            page.say("第 \(version) 版", "v\(version)")
            if entry.isBeingRevised {
                page.text(" ")
                page.tag(Text("修订中", "being revised"), .wait)
            }
        } else {
            page.tag(Procedures.declared[entry.header.kind]?.name(ofStage: entry.header.stage) ?? Text("", ""), .wait)
        }
    }
}

/// What was written about the same products and boards, beside a case or a device.
struct NearShelf {
    let near: NearLibrary

    func write(on page: Page) {
        if near.entries.isEmpty { return }
        page.h2(say: Text("相关文章与指导书", "Articles and guides"))
        page.ul("sheet pad papers") {
            for entry in near.entries {
                page.li {
                    page.a(nil, .href(entry.path), text: entry.title)
                    page.text(" ")
                    page.span("no") {
                        page.say(entry.header.kind == OperatingGuide.kind ? Text("指导书", "guide") : Text("文章", "article"))
                        page.text(" ")
                        EditionMark(entry: entry).write(on: page)
                    }
                }
            }
        }
    }
}
