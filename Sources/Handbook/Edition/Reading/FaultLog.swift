/// Collects what is wrong while an edition is read, and which clauses it cites.
final class FaultLog {
    private(set) var faults: [EditionFault] = []
    private var citations: [(id: String, file: String, line: Int)] = []

    /// Notes a fault.
    func report(_ file: String, _ line: Int, _ zh: String, _ en: String) {
        faults.append(EditionFault(file: file, line: line, fault: Text(zh, en)))
    }

    /// Notes that a clause is cited, to be looked up when all clauses are known.
    func cite(_ id: String, file: String, line: Int) {
        citations.append((id, file, line))
    }

    /// Reports every cited clause that isn't in the index.
    func checkCitations(against clauses: ClauseIndex) {
        for citation in citations where clauses[citation.id] == nil {
            report(
                citation.file, citation.line, "没有条款 \(citation.id)", "there is no clause \(citation.id)")
        }
    }

    /// The faults in the order of files and lines.
    var inOrder: [EditionFault] {
        faults.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    }
}
