import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios

/// Looks at an edition: is it sound, and how is each clause held?
struct Policy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks an edition, compares two and explains clauses.", subcommands: [Check.self, Diff.self, Explain.self])

    /// Checks every file of an edition.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Checks every file of an edition: each fault with file and line.")

        @Argument(help: "The edition's folder.") var folder = Places.edition

        func run() throws {
            do {
                let edition = try Edition(EditionSource(directory: URL(filePath: folder)))
                let mechanisms = Mechanism.allCases.map { "\(edition.clauses.all($0).count) \($0.rawValue)" }
                print("\(edition.name), \(edition.hash)\n\(edition.clauses.count) clauses: \(mechanisms.joined(separator: ", "))")
                try checkGuards(of: edition)
            } catch let faults as EditionFaults {
                for fault in faults.faults { print("\(fault.file):\(fault.line): \(fault.fault.en)（\(fault.fault.zh)）") }
                throw ExitCode.failure
            }
        }

        /// Guards that the edition moves must be the program's.
        private func checkGuards(of edition: Edition) throws {
            let known = Set(Procedures.declared.values.flatMap { $0.activities.flatMap { $0.guards.map(\.id) } })
            let unknown = edition.guards.keys.filter { !known.contains($0) }.sorted()
            for id in unknown { print("guards.yaml: no guard is called \(id)（没有守卫 \(id)）") }
            if !unknown.isEmpty { throw ExitCode.failure }
        }
    }

    /// Tells what one edition says differently from another.
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells what one edition says differently from another: each thing before and after, with its clause.")

        @Argument(help: "The earlier edition's folder.") var old: String
        @Argument(help: "The later edition's folder.") var new = Places.edition

        func run() throws {
            let (before, after) = (
                try EditionSource(directory: URL(filePath: old)), try EditionSource(directory: URL(filePath: new))
            )
            let changes = EditionDifference(from: try Edition(before), to: try Edition(after)).changes
            for change in changes {
                let (zh, en) = (change.before?.zh ?? "—", change.after?.zh ?? "—")
                print("\(change.part.rawValue)  \(change.clause ?? "–")  \(change.what.zh)：\(zh) → \(en)")
                print("    \(change.what.en): \(change.before?.en ?? "—") → \(change.after?.en ?? "—")")
            }
            let files = before.filesThatDiffer(from: after)
            print(
                files.isEmpty
                    ? "the two are the same" : "\(changes.count) differences; files that differ: \(files.joined(separator: ", "))")
        }
    }

    /// Says what a clause asks and what holds it.
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says what a clause asks and how the program holds it.")

        @Argument(help: "The clause, such as 3.1.5.") var clause: String
        @Option(help: "The edition's folder.") var edition = Places.edition

        func run() throws {
            let edition = try Edition(EditionSource(directory: URL(filePath: edition)))
            guard let asked = edition.clauses[clause] else { throw Failure("there is no clause \(clause)") }
            print("\(asked.id)  \(asked.title.zh)  \(asked.title.en)\(asked.inferred ? "  [inferred]" : "")")
            print("  \(asked.rule.zh)\n  \(asked.rule.en)")
            if let note = asked.note { print("  注：\(note.zh)\n  Note: \(note.en)") }
            print("  \(asked.mechanism.rawValue) (\(asked.mechanism.label.zh)); in \(asked.places.joined(separator: ", "))")
            for holder in Holders.of(clause, under: edition) {
                let place = holder.place.name
                print(
                    "  ▸ \(place.zh)（\(place.en)）：\(holder.way.label.zh) \(holder.what.zh) — \(holder.way.label.en) \(holder.what.en)"
                )
            }
            switch Holders.standing(of: asked, under: edition) {
            case .held: break
            case .waiting(let places): print("  ▸ not held yet: it waits for \(places.joined(separator: ", "))")
            case .people: print("  ▸ held by people alone")
            case .reference: print("  ▸ to be looked up")
            }
        }
    }
}
