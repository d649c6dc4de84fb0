import Subprocess

/// What Poppler's programs say of a PDF.
enum PDFTool {
    static func read(_ pdf: [UInt8], _ tool: String, _ arguments: [String]) async throws -> String {
        let result = try await run(
            .name(tool), arguments: Arguments(arguments), input: .array(pdf), output: .string(limit: 1 << 20), error: .discarded)
        return result.standardOutput
    }
}
