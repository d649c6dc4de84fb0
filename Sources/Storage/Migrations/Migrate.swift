/// Applies those of `migrations` that the database has not had, each in one transaction, and gives their names.
///
/// Throws `MigrationFault` before anything is changed if the database has had others, in another order or with another text.
package func migrate(_ database: any Database, _ migrations: [Migration]) async throws -> [String] {
    try refuseTwins(migrations)
    try await createRegister(database)
    try await database.read { try check(try applied(in: $0), against: migrations, $0.dialect) }

    var names: [String] = []
    for (position, migration) in migrations.enumerated() {
        let isNew = try await database.write { session in
            try apply(migration, at: position, of: migrations, in: session)
        }
        if isNew { names.append(migration.name) }
    }
    return names
}

/// One line of the register of applied migrations.
private struct Applied {
    let name: String
    let checksum: String
}

private func refuseTwins(_ migrations: [Migration]) throws {
    var seen: Set<String> = []
    for migration in migrations where !seen.insert(migration.name).inserted {
        throw MigrationFault.twice(migration.name)
    }
}

private func createRegister(_ database: any Database) async throws {
    let sql = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            name TEXT PRIMARY KEY,
            position BIGINT NOT NULL UNIQUE,
            checksum TEXT NOT NULL
        )
        """
    do {
        try await database.write { _ = try $0.execute(sql) }
    } catch StorageFault.constraint(.unique, _) {
        // PostgreSQL: another node created it in the same moment.
        try await database.write { _ = try $0.execute(sql) }
    }
}

private func applied(in session: any Session) throws -> [Applied] {
    try session.query("SELECT name, checksum FROM schema_migrations ORDER BY position").map {
        Applied(name: try $0.text("name"), checksum: try $0.text("checksum"))
    }
}

private func check(_ applied: [Applied], against migrations: [Migration], _ dialect: Dialect) throws {
    let known = Set(migrations.map(\.name))
    for (position, line) in applied.enumerated() {
        guard known.contains(line.name) else {
            throw position < migrations.count ? MigrationFault.unknown(line.name) : MigrationFault.newer(line.name)
        }
        let migration = migrations[position]
        if migration.name != line.name { throw MigrationFault.misplaced(line.name, expected: migration.name) }
        if migration.checksum(for: dialect) != line.checksum { throw MigrationFault.changed(line.name) }
    }
}

/// False if the database has had it, perhaps from another node a moment ago.
private func apply(_ migration: Migration, at position: Int, of migrations: [Migration], in session: any Session) throws -> Bool {
    if session.dialect == .postgres {
        // Taken first, so that the snapshot is of after the lock and a second node waits and then sees our work.
        try session.execute("LOCK TABLE schema_migrations IN ACCESS EXCLUSIVE MODE")
    }
    let applied = try applied(in: session)
    try check(applied, against: migrations, session.dialect)
    if applied.count > position { return false }
    for statement in migration.spelled(for: session.dialect) {
        try session.execute(statement)
    }
    try session.execute(
        "INSERT INTO schema_migrations (name, position, checksum) VALUES (?, ?, ?)",
        migration.name, position, migration.checksum(for: session.dialect))
    return true
}
