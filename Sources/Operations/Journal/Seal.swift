import Crypto
import Foundation
import Handbook
import Storage

/// Signs what every case's chain has come to since the last seal, so that nobody can drop a last entry unseen.
package struct Seal: Sendable {
    package let position: Int
    package let at: Instant
    package let body: [UInt8]
    package let previousHash: String
    package let hash: String
    package let publicKey: String
    package let signature: String

    static let algorithm = "sha256+ed25519"

    /// Seals the heads that moved since the last seal; nil where none did. At most so many cases a seal.
    package static func make(at now: Instant, key: SealKey, in session: any Session, atMost limit: Int = 5000) throws -> Seal? {
        let heads = try session.query(
            "SELECT number, head_position, head_hash FROM cases WHERE head_position > sealed_position ORDER BY number LIMIT ?",
            limit)
        if heads.isEmpty { return nil }
        let last = try session.first("SELECT position, hash FROM seals ORDER BY position DESC LIMIT 1")
        let previous = try last?.text("hash") ?? ""
        let position = Int(try last?.integer("position") ?? 0) + 1
        let body = CanonicalJSON.bytes(
            of: [
                "at": .integer(now.milliseconds), "previous": .text(previous), "position": .integer(Int64(position)),
                "heads": .list(
                    try heads.map {
                        [.text(try $0.text("number")), .integer(try $0.integer("head_position")), .text(try $0.text("head_hash"))]
                    }),
            ])
        let hash = contentHash(of: body)
        let seal = Seal(
            position: position, at: now, body: body, previousHash: previous, hash: hash, publicKey: key.publicKey,
            signature: try key.sign(hash))
        try seal.append(to: session)
        for head in heads {
            try session.execute(
                "UPDATE cases SET sealed_position = ? WHERE number = ?", try head.integer("head_position"), try head.text("number"))
        }
        return seal
    }

    /// Every seal, in order.
    static func all(in session: any Session) throws -> [Seal] {
        try session.query(
            "SELECT position, at, body, previous_hash, hash, public_key, signature FROM seals ORDER BY position"
        ).map { try Seal($0) }
    }

    private func append(to session: any Session) throws {
        try session.execute(
            """
            INSERT INTO seals (position, at, body, previous_hash, hash, algorithm, public_key, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            position, at.milliseconds, body, previousHash, hash, Self.algorithm, publicKey, signature)
    }

    init(position: Int, at: Instant, body: [UInt8], previousHash: String, hash: String, publicKey: String, signature: String) {
        self.position = position
        self.at = at
        self.body = body
        self.previousHash = previousHash
        self.hash = hash
        self.publicKey = publicKey
        self.signature = signature
    }

    init(_ row: SQLRow) throws {
        self.init(
            position: Int(try row.integer("position")), at: Instant(milliseconds: try row.integer("at")),
            body: try row.blob("body"),
            previousHash: try row.text("previous_hash"), hash: try row.text("hash"), publicKey: try row.text("public_key"),
            signature: try row.text("signature"))
    }

    /// Whether body, hash and signature belong together.
    var isGenuine: Bool {
        guard contentHash(of: body) == hash, let key = Data(base64Encoded: publicKey), let signed = Data(base64Encoded: signature),
            let verifier = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
        else { return false }
        return verifier.isValidSignature(signed, for: Data(hash.utf8))
    }
}

/// The key that seals are signed with (Ed25519); it lies outside the database.
package struct SealKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// The key with those 32 secret bytes; nil where they are no key.
    package init?(bytes: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Data(bytes)) else { return nil }
        self.key = key
    }

    /// The public half, in base 64.
    package var publicKey: String { key.publicKey.rawRepresentation.base64EncodedString() }

    func sign(_ text: String) throws -> String { try key.signature(for: Data(text.utf8)).base64EncodedString() }
}
