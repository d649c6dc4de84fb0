import Foundation
import Handbook
import Testing

@testable import Operations

struct CoverageTests {
    /// Where clauses wait that are not held yet.
    private static let waiting: [(clause: String, place: String)] = {
        let url = House.root.appending(path: "Tests/OperationsTests/not-yet-held.txt")
        return ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }()

    /// What the house has, in the words of the edition's places.
    private static let built: Set<String> = {
        var built = Set(Procedures.all.map { $0.kind } + Procedures.registers.map { "register:\($0.kind)" })
        // The book speaks of products and of the stock; families, models and the ledger are what we made of them.
        built.formUnion(["register:product", "register:stock"])
        return built
    }()

    private static func procedure(_ place: String) -> String { place.split(separator: "/").first.map(String.init) ?? place }

    /// Whether a clause is held: a refusal needs a guard or a row; a computation may also be a limit, a rule or a field.
    private func isHeld(_ clause: Clause, _ edition: Edition, _ citations: [Citation], _ computed: Set<String>) -> Bool {
        let here = citations.filter { $0.clause == clause.id }
        switch clause.mechanism {
        case .enforce: return here.contains { $0.sort == .row || $0.sort == .check } || edition.secretCitations.contains(clause.id)
        default: return !here.isEmpty || computed.contains(clause.id)
        }
    }

    @Test func `Every clause that the house enforces or computes is held, or waits for a procedure`() throws {
        let edition = try House.shipped.get()
        let citations = Procedures.declared.values.flatMap(\.citations)
        let computed = edition.ownCitations.union(try edition.ruleCitations()).union(ClockName.all.map(\.clause))
        let waiting = Dictionary(Self.waiting.map { ($0.clause, $0.place) }) { first, _ in first }
        for clause in edition.clauses.all where [.enforce, .compute].contains(clause.mechanism) {
            let isHeld = isHeld(clause, edition, citations, computed)
            if isHeld {
                #expect(waiting[clause.id] == nil, "\(clause.id) is held: take it off the list")
            } else {
                #expect(waiting[clause.id] != nil, "\(clause.id) (\(clause.places)) is neither held nor on the list")
            }
        }
    }

    @Test func `A clause waits only for a procedure that its place names and that isn't there yet`() throws {
        let index = try House.shipped.get().clauses
        #expect(Self.waiting.map(\.clause).repeated == [])
        #expect(!Self.waiting.isEmpty)
        for (id, place) in Self.waiting {
            let clause = try #require(index[id], "\(id) is no clause")
            #expect(clause.places.map(Self.procedure).contains(place), "\(id) is not held in \(place)")
            #expect(!Self.built.contains(place), "\(id) waits for \(place), which is here")
        }
    }

    @Test func `A clause that only what we have holds may not wait`() throws {
        let index = try House.shipped.get().clauses
        for (id, _) in Self.waiting {
            let places = Set(index[id]?.places.map(Self.procedure) ?? [])
            #expect(!places.isSubset(of: Self.built), "\(id): \(places.sorted())")
        }
    }

    @Test func `The handbook's pages say the same of what is held and what waits`() throws {
        let edition = try House.shipped.get()
        let waiting = Set(Self.waiting.map(\.clause))
        for (clause, standing) in Holders.census(of: edition) where [.enforce, .compute].contains(clause.mechanism) {
            #expect((standing.sort == .held) == !waiting.contains(clause.id), "\(clause.id): \(standing)")
            if standing == .held { #expect(!Holders.of(clause.id, under: edition).isEmpty, "\(clause.id)") }
        }
    }

    @Test func `A rule names every clause by which it explains itself`() throws {
        let edition = try House.shipped.get()
        let named = Rules.all.reduce(into: Set<String>()) { $0.formUnion($1.clauses(in: edition)) }
        #expect(try edition.ruleCitations().subtracting(named) == [])
        #expect(named.allSatisfy { edition.clauses[$0] != nil })
    }
}
