import Storage
import Testing

struct BlobTests {
    @Test(arguments: TestDatabase.all) func `The same bytes are kept once`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.searchAndBlobs]) { database in
            let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
            let references = try await database.write { session in
                [try session.store(bytes: bytes, mediaType: "image/png"), try session.store(bytes: bytes, mediaType: "text/plain")]
            }
            #expect(references[0] == references[1])
            #expect(references[0].mediaType == "image/png")
            #expect(references[0].size == 100_000)
            let (kept, count, missing) = try await database.read { session in
                (
                    try session.blob(references[0].hash), try session.first("SELECT count(*) FROM blobs")?.integer(at: 0),
                    try session.blob("sha256:none")
                )
            }
            #expect(kept?.bytes == bytes)
            #expect(kept?.reference == references[0])
            #expect(count == 1)
            #expect(missing == nil)
        }
    }

    @Test func `The hash is SHA-256`() {
        #expect(contentHash(of: Array("abc".utf8)) == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(arguments: TestDatabase.all) func `Changed bytes are noticed`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.searchAndBlobs]) { database in
            let reference = try await database.write { session in
                let reference = try session.store(bytes: [1, 2, 3], mediaType: "image/png")
                try session.execute("UPDATE blobs SET bytes = ?", [UInt8](repeating: 1, count: 2))
                return reference
            }
            await #expect(throws: CorruptBlob(hash: reference.hash)) {
                try await database.read { try $0.blob(reference.hash) }
            }
        }
    }
}
