import Handbook
import Hummingbird
import Operations

extension Front {
    /// The articles, as they were asked for.
    func showKnowledge(_ request: Request, _ visit: Visit) async throws -> Response {
        try await showLibrary(KnowledgeArticle.kind, request, visit)
    }

    /// The operating guides, as they were asked for.
    func showGuides(_ request: Request, _ visit: Visit) async throws -> Response {
        try await showLibrary(OperatingGuide.kind, request, visit)
    }

    private func showLibrary(_ kind: String, _ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let asked = Asked(request)
        var query = LibraryQuery(kind)
        query.words = asked["q"] ?? ""
        query.family = asked["family"]
        query.model = asked["model"]
        query.part = asked["part"]
        query.mark = asked["mark"]
        query.stage = asked["stage"].flatMap(Shelf.init)
        query.after = asked["after"]
        return show(LibraryPage(list: try await desk.library(query, for: guest.actor), query: query, guest: guest), to: visit)
    }

    /// An article or a guide: in force, as an earlier version, or as a draft.
    func showPublication(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let number = try visit.part("number")
        let query = Asked(request)
        let library = try await desk.libraryReading(
            of: number, for: guest.actor, before: query.whole("before").flatMap { Int(exactly: $0) })
        var asked = PublicationPage.Asked()
        asked.isEarlier = query["before"] != nil
        asked.isDraft = query["version"] == "draft"
        asked.version = query.whole("version").flatMap { Int(exactly: $0) }
        asked.with = query.whole("with").flatMap { Int(exactly: $0) }
        if let version = asked.version, library.version(version) == nil {
            throw Missing("“\(number)”没有第 \(version) 版", "“\(number)” has no version \(version)")
        }
        var page = PublicationPage(library: library, form: try await mainForm(in: library.reading, guest), asked: asked)
        page.done = query["done"].flatMap { library.reading.procedure.activity($0)?.title }
        return show(page, to: visit)
    }

    /// What an article can begin with, where a path names the order from which it is written.
    func begin(_ form: inout ActivityForm, from order: String?, _ guest: Guest) async throws {
        guard form.place == .new(kind: KnowledgeArticle.kind) else { return }
        guard let order, form.values["order"]?.text != order else { return }
        form.values = try await desk.firstWords(of: order, for: guest.actor)
    }
}

extension CaseReading {
    /// Whether the reader can make an article of this order: it is closed, and they took part.
    func isTold(by guest: Guest) -> Bool {
        guard header.kind == DispatchOrder.kind, header.stage == "closed",
            let draft = Procedures.declared[KnowledgeArticle.kind]?.openings.first
        else { return false }
        return guest.takes(draft) && people.contains { $0.person == guest.person.text }
    }
}

/// The page of an article or guide, with what was asked of its case.
func publicationPath(_ number: String, _ asked: Asked) -> String {
    address(LibraryEntry.path(of: number), ["done": asked["done"], "before": asked["before"]])
}
