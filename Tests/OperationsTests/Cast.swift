import Foundation
import Handbook
import Scenarios
import Storage
import Testing

@testable import Operations

/// The demonstration company on a database of its own; its clock stands at Monday 2026-05-18 09:00.
struct House: Sendable {
    static let databases: [Dialect] = [.sqlite, .postgres]
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let source: Result<EditionSource, any Error> = Result {
        try EditionSource(directory: root.appending(path: "Editions/HD-EN-2021-A0"))
    }
    static let shipped: Result<Edition, any Error> = Result { try Edition(source.get()) }

    let house: TemporaryHouse
    let time: ServiceTime
    var desk: Desk { house.desk }
    var database: any Database { house.desk.database }

    /// Runs a test in a fresh house, which is removed afterwards whatever happens.
    static func with(_ kind: Dialect, edition: EditionSource? = nil, _ body: (House) async throws -> Void) async throws {
        try await Rooms.shared.enter()
        let outcome: Result<Void, any Error>
        do {
            let source = try edition ?? Self.source.get()
            let time = try Self.shipped.get().time
            let start = try #require(time.instant(parsing: "2026-05-18 09:00"))
            let house = try await TemporaryHouse(
                kind, edition: source, house: root.appending(path: "Scenarios/_house.yaml"), at: start)
            do {
                try await body(House(house: house, time: time))
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            try await house.remove()
        } catch {
            await Rooms.shared.leave()
            throw error
        }
        await Rooms.shared.leave()
        try outcome.get()
    }

    /// A moment: "10:30" of the day on which the clock stands, or a full time.
    func instant(_ text: String) throws -> Instant {
        let day = time.day(of: house.clock.now)
        return try #require(time.instant(parsing: text.contains(" ") ? text : "\(day.iso) \(text)"))
    }

    /// Somebody with what they may do now.
    func actor(_ person: ID<Person>) async throws -> Actor {
        let now = desk.now()
        return try await database.read { try Actor.load(person, at: now, in: $0) }
    }

    /// Sets the clock.
    func at(_ text: String) throws { house.clock.set(try instant(text)) }

    /// Opens a case, and gives its number.
    @discardableResult
    func open(_ kind: String, _ verb: String, by person: ID<Person>, _ input: [String: Value] = [:]) async throws -> String {
        try await desk.perform(Submission(by: person, .new(kind: kind), verb, input)).number
    }

    /// Does a step in a case.
    @discardableResult
    func act(
        _ verb: String, on number: String, by person: ID<Person>, _ input: [String: Value] = [:],
        _ change: (inout Submission) throws -> Void = { _ in }
    ) async throws -> Performed {
        var submission = Submission(by: person, .at(number: number), verb, input)
        try change(&submission)
        return try await desk.perform(submission)
    }

    /// The refusal that a step ends in.
    func refusal(
        _ verb: String, on number: String, by person: ID<Person>, _ input: [String: Value] = [:],
        _ change: (inout Submission) throws -> Void = { _ in }
    ) async throws -> Refused {
        try #require(await #expect(throws: Refused.self) { try await act(verb, on: number, by: person, input, change) })
    }

    /// The one whole number that a statement gives.
    func count(_ sql: String, _ arguments: (any Bindable & Sendable)...) async throws -> Int64 {
        try await database.read { session in try session.first(sql, arguments.map(\.sqlValue))?.integer(at: 0) ?? 0 }
    }

    /// The texts of a statement's first column.
    func texts(_ sql: String, _ arguments: (any Bindable & Sendable)...) async throws -> [String] {
        try await database.read { session in try session.query(sql, arguments.map(\.sqlValue)).map { try $0.text(at: 0) } }
    }

    /// Changes the database behind the desk's back.
    func tamper(_ sql: String, _ arguments: (any Bindable & Sendable)...) async throws {
        try await database.write { session in _ = try session.execute(sql, arguments.map(\.sqlValue)) }
    }

    /// Does all that has fallen due.
    func tick() async throws { while try await desk.tick() > 0 {} }

    /// Where a case stands.
    func stage(_ number: String) async throws -> String? {
        try await database.read { try CaseHeader.find(number, in: $0)?.stage }
    }
}

extension Refused {
    var clauses: [String] { reasons.map(\.clause).sorted() }
}

/// Lets so many houses stand at once: each takes three connections of the test server.
private actor Rooms {
    static let shared = Rooms()
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async throws {
        if free > 0 { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
