import Handbook
import Storage
import Testing

@testable import Operations

struct DeclarationsTests {
    static let kinds = Procedures.declared.keys.sorted()
    static let registers = Procedures.declared.values.filter { $0.table != nil }.map(\.kind).sorted()

    private func procedure(_ kind: String) throws -> DeclaredProcedure { try #require(Procedures.declared[kind]) }

    /// The stages in which a case is done with.
    private static let ends = [
        "SR": ["closed", "merged"], "DO": ["cancelled", "closed"], "HC": ["ended", "requested"], "DF": ["closed"],
        "CP": ["settled"],
        "KA": ["withdrawn"], "OG": ["withdrawn"],
    ]

    @Test(arguments: kinds) func `Every stage can be reached from an opening`(_ kind: String) throws {
        let procedure = try procedure(kind)
        #expect(!procedure.openings.isEmpty)
        #expect(procedure.reached(from: Set(procedure.openings.compactMap(\.to))) == Set(procedure.stages.map(\.id)))
    }

    @Test(arguments: kinds) func `Only the ends can't be left, and every stage leads to one`(_ kind: String) throws {
        let procedure = try procedure(kind)
        let ends = procedure.stages.map(\.id).filter { !procedure.isOpen($0) }
        #expect(ends.sorted() == Self.ends[kind] ?? ["retired"])
        for stage in procedure.stages.map(\.id) {
            #expect(!procedure.reached(from: [stage]).isDisjoint(with: ends), "\(stage) leads nowhere")
        }
    }

    @Test(arguments: kinds) func `Every verb is one activity's, and every guard has a name of its own`(_ kind: String) throws {
        let activities = try procedure(kind).activities
        #expect(Set(activities.map(\.verb)).count == activities.count)
        let guards = activities.flatMap(\.guards).map(\.id)
        #expect(guards.repeated == [])
        for activity in activities { #expect(activity.fields.map(\.name).repeated == [], "\(activity.verb)") }
    }

    @Test(arguments: kinds) func `Every clause that is cited stands in the handbook`(_ kind: String) throws {
        let index = try House.shipped.get().clauses
        let procedure = try procedure(kind)
        for citation in procedure.citations { #expect(index[citation.clause] != nil, "\(citation.clause) in \(citation.place)") }
        for activity in procedure.activities { #expect(!activity.clauses.isEmpty, "\(activity.verb) cites no clause") }
    }

    @Test(arguments: kinds) func `Whoever leads a case on does it by the straight way`(_ kind: String) throws {
        let procedure = try procedure(kind)
        for stage in procedure.stages.map(\.id) {
            let straight = procedure.activities.filter { !$0.isByway && $0.to != nil && $0.to != stage && $0.starts(in: stage) }
            let next = procedure.next(from: stage)
            let isStraight = next.isEmpty || straight.contains { $0.by == next }
            #expect(isStraight, "\(stage): \(next.map(\.id))")
        }
    }

    @Test func `An assigned order is led on by its engineer, and a closed one by nobody`() throws {
        let order = try procedure("DO")
        #expect(order.next(from: "raised") == [Role.technicalManager])
        #expect(order.next(from: "assigned") == [Role.leadEngineer])
        #expect(order.next(from: "handed-in") == [Role.technicalManager])
        #expect(order.next(from: "closed").isEmpty)
    }

    @Test func `Every clock has its clause, and every limit of the edition has one`() throws {
        let edition = try House.shipped.get()
        for clock in ClockName.all { #expect(edition.clauses[clock.clause] != nil, "\(clock.id)") }
        #expect(ClockName.all.map(\.id).repeated == [])
    }

    @Test(arguments: kinds) func `Whoever must be somebody else, and what is opened, is declared`(_ kind: String) throws {
        let procedure = try procedure(kind)
        for activity in procedure.activities {
            for verb in activity.otherThan { #expect(procedure.activity(verb) != nil, "\(activity.verb) is otherThan \(verb)") }
            for opened in activity.opens { #expect(Procedures.declared[opened] != nil, "\(activity.verb) opens \(opened)") }
            for reference in activity.fields.flatMap(\.references) {
                #expect(Procedures.declared[reference] != nil, "\(activity.verb) refers to \(reference)")
            }
            for check in activity.guards {
                guard let field = check.field else { continue }
                #expect(activity.fields.contains { $0.name == field }, "\(check.id) blames \(field)")
            }
        }
    }

    @Test(arguments: kinds) func `Everything is said in both languages`(_ kind: String) throws {
        for (place, text) in try procedure(kind).texts {
            #expect(!text.zh.trimmed.isEmpty && !text.en.trimmed.isEmpty, "\(place)")
        }
        for paper in Paper.Kind.allCases { #expect(!paper.title.zh.isEmpty && !paper.title.en.isEmpty) }
    }

    @Test(arguments: House.databases) func `Every field of a register has its column`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            for register in Self.registers {
                let table = try #require(try procedure(register).table)
                let columns = ["id", "number", "code", "active", "valid_from", "valid_to"] + table.columns.map(\.column)
                let row = try await house.database.read { session in
                    // Fails where a column is missing; the row, where there is one, shows any that is too many.
                    _ = try session.query("SELECT \(columns.joined(separator: ", ")) FROM \(table.name) LIMIT 1")
                    return try session.first("SELECT * FROM \(table.name) LIMIT 1")
                }
                if let row { #expect(row.names.sorted() == columns.sorted(), "\(table.name)") }
            }
        }
    }
}

extension DeclaredProcedure {
    /// The stages that can be come to from these, themselves included.
    fileprivate func reached(from start: Set<String>) -> Set<String> {
        var reached = start
        while true {
            let next = reached.union(
                activities.filter { activity in reached.contains { activity.starts(in: $0) } }.compactMap(\.to))
            if next == reached { return reached }
            reached = next
        }
    }
}

extension Sequence where Element: Hashable {
    /// What stands in it more than once.
    var repeated: Set<Element> {
        var seen: Set<Element> = []
        return Set(filter { !seen.insert($0).inserted })
    }
}
