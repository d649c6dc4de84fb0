/// One thing wrong in an edition's files, and where.
package struct EditionFault: Hashable, Sendable, Codable {
    package let file: String
    /// Counted from 1; 0 where the fault is the file itself.
    package let line: Int
    package let fault: Text
}

/// Everything wrong in an edition, in the order of files and lines.
package struct EditionFaults: Error, Hashable, Sendable {
    package let faults: [EditionFault]
}

extension EditionFaults: CustomStringConvertible {
    package var description: String {
        faults.map { "\($0.file):\($0.line): \($0.fault.en)" }.joined(separator: "\n")
    }
}
