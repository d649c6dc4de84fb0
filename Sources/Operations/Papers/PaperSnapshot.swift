import Handbook
import Storage

/// What stands on a paper that was put out, read back from the bytes that its hash is of.
package struct PaperSnapshot: Sendable {
    package let number: String
    package let kind: String
    package let version: Int
    /// The hash of the edition under which it was put out.
    package let edition: String
    package let at: Instant
    package let title: Text
    package let rows: [Paper.Row]
    package let tables: [Paper.Table]

    /// Reads a snapshot's bytes; throws `CorruptBlob` where they are no longer those of the hash.
    package init(_ bytes: [UInt8], hash: String) throws {
        guard contentHash(of: bytes) == hash else { throw CorruptBlob(hash: hash) }
        let value = try CanonicalJSON.value(of: bytes)
        number = value["case"].text ?? ""
        kind = value["kind"].text ?? ""
        version = Int(value["version"].integer ?? 0)
        edition = value["edition"].text ?? ""
        at = Instant(milliseconds: value["at"].integer ?? 0)
        title = Self.text(value["title"])
        rows = (value["rows"].elements ?? []).map { row in
            Paper.Row(label: Self.text(row["label"]), value: Self.text(row["value"]), clause: row["clause"].text)
        }
        tables = (value["tables"].elements ?? []).map { table in
            Paper.Table(
                title: Self.text(table["title"]), heads: (table["heads"].elements ?? []).map(Self.text),
                lines: (table["lines"].elements ?? []).map { ($0.elements ?? []).map(Self.text) })
        }
    }

    /// What both languages say alike is a plain text; so was every value before there were two.
    private static func text(_ value: Value) -> Text {
        value.text.map { Text(typed: $0) } ?? Text(value["zh"].text ?? "", value["en"].text ?? "")
    }
}
