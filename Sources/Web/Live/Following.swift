import Handbook
import Operations
import Storage

extension Front {
    /// Follows what other nodes on the same PostgreSQL change, until the task is cancelled.
    ///
    /// The journal is asked once a second by its key: NOTIFY would take one lock for all commits of the server.
    func followOthers() async {
        guard desk.database.dialect == .postgres else { return }
        var last: Int64?
        while !Task.isCancelled {
            if let known = last { last = await catchUp(after: known) } else { last = try? await beginFollowing() }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// The last journal entry; what stands before it is known already and is told to nobody.
    package func beginFollowing() async throws -> Int64 {
        let last = try await desk.lastEntry()
        live.remember(try await desk.changes(after: last).changes)
        return last
    }

    /// Tells what has changed since a journal entry, and gives the last one; after a fault the next try begins where this one did.
    package func catchUp(after last: Int64) async -> Int64 {
        guard let found = try? await desk.changes(after: last) else { return last }
        tallies.note(live.tell(found.changes))
        return found.last
    }
}
