import ArgumentParser
import Foundation
import Handbook
import Operations
import Storage

/// Writes out what the house keeps, as lines of JSON.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the journal (to be verified anywhere), a register, or the edition in force.")

    @Argument(help: "journal, edition, or a register: \(Procedures.registers.map { $0.kind }.joined(separator: ", ")).") var what:
        String
    @OptionGroup var house: House

    func run() async throws {
        let desk = try await house.open()
        switch what {
        case "journal": try await AuditExport.write(desk.database) { print($0) }
        case "edition":
            let hash = desk.editions.current.hash
            let bytes = try await desk.database.read { try $0.blob(hash)?.bytes }
            print(String(decoding: bytes ?? [], as: UTF8.self))
        default:
            guard Procedures.declared[what]?.table != nil else { throw Failure("“\(what)” is no register, nor journal or edition") }
            try await entries(of: what, desk)
        }
        await desk.database.close()
    }

    /// The active entries in the form that `import` takes.
    private func entries(of kind: String, _ desk: Desk) async throws {
        var after = ""
        while true {
            let from = after
            let rows = try await desk.database.read { session in
                try session.query(
                    """
                    SELECT c.number, r.body FROM cases c JOIN records r ON r.number = c.number
                    WHERE c.kind = ? AND c.open = 1 AND c.number > ? ORDER BY c.number LIMIT 500
                    """, kind, from
                ).map { (try $0.text("number"), try $0.text("body")) }
            }
            for (_, body) in rows { print("{\"enter\":\"\(kind)\",\"with\":\(body)}") }
            guard let last = rows.last else { break }
            after = last.0
        }
    }
}
