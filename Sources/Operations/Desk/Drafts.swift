import Handbook
import Storage

extension Desk {
    /// Keeps what somebody has typed and not sent, for the edition's days; what the secret scan catches is not stored.
    package func keepDraft(of submission: Submission) async throws {
        guard submission.place.isReadable, let activity = Procedures.declared[submission.kind]?.activity(submission.verb) else {
            return
        }
        let fields = Set(activity.fields.map(\.name))
        let known = submission.input.filter { fields.contains($0.key) }
        let caught = Set(SecretScan(edition: editions.current, exempt: submission.notSecret).refused(known).compactMap(\.field))
        let body = CanonicalJSON.bytes(of: .object(known.filter { !caught.contains($0.key) }))
        let at = now()
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO drafts (person, place, verb, body, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (person, place, verb) DO UPDATE SET body = excluded.body, at = excluded.at
                """, submission.by.text, submission.place.text, submission.verb, String(decoding: body, as: UTF8.self),
                at.milliseconds)
        }
    }

    /// What this person typed there before; nil where nothing is kept.
    package func draft(by person: ID<Person>, at place: Submission.Place, _ verb: String) async throws -> [String: Value]? {
        try await database.read { session in try session.draft(by: person, at: place, verb) }
    }

    /// Throws a draft away.
    package func dropDraft(by person: ID<Person>, at place: Submission.Place, _ verb: String) async throws {
        try await database.write { session in
            try session.execute("DELETE FROM drafts WHERE person = ? AND place = ? AND verb = ?", person.text, place.text, verb)
        }
    }
}

extension Session {
    /// What this person typed at a place and did not send; nil where nothing is kept.
    func draft(by person: ID<Person>, at place: Submission.Place, _ verb: String) throws -> [String: Value]? {
        guard place.isReadable else { return nil }
        return try first("SELECT body FROM drafts WHERE person = ? AND place = ? AND verb = ?", person.text, place.text, verb)
            .flatMap { try CanonicalJSON.value(of: Array(try $0.text("body").utf8)).members }
    }
}

extension Submission.Place {
    /// Whether it can be the place of anything.
    var isReadable: Bool { CaseNumber.isReadable(text) }

    /// The kind or the number, as it is kept.
    package var text: String {
        switch self {
        case .new(let kind): kind
        case .at(let number): number
        }
    }
}
