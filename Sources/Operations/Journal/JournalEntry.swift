import Handbook
import Storage

/// One entry of a case's journal: append-only, its payload kept byte by byte, chained to the one before it.
package struct JournalEntry: Hashable, Sendable {
    package let number: String
    package let position: Int
    package let verb: String
    package let code: String
    package let person: String
    package let onBehalf: String?
    package let source: String
    package let done: Instant
    package let received: Instant
    /// Nil where personal data was erased and only the hash is left.
    package let payload: [UInt8]?
    package let payloadHash: String
    package let previousHash: String
    package let edition: String
    package let build: String
    package let hash: String

    /// How payloads and entries are hashed; named in each entry, so that another can take its place.
    package static let algorithm = "sha256"

    static let columns = """
        number, position, verb, code, person, on_behalf, source, done, received, payload, payload_hash, previous_hash, edition, build, hash
        """

    init(
        number: String, position: Int, verb: String, code: String, person: String, onBehalf: String?, source: String, done: Instant,
        received: Instant, payload: [UInt8], previousHash: String, edition: String, build: String
    ) {
        self.number = number
        self.position = position
        self.verb = verb
        self.code = code
        self.person = person
        self.onBehalf = onBehalf
        self.source = source
        self.done = done
        self.received = received
        self.payload = payload
        payloadHash = contentHash(of: payload)
        self.previousHash = previousHash
        self.edition = edition
        self.build = build
        hash = Self.chained(
            number, position, verb, code, person, onBehalf, source, done, received, payloadHash: payloadHash, after: previousHash,
            edition, build)
    }

    init(_ row: SQLRow) throws {
        number = try row.text("number")
        position = Int(try row.integer("position"))
        verb = try row.text("verb")
        code = try row.text("code")
        person = try row.text("person")
        onBehalf = try row.optionalText("on_behalf")
        source = try row.text("source")
        done = Instant(milliseconds: try row.integer("done"))
        received = Instant(milliseconds: try row.integer("received"))
        payload = try row.optionalBlob("payload")
        payloadHash = try row.text("payload_hash")
        previousHash = try row.text("previous_hash")
        edition = try row.text("edition")
        build = try row.text("build")
        hash = try row.text("hash")
    }

    /// The hash that the entry's own columns give.
    package var expectedHash: String {
        Self.chained(
            number, position, verb, code, person, onBehalf, source, done, received, payloadHash: payloadHash, after: previousHash,
            edition, build)
    }

    /// The payload as a value; null where it was erased.
    package func content() throws -> Value { try payload.map { try CanonicalJSON.value(of: $0) } ?? .null }

    /// The same entry in another case, so many minutes later, chained after another one: for data sets that are cloned.
    package func copied(as number: String, later minutes: Int, after previousHash: String) -> JournalEntry {
        JournalEntry(
            number: number, position: position, verb: verb, code: code, person: person, onBehalf: onBehalf, source: source,
            done: done.adding(minutes: minutes), received: received.adding(minutes: minutes), payload: payload ?? [],
            previousHash: previousHash, edition: edition, build: build)
    }

    package func append(to session: any Session) throws {
        try session.execute(
            """
            INSERT INTO journal (number, position, verb, code, person, on_behalf, source, done, received, payload, payload_hash, previous_hash,
                hash, algorithm, edition, build) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, position, verb, code, person, onBehalf, source, done.milliseconds, received.milliseconds, payload, payloadHash,
            previousHash, hash, Self.algorithm, edition, build)
    }

    /// A case's entries in order.
    package static func all(of number: String, in session: any Session) throws -> [JournalEntry] {
        try session.query("SELECT \(columns) FROM journal WHERE number = ? ORDER BY position", number).map { try JournalEntry($0) }
    }

    private static func chained(
        _ number: String, _ position: Int, _ verb: String, _ code: String, _ person: String, _ onBehalf: String?, _ source: String,
        _ done: Instant, _ received: Instant, payloadHash: String, after previous: String, _ edition: String, _ build: String
    ) -> String {
        // A line break can't stand in any of these, so the joined text is unambiguous.
        let parts = [
            number, String(position), verb, code, person, onBehalf ?? "", source, String(done.milliseconds),
            String(received.milliseconds),
            payloadHash, previous, edition, build, algorithm,
        ]
        return contentHash(of: Array(parts.joined(separator: "\n").utf8))
    }
}
