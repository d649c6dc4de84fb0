import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Brings editions and register entries in, through the desk.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Imports an edition's folder as a new revision, or register entries from lines of JSON.",
        discussion: "A line of entries is {\"enter\": \"customer\", \"with\": {\"code\": …}}. Each line passes or fails by itself.")

    @Argument(help: "An edition's folder, or a file of entries (.jsonl).") var path: String
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
        } else {
            try await enter(desk)
        }
        await desk.database.close()
    }

    private func enter(_ desk: Desk) async throws {
        var faults = 0
        var lines = 0
        for (index, line) in try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n").enumerated() {
            lines += 1
            do {
                let value = try CanonicalJSON.value(of: Array(line.utf8))
                guard let kind = value["enter"].text, let input = value["with"].members, let register = Procedures.declared[kind],
                    register.table != nil
                else { throw Missing("须有 enter 和 with", "“enter” and “with” are needed") }
                if dryRun {
                    var check = FieldCheck(time: desk.editions.current.time)
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
