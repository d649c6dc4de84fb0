import Handbook
import Hummingbird
import Operations

extension Front {
    /// The list of cases, as the address asks for it; without a word, as the reader's own view has it.
    func showQueue(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        if request.uri.query == nil, let view = try await views(of: guest.person).first(where: \.isDefault) {
            return .goOn(to: view.path)
        }
        let asked = request.uri.parameters
        let query = QueueQuery(asked)
        let (list, counts, views) = try await desk.countedList(query.filter, for: guest.actor) { session in
            try session.views(of: guest.person)
        }
        return show(
            QueuePage(
                query: query, list: list, counts: counts, views: views,
                view: asked.first { $0.name == "view" }.flatMap { Int64($0.value) }, edition: edition, guest: guest, now: desk.now()
            ),
            to: visit)
    }

    /// Keeps the list that is shown under a name.
    func saveView(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let body = try await FormBody(request, visit)
        let name = (body["name"] ?? "").trimmed
        guard (1...30).contains(name.count) else {
            throw Unreadable(.badRequest, "请给视图起一个 30 字以内的名称", "Give the view a name of up to 30 characters")
        }
        let query = QueueQuery(body.fields)
        try await save(query, as: name, isDefault: body["default"] != nil, for: guest.person)
        let saved = try await views(of: guest.person).first { $0.name == name }
        return .goOn(to: saved?.path ?? query.path)
    }

    /// Forgets a view.
    func deleteView(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        _ = try await FormBody(request, visit)
        guard let id = Int64(try visit.part("id")) else { throw Missing("没有这个视图", "There is no such view") }
        try await forgetView(id, of: guest.person)
        return .goOn(to: "/cases?state=open")
    }
}
