import Handbook
import Hummingbird
import Operations

extension Front {
    /// The revisions of the handbook.
    func showEditions(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let desk = desk
        return try await show(request, visit) { asked in
            EditionsPage(
                lines: try await desk.revisions(before: asked.whole("before").map { Int(clamping: $0) }, for: guest.person),
                mayKeep: guest.holds(.administrator))
        }
    }

    /// What one revision says.
    func showEdition(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let number = try revision(visit)
        let desk = desk
        return try await show(request, visit) { asked in
            let (line, edition) = try await desk.revision(number, for: guest.person)
            return EditionPage(
                line: line, edition: edition, part: asked["part"].flatMap(EditionPart.init) ?? .limits,
                start: asked.whole("after").map { Int(clamping: $0) } ?? 0)
        }
    }

    /// What one revision says differently from another.
    func showDifference(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let number = try revision(visit)
        let desk = desk
        return try await show(request, visit) { asked in
            DifferencePage(
                comparison: try await desk.comparison(
                    of: number, with: asked.whole("from").map { Int(clamping: $0) }, for: guest.person),
                all: try await desk.revisions(for: guest.person), start: asked.whole("after").map { Int(clamping: $0) } ?? 0)
        }
    }

    private func revision(_ visit: Visit) throws -> Int {
        guard let number = Int(try visit.part("revision")), (1...100_000).contains(number) else {
            throw Missing("没有这一修订", "There is no such revision")
        }
        return number
    }
}
