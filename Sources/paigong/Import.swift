import ArgumentParser
import Delivery
import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Brings editions and register entries in, through the desk.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Imports an edition's folder as a new revision, a table into a register, or entries from lines of JSON.",
        discussion: """
            A table is .xlsx or CSV in UTF-8 or GB18030, its first row the columns' names as the register's export has them. \
            A line of entries is {"enter": "customer", "with": {"code": …}}. Each line passes or fails by itself.
            """)

    @Argument(help: "An edition's folder, a table (.csv, .xlsx), or a file of entries (.jsonl).") var path: String
    @Option(help: "The register that a table's rows are for, such as customer.") var into: String?
    @Flag(help: "Only check the inputs of each line; enter nothing.") var dryRun = false
    @OptionGroup var house: House

    func run() async throws {
        let desk = try await house.open()
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw Failure("there is no \(path)") }
        if isFolder.boolValue {
            let source = try EditionSource(directory: URL(filePath: path))
            let performed = try await failing { try await desk.importEdition(source, by: Actor.console.person) }
            print(performed.map { "\($0.number) is in force" } ?? "this edition is in force already")
        } else if let into {
            try await take(into, desk)
        } else {
            try await enter(desk)
        }
        await desk.database.close()
    }

    /// Looks at every row of a table, and takes those through the door against which nothing stands.
    private func take(_ kind: String, _ desk: Desk) async throws {
        let table: IncomingTable
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        do throws(TableFault) { table = try IncomingTable(file: bytes) } catch {
            throw Failure("\(error.text.en)（\(error.text.zh)）")
        }
        let columns = try await failing { try SheetColumns(table.head, into: kind) }
        guard columns.areWhole else {
            throw Failure(
                columns.unknown.isEmpty
                    ? "there is no column Code" : "columns that are none: \(columns.unknown.joined(separator: ", "))")
        }
        let rows = table.rows.map { SheetRow(line: $0.line, cells: $0.cells) }
        var looked = try await desk.prove(rows, under: columns, for: Actor.console.person)
        if !dryRun {
            let outlook = SheetOutlook(rows, under: columns)
            for start in stride(from: 0, to: looked.count, by: Desk.sheetPortion) {
                let portion = start..<min(start + Desk.sheetPortion, looked.count)
                looked[portion] = ArraySlice(
                    try await desk.take(
                        Array(looked[portion]), under: columns, outlook, by: Actor.console.person,
                        key: "import:\(desk.now().milliseconds)"))
            }
        }
        var counts: [SheetRow.Standing: Int] = [:]
        for row in looked.sorted(by: { $0.line < $1.line }) {
            counts[row.standing, default: 0] += 1
            if row.standing == .wrong { print("✗ line \(row.line)\(Self.hindrances(row.faults, table.head))") }
        }
        print(
            SheetRow.Standing.allCases.compactMap { sort in counts[sort].map { "\($0) \(sort.rawValue)" } }.joined(separator: ", "))
        if counts[.wrong] ?? 0 > 0 { throw ExitCode.failure }
    }

    /// What stands against a row, in one line.
    private static func hindrances(_ faults: [SheetRow.Fault], _ head: [String]) -> String {
        faults.map { fault in
            let column = fault.column.map { " \(head[$0])" } ?? ""
            return "\(column): \(fault.text.en)（\(fault.text.zh)）\(fault.clause.map { " \($0)" } ?? "")"
        }.joined(separator: ";")
    }

    private func enter(_ desk: Desk) async throws {
        var faults = 0
        var lines = 0
        // A text of JSON may hold any other sign at which lines end.
        let ends: Set<Character> = ["\n", "\r\n", "\r"]
        let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: { ends.contains($0) }).enumerated() {
            if line.isBlank { continue }
            lines += 1
            do {
                let value = try CanonicalJSON.value(of: Array(line.utf8))
                guard let kind = value["enter"].text, let input = value["with"].members, let register = Procedures.declared[kind],
                    register.table != nil
                else { throw Missing("须有 enter 和 with", "“enter” and “with” are needed") }
                if dryRun {
                    var check = FieldCheck(desk.editions.current)
                    _ = check.check(input, against: register.activity("enter")?.fields ?? [])
                    if !check.faults.isEmpty { throw Malformed(faults: check.faults) }
                    continue
                }
                var submission = Submission(by: Actor.console.person, .new(kind: kind), "enter", input)
                submission.source = .import
                try await desk.perform(submission)
            } catch {
                faults += 1
                print("✗ line \(index + 1): \(sentence(of: error))")
            }
        }
        print("\(lines - faults) of \(lines) lines \(dryRun ? "can be" : "are") entered")
        if faults > 0 { throw ExitCode.failure }
    }
}
