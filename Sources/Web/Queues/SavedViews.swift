import Handbook
import Operations
import Storage

/// A list that somebody keeps under a name.
struct SavedView: Sendable {
    let id: Int64
    let name: String
    /// The parameters of its address.
    let query: String
    /// Whether the list opens with it.
    let isDefault: Bool

    var path: String { query.isEmpty ? "/cases?view=\(id)" : "/cases?\(query)&view=\(id)" }
}

extension Front {
    /// The most views that a person keeps.
    static let mostViews = 20

    /// A person's views, in the order in which they were saved.
    func views(of person: ID<Person>) async throws -> [SavedView] {
        try await desk.database.read { session in try session.views(of: person) }
    }

    /// Keeps a list under a name, in place of an earlier one of that name.
    func save(_ query: QueueQuery, as name: String, isDefault: Bool, for person: ID<Person>) async throws {
        try await desk.database.write { session in
            let kept = try session.query("SELECT name FROM saved_views WHERE person = ? LIMIT ?", person.text, Self.mostViews)
                .map { try $0.text("name") }
            guard kept.contains(name) || kept.count < Self.mostViews else {
                throw Unreadable(
                    .unprocessableContent, "视图已满 \(Self.mostViews) 个，请先删除不用的",
                    "You keep \(Self.mostViews) views already; delete one that you no longer use")
            }
            if isDefault { try session.execute("UPDATE saved_views SET is_default = 0 WHERE person = ?", person.text) }
            try session.execute(
                """
                INSERT INTO saved_views (person, name, query, is_default) VALUES (?, ?, ?, ?)
                ON CONFLICT (person, name) DO UPDATE SET query = excluded.query, is_default = excluded.is_default
                """, person.text, name, query.text, isDefault)
        }
    }

    /// Forgets one of a person's own views.
    func forgetView(_ id: Int64, of person: ID<Person>) async throws {
        try await desk.database.write { session in
            try session.execute("DELETE FROM saved_views WHERE id = ? AND person = ?", id, person.text)
        }
    }
}

extension Session {
    /// A person's views, in the order in which they were saved.
    func views(of person: ID<Person>) throws -> [SavedView] {
        try query(
            "SELECT id, name, query, is_default FROM saved_views WHERE person = ? ORDER BY id LIMIT ?", person.text, Front.mostViews
        ).map {
            SavedView(
                id: try $0.integer("id"), name: try $0.text("name"), query: try $0.text("query"),
                isDefault: try $0.integer("is_default") != 0)
        }
    }
}
