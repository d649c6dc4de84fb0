import Foundation
import Handbook
import Storage

/// The journal as lines of JSON that can be checked anywhere, without the house: heads, entries, then seals.
package enum AuditExport {
    /// Checks an export, line by line; `keys` are the public keys that seals may bear, nil takes any.
    package static func verify(_ lines: some Sequence<String>, trusting keys: Set<String>? = nil) throws -> Audit {
        var audit = Audit()
        var heads: [(number: String, position: Int, hash: String)] = []
        var entries: [String: [JournalEntry]] = [:]
        var seals: [Seal] = []
        var isPart = false
        for text in lines where !text.isEmpty {
            let value = try CanonicalJSON.value(of: Array(text.utf8))
            switch value["is"].text {
            case "case":
                heads.append((value["number"].text ?? "", Int(value["position"].integer ?? 0), value["hash"].text ?? ""))
            case "entry":
                let entry = JournalEntry(exported: value)
                entries[entry.number, default: []].append(entry)
            case "seal": seals.append(Seal(exported: value))
            case "part": isPart = true
            default: break
            }
        }
        for head in heads { audit.check(entries[head.number] ?? [], of: head.number, position: head.position, hash: head.hash) }
        audit.check(seals, trusting: keys, isPart: isPart)
        return audit
    }

    static func line(_ what: String, _ members: [String: Value]) -> String {
        String(decoding: CanonicalJSON.bytes(of: .object(members.merging(["is": .text(what)]) { $1 })), as: UTF8.self)
    }
}

extension JournalEntry {
    var exported: [String: Value] {
        [
            "number": .text(number), "position": .integer(Int64(position)), "verb": .text(verb), "code": .text(code),
            "person": .text(person),
            "onBehalf": onBehalf.map { .text($0) } ?? .null, "source": .text(source), "done": .integer(done.milliseconds),
            "received": .integer(received.milliseconds), "payload": payload.map { .text(Data($0).base64EncodedString()) } ?? .null,
            "payloadHash": .text(payloadHash), "previousHash": .text(previousHash), "edition": .text(edition),
            "build": .text(build),
            "hash": .text(hash), "algorithm": .text(Self.algorithm),
        ]
    }

    fileprivate init(exported value: Value) {
        number = value["number"].text ?? ""
        position = Int(value["position"].integer ?? 0)
        verb = value["verb"].text ?? ""
        code = value["code"].text ?? ""
        person = value["person"].text ?? ""
        onBehalf = value["onBehalf"].text
        source = value["source"].text ?? ""
        done = Instant(milliseconds: value["done"].integer ?? 0)
        received = Instant(milliseconds: value["received"].integer ?? 0)
        payload = value["payload"].text.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
        payloadHash = value["payloadHash"].text ?? ""
        previousHash = value["previousHash"].text ?? ""
        edition = value["edition"].text ?? ""
        build = value["build"].text ?? ""
        hash = value["hash"].text ?? ""
    }
}

extension Seal {
    var exported: [String: Value] {
        [
            "position": .integer(Int64(position)), "at": .integer(at.milliseconds), "body": .text(Data(body).base64EncodedString()),
            "previousHash": .text(previousHash), "hash": .text(hash), "publicKey": .text(publicKey), "signature": .text(signature),
        ]
    }

    fileprivate init(exported value: Value) {
        self.init(
            position: Int(value["position"].integer ?? 0), at: Instant(milliseconds: value["at"].integer ?? 0),
            body: value["body"].text.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? [],
            previousHash: value["previousHash"].text ?? "", hash: value["hash"].text ?? "",
            publicKey: value["publicKey"].text ?? "",
            signature: value["signature"].text ?? "")
    }
}
