import Foundation

// Top-level code is bound to the main actor; the measurements are not.
try await Benchmarks.run(Array(CommandLine.arguments.dropFirst()))
