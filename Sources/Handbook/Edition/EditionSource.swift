import Crypto
import Foundation

/// The files of an edition as they are written, before anything is made of them.
package struct EditionSource: Hashable, Sendable, Codable {
    package let name: String
    /// File name to text.
    package let files: [String: String]

    package init(name: String, files: [String: String]) {
        self.name = name
        self.files = files
    }

    /// Reads the YAML files of a directory, which names the edition; throws what reading a file throws.
    package init(directory: URL) throws {
        var files: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: directory.path)
        where file.hasSuffix(".yaml") && !file.hasPrefix(".") {
            files[file] = try String(contentsOf: directory.appendingPathComponent(file), encoding: .utf8)
        }
        self.init(name: directory.standardizedFileURL.lastPathComponent, files: files)
    }

    /// Reads back what `canonical` wrote; throws a `DecodingError` for anything else.
    package init(canonical: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(canonical))
    }

    /// The source as JSON, the same bytes for the same files.
    package var canonical: [UInt8] {
        let sorted = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        let json = JSON.object([
            ("files", .object(sorted.map { ($0.key, .text($0.value)) })),
            ("name", .text(name)),
        ])
        return json.bytes
    }

    /// "sha256:" and the hash of the canonical bytes in hexadecimal digits.
    package var hash: String {
        let digits = Array("0123456789abcdef")
        return SHA256.hash(data: canonical).reduce(into: "sha256:") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }

    /// The files that are not the same in another source, by name.
    package func filesThatDiffer(from other: EditionSource) -> [String] {
        Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
    }
}
