import HTML
import Handbook
import Hummingbird
import Operations

/// The articles and guides that a phone carries: those about the products and boards of its visits.
struct PhoneLibraryPage: View {
    let near: NearLibrary

    let title = Text("随身资料", "Articles and guides")
    let section = Section.site
    var isForPhone: Bool { true }

    func write(on page: Page) {
        NetBar(number: nil, stage: nil).write(on: page)
        Unsent().write(on: page)
        page.header("visit-head") {
            page.p("no") { page.a(nil, .href("/site"), say: Text("‹ 我的现场", "‹ My visits")) }
            page.h1(say: title)
        }
        if near.entries.isEmpty {
            page.p("empty", say: Text("这几天的设备还没有文章和指导书。", "Nothing is written yet about the devices of these days."))
        }
        for (kind, heading) in [(OperatingGuide.kind, OperatingGuide.title), (KnowledgeArticle.kind, KnowledgeArticle.title)] {
            let entries = near.entries.filter { $0.header.kind == kind }
            if entries.isEmpty { continue }
            page.h2(say: heading)
            PhoneShelf(entries: entries).write(on: page)
        }
        if !near.isComplete {
            page.p(
                "beware",
                say: Text(
                    "资料太多，手机只带了最相近的 \(near.entries.count) 份；其余请联网查。",
                    "There is more: the phone carries the nearest \(near.entries.count); look for the rest online."))
        }
    }
}

/// Articles and guides as lines that a thumb can hit.
struct PhoneShelf {
    let entries: [LibraryEntry]

    func write(on page: Page) {
        page.div("shelf") {
            for entry in entries {
                page.a("visit", .href("/site/\(entry.header.number)")) {
                    page.span("what") {
                        page.b(text: entry.title)
                        page.span("task", text: entry.marks.joined(separator: "、"))
                    }
                    page.span("state") {
                        page.tag(
                            entry.header.kind == OperatingGuide.kind
                                ? Text("指导书 第 \(entry.version ?? 0) 版", "guide v\(entry.version ?? 0)") : Text("文章", "article"))
                    }
                }
            }
        }
    }
}

/// One article or guide on the phone: the version in force, its steps to be ticked off.
struct PhonePublicationPage: View {
    let library: LibraryReading
    let version: LibraryReading.Version

    var title: Text { Text(heading, heading) }
    let section = Section.site
    var isForPhone: Bool { true }

    private var heading: String { version.values["title"]?.typed ?? library.header.title }

    func write(on page: Page) {
        NetBar(number: nil, stage: nil).write(on: page)
        Unsent().write(on: page)
        page.header("visit-head") {
            page.p("no") {
                page.a(nil, .href("/site/library"), say: Text("‹ 随身资料", "‹ Articles and guides"))
                page.text("　\(library.header.number)　")
                page.tag(Text("第 \(version.number) 版 \(version.from.iso) 起", "version \(version.number), from \(version.from.iso)"))
            }
            page.h1(text: heading)
        }
        if library.header.stage == Shelf.withdrawn.rawValue {
            page.p("beware", say: Text("已撤下，不再据此操作。", "It was withdrawn: don't work by it."))
        }
        page.article("sheet publication") {
            PublicationBody(
                fields: library.fields, values: version.values, titles: library.titles, edition: library.reading.edition,
                isForWork: true
            ).write(on: page)
        }
        page.p("more-steps") {
            page.a(
                nil, .href(LibraryEntry.path(of: library.header.number)),
                say: Text("各版和全部经过（需联网）", "Versions and the whole course (online)"))
        }
    }
}

extension Front {
    /// What the reader's phone carries: the list, or one article or guide in the version in force; nil where the path names a visit.
    func phoneLibrary(_ number: String, _ guest: Guest, _ visit: Visit) async throws -> Response? {
        if number == "library" {
            guard guest.isStaff else { return nil }
            let near = try await desk.library(for: try await desk.visits(of: guest.person), of: guest.actor)
            return show(PhoneLibraryPage(near: near), to: visit)
        }
        guard Procedures.library.contains(where: { $0.kind == CaseNumber.kind(of: number) }) else { return nil }
        let library = try await desk.libraryReading(of: number, for: guest.actor)
        guard let version = library.inForce else {
            throw Missing("“\(number)”还没有生效的版本", "“\(number)” has no version in force yet")
        }
        return show(PhonePublicationPage(library: library, version: version), to: visit)
    }
}
