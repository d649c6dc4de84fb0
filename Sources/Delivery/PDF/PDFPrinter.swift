import Foundation
import Subprocess

/// Makes PDFs of documents that have everything within, by WeasyPrint, one at a time: each takes a core for a second or more.
package actor PDFPrinter {
    /// Why there is no PDF.
    package enum Fault: Error, Hashable {
        /// WeasyPrint is not installed.
        case missing
        /// Too many documents wait already.
        case busy
        /// It took longer than `patience`.
        case slow
        /// It failed, and said this.
        case failed(String)
    }

    /// Documents that may wait for their turn; more are turned away.
    private static let mostWaiting = 8
    /// How long one document may take.
    private static let patience = Duration.seconds(40)
    /// The largest PDF that is taken, in bytes.
    private static let largest = 30 << 20
    /// Where `scripts/setup` puts WeasyPrint; elsewhere it lies on the path.
    private static let tools = ".tools/weasyprint/bin"

    private var waiting = 0
    private var last: Task<Void, Never>?

    package init() {}

    /// The PDF of a document in HTML, once those before it are done; throws `Fault`.
    package func print(_ html: [UInt8]) async throws -> [UInt8] {
        guard waiting < Self.mostWaiting else { throw Fault.busy }
        waiting += 1
        defer { waiting -= 1 }
        let before = last
        let job = Task {
            await before?.value
            return try await Self.printInTime(html)
        }
        last = Task { _ = await job.result }
        return try await job.value
    }

    private static func printInTime(_ html: [UInt8]) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await printNow(html) }
            group.addTask {
                try await Task.sleep(for: patience)
                throw Fault.slow
            }
            defer { group.cancelAll() }
            guard let pdf = try await group.next() else { throw Fault.failed("nothing came") }
            return pdf
        }
    }

    /// From standard input to standard output; nothing but what stands within may be fetched.
    private static func printNow(_ html: [UInt8]) async throws -> [UInt8] {
        let place = FileManager.default.currentDirectoryPath + "/" + tools
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        do {
            let result = try await run(
                .name("weasyprint"),
                arguments: ["--quiet", "--allowed-protocols", "data", "--pdf-variant", "pdf/a-3u", "-", "-"],
                environment: .inherit.updating(["PATH": "\(place):\(path)"]), input: .array(html), output: .bytes(limit: largest),
                error: .string(limit: 64 << 10))
            guard result.terminationStatus.isSuccess, result.standardOutput.starts(with: Array("%PDF-".utf8)) else {
                throw Fault.failed(String(result.standardError.suffix(2_000)))
            }
            return result.standardOutput
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw Fault.missing
        }
    }
}
