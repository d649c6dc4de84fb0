extension Migration {
    /// How far each person has read their notices.
    package static let notices = Migration(
        name: "0007-notices",
        statements: ["CREATE TABLE notice_marks (person TEXT PRIMARY KEY, seen BIGINT NOT NULL)"])
}
