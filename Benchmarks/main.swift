import Foundation

// Top-level code is bound to the main actor; the measurements are not.
do {
    try await Benchmarks.run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
    exit(1)
}
