extension Migration {
    /// The lists that people have saved under a name.
    package static let views = Migration(
        name: "0005-views",
        statements: [
            """
            CREATE TABLE saved_views (
                id {identity}, person TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, is_default INTEGER NOT NULL,
                UNIQUE (person, name))
            """
        ])
}
