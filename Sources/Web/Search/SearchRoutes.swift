import Handbook
import Hummingbird
import Operations

extension Front {
    /// What a search finds in everything that the reader may see; a whole number leads straight to its case.
    func showSearch(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let asked = Asked(request)
        let words = String((asked["q"] ?? "").prefix(100))
        if let number = try await desk.number(typed: words, for: guest.actor) { return .goOn(to: "/cases/\(number)") }
        let group = asked["in"].flatMap(FoundGroup.init(rawValue:))
        let found = try await desk.find(
            words, among: group.map { [$0] } ?? FoundGroup.allCases, for: guest.actor, limit: group == nil ? 6 : 50,
            after: asked.whole("after"))
        return show(SearchPage(words: words, group: group, found: found), to: visit)
    }

    /// The entries of a register that fit what is being typed into a form.
    func lookUp(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let entries = try await desk.lookup(
            try visit.part("kind"), String((Asked(request)["q"] ?? "").prefix(60)), for: guest.actor)
        let json: Value = .list(entries.map { ["code": .text($0.code), "title": .text($0.title)] })
        return Response(CanonicalJSON.bytes(of: json), type: "application/json; charset=utf-8", to: visit)
    }
}
