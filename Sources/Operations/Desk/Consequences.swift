import Handbook
import Storage

/// Writes the smaller things that follow from an activity: notices, links, files, schedules, tokens.
struct Consequences {
    let header: CaseHeader
    let position: Int
    let door: Door
    let session: any Session

    func apply(_ effects: Effects) throws {
        for notice in effects.notices { try session.tell(notice, of: header, at: door.received) }
        for link in effects.links {
            for (one, other) in [(header.number, link.number), (link.number, header.number)] {
                try session.execute(
                    "INSERT INTO case_links (number, other, relation) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", one, other,
                    link.relation)
            }
        }
        for file in effects.attachments {
            try session.execute(
                "INSERT INTO attachments (number, position, name, hash, person, at) VALUES (?, ?, ?, ?, ?, ?)", header.number,
                position,
                file.name, file.hash, door.submission.by.text, door.received.milliseconds)
        }
        for schedule in effects.schedules { try apply(schedule) }
        for token in effects.tokens {
            try session.execute(
                "INSERT INTO tokens (hash, person, scopes, created, expires) VALUES (?, ?, ?, ?, ?)", token.hash, header.code,
                token.scopes,
                door.received.milliseconds, token.expires.milliseconds)
        }
        for hash in effects.revokedTokens {
            try session.execute(
                "UPDATE tokens SET revoked = ? WHERE hash = ? AND person = ? AND revoked IS NULL", door.received.milliseconds, hash,
                header.code)
        }
        for link in effects.offered {
            try session.execute(
                """
                INSERT INTO customer_links (hash, number, position, contact, purpose, person, created, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, link.hash, header.number, position, link.contact.text, link.purpose.rawValue, door.submission.by.text,
                door.received.milliseconds, link.expires.milliseconds)
        }
        for hash in effects.revokedLinks {
            try session.execute(
                "UPDATE customer_links SET revoked = ? WHERE hash = ? AND number = ? AND revoked IS NULL",
                door.received.milliseconds, hash, header.number)
        }
        if !header.isOpen { try endSchedules() }
    }

    /// In a closed case only those steps still fall due that may be done there.
    private func endSchedules() throws {
        let lasting = Procedures.declared[header.kind]?.activities.filter { $0.inClosed && $0.by == [.clock] }.map(\.verb) ?? []
        try session.execute(
            "DELETE FROM schedules WHERE number = ? AND verb NOT IN (\(session.placeholders(lasting.count)))",
            [.text(header.number)] + lasting.map { .text($0) })
    }

    private func apply(_ schedule: Effects.Schedule) throws {
        switch schedule {
        case .set(let key, let verb, let due): try session.schedule(header.number, key: key, verb: verb, at: due)
        case .clear(let key): try session.execute("DELETE FROM schedules WHERE number = ? AND key = ?", header.number, key)
        }
    }

    /// Raises what a report shows broken to the region's manager and the case's owner.
    func raise(_ breach: Decision.Departure, _ attempt: Attempt) throws {
        let text = Text(
            "\(header.number)「\(attempt.activity.title.zh)」违反 \(breach.clause)：\(breach.title.zh)。\(breach.reason.zh)",
            "\(header.number) “\(attempt.activity.title.en)” broke \(breach.clause): \(breach.title.en). \(breach.reason.en)")
        try session.alert(text, of: header, at: door.received)
    }
}

extension CaseHeader {
    /// A register entry's code, or the case's number.
    package var code: String { CaseNumber.code(of: number) }
}

extension Session {
    /// Has an activity of a case performed by the clock at that time, in place of an earlier one of the key.
    func schedule(_ number: String, key: String, verb: String, at due: Instant) throws {
        try execute(
            """
            INSERT INTO schedules (number, key, verb, due) VALUES (?, ?, ?, ?)
            ON CONFLICT (number, key) DO UPDATE SET verb = excluded.verb, due = excluded.due
            """, number, key, verb, due.milliseconds)
    }
}
