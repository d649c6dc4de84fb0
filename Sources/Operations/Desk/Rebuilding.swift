import Storage

extension Desk {
    /// Everything derived that differs from what the records and clock events give, read in bounded portions.
    package func differences() async throws -> [String] {
        let editions = editions
        var found: [String] = []
        var after = ""
        while true {
            let from = after
            let portion = try await database.read { try Rebuild.differences(after: from, editions: editions, in: $0) }
            found += portion.found
            guard let last = portion.last else { break }
            after = last
        }
        for count in MarkBook.Count.all {
            let isRight = try await database.read { try MarkBook.isRight(count, in: $0) }
            if !isRight { found.append("\(count.ids.joined(separator: ", ")): the counts of reports") }
        }
        return found
    }

    /// Makes the derived tables and the search index anew from the records; gives how many portions that took.
    @discardableResult
    package func rebuild() async throws -> Int {
        let editions = editions
        var portions = 0
        var after = ""
        while true {
            let from = after
            let last = try await database.write { try Rebuild.run(after: from, editions: editions, in: $0) }
            guard let last else { break }
            after = last
            portions += 1
        }
        for count in MarkBook.Count.all { try await database.write { try MarkBook.recount(count, in: $0) } }
        return portions
    }
}
