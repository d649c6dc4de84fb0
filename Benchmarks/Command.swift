import Foundation

/// A program that runs beside the benchmark.
struct Command {
    private let process: Process

    static func start(_ path: String, _ arguments: [String]) throws -> Command {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return Command(process: process)
    }

    /// What a program writes, once it has ended.
    static func output(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Ends it at once: a child of an async program has SIGTERM blocked.
    func kill() { _ = Glibc.kill(process.processIdentifier, SIGKILL) }

    /// The memory that it holds.
    func residentMegabytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        guard let kilobytes = status.firstMatch(of: /VmRSS:\s+([0-9]+) kB/)?.1, let number = Double(kilobytes) else { return 0 }
        return number / 1024
    }
}
