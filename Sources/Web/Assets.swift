import Foundation
import Hummingbird
import Operations
import Storage

/// Style sheets, scripts and pictures: named by their content, so that a browser may keep them for ever.
package struct Assets: Sendable {
    private let files: [String: File]
    private let names: [String: String]
    /// Style sheets as they were written, for documents that bear theirs within.
    private let sheets: [String: [UInt8]]

    private struct File: Sendable {
        let bytes: [UInt8]
        let packed: [UInt8]?
        let type: String
    }

    /// Reads every file of the `Assets` folder that lies beside the program.
    package init() throws {
        guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else {
            throw Fault(text: "the Assets folder is missing beside the program")
        }
        var contents: [String: [UInt8]] = [:]
        var sheets: [String: [UInt8]] = [:]
        for url in try Self.files(in: folder) {
            // Each part of the house has a style sheet and a script of its own; browsers get one of each.
            let joined = ["css": "paigong.css", "js": "paigong.js"][url.pathExtension] ?? url.lastPathComponent
            let bytes = [UInt8](try Data(contentsOf: url))
            contents[joined, default: []] += bytes
            if url.pathExtension == "css" { sheets[url.lastPathComponent] = bytes }
        }
        // What only the phone needs is joined apart; its service worker stands alone.
        for url in try Self.files(in: folder.appending(path: "site")) {
            let joined = url.lastPathComponent == "worker.js" ? "worker.js" : "site.js"
            contents[joined, default: []] += try Data(contentsOf: url)
        }
        var files: [String: File] = [:]
        var names: [String: String] = [:]
        for (name, bytes) in contents {
            let dot = name.lastIndex(of: ".") ?? name.endIndex
            let digest = contentHash(of: bytes).dropFirst("sha256:".count).prefix(12)
            let fingerprinted = "\(name[..<dot]).\(digest)\(name[dot...])"
            let type = Self.types[String(name[dot...].dropFirst())] ?? "application/octet-stream"
            files[fingerprinted] = File(bytes: bytes, packed: type.contains("png") ? nil : Gzip.pack(bytes), type: type)
            names[name] = fingerprinted
        }
        self.files = files
        self.names = names
        self.sheets = sheets
    }

    /// The files of a folder in the order of their names.
    private static func files(in folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
            .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    /// A file's content by the name under which it was written.
    func bytes(_ name: String) -> [UInt8] { names[name].flatMap { files[$0] }?.bytes ?? [] }

    /// The path under which a file is served, with its content's digest in it.
    func path(_ name: String) -> String { "/assets/\(names[name] ?? name)" }

    /// One style sheet by the name of its file.
    func sheet(_ name: String) -> [UInt8] { sheets[name] ?? [] }

    /// A file by its served name.
    func answer(_ name: String, to request: Request) throws -> Response {
        guard let file = files[name] else { throw Missing("没有这个文件", "There is no such file") }
        let isPacked = file.packed != nil && (request.headers[.acceptEncoding] ?? "").contains("gzip")
        var headers: HTTPFields = [
            .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable", .vary: "accept-encoding",
        ]
        if isPacked { headers[.contentEncoding] = "gzip" }
        let bytes = isPacked ? file.packed ?? file.bytes : file.bytes
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
        "webmanifest": "application/manifest+json",
    ]

    private struct Fault: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }
}
