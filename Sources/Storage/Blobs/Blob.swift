import Crypto

/// The name of a content that is kept: the same bytes have the same one.
package struct BlobReference: Hashable, Sendable, Codable {
    /// `sha256:` and 64 hexadecimal digits.
    package let hash: String
    /// The number of bytes.
    package let size: Int
    /// What it is, such as `application/pdf`.
    package let mediaType: String

    package init(hash: String, size: Int, mediaType: String) {
        self.hash = hash
        self.size = size
        self.mediaType = mediaType
    }
}

/// A content with its name.
package struct Blob: Hashable, Sendable {
    package let reference: BlobReference
    package let bytes: [UInt8]
}

/// The bytes that are kept under a hash are no longer those that were stored.
package struct CorruptBlob: Error, Hashable, CustomStringConvertible {
    package let hash: String

    package init(hash: String) {
        self.hash = hash
    }

    package var description: String { "The content kept as \(hash) has been changed since it was stored." }
}

extension Session {
    /// Keeps bytes under their hash; those that are kept already keep their first media type.
    package func store(bytes: [UInt8], mediaType: String) throws -> BlobReference {
        let hash = contentHash(of: bytes)
        try execute(
            "INSERT INTO blobs (hash, size, media_type, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING",
            hash, bytes.count, mediaType, bytes)
        let kept = try first("SELECT media_type FROM blobs WHERE hash = ?", hash)
        return BlobReference(hash: hash, size: bytes.count, mediaType: try kept?.text(at: 0) ?? mediaType)
    }

    /// The content of a hash, nil if none is kept; throws `CorruptBlob` if its bytes no longer fit the hash.
    package func blob(_ hash: String) throws -> Blob? {
        guard let row = try first("SELECT media_type, bytes FROM blobs WHERE hash = ?", hash) else { return nil }
        let bytes = try row.blob(at: 1)
        guard contentHash(of: bytes) == hash else { throw CorruptBlob(hash: hash) }
        return Blob(reference: BlobReference(hash: hash, size: bytes.count, mediaType: try row.text(at: 0)), bytes: bytes)
    }
}

/// `sha256:` and the hexadecimal SHA-256 of the bytes.
package func contentHash(of bytes: [UInt8]) -> String {
    "sha256:" + SHA256.hash(data: bytes).hexadecimal
}
