import Handbook
import Testing

@testable import Operations

/// Clocks as their events tell them, without a database.
struct ClockReplayTests {
    private func at(_ text: String) throws -> Instant {
        let day = text.contains(" ") ? text : "2026-05-18 \(text)"
        return try #require(try House.shipped.get().time.instant(parsing: day))
    }

    private func level(_ text: String) throws -> ClockTerm { .level(try #require(ServiceLevel(text))) }

    /// The state that these events come to, in whatever order they were written.
    private func state(_ events: [(String, ClockEvent.Kind)]) throws -> ClockState? {
        let events = try events.map {
            ClockEvent(clock: .restore, kind: $1, done: try at($0), received: try at("2026-05-30 09:00"))
        }
        return try ClockState.replay(events, under: House.shipped.get())
    }

    @Test func `12.1.6: Suspended covered time is added back`() throws {
        let state = try state([
            ("2026-05-15 16:30", .start(try level("5x8/4H"))), ("2026-05-15 16:45", .suspend(cause: "logs")),
            ("2026-05-18 09:30", .resume(cause: "logs")),
        ])
        #expect(try state?.due == at("2026-05-18 13:15"))
        #expect(state?.isProvisional == false)
    }

    @Test func `Pauses of two causes that overlap count once, and both must end`() throws {
        let events: [(String, ClockEvent.Kind)] = [
            ("09:00", .start(try level("5x8/4H"))), ("10:00", .suspend(cause: "logs")), ("10:10", .suspend(cause: "logs")),
            ("10:30", .suspend(cause: "energy")), ("11:00", .resume(cause: "logs")),
        ]
        let paused = try #require(try state(events))
        #expect(paused.isPaused && !paused.isRunning)
        #expect(try !paused.isBreached(at: at("15:00")))
        let resumed = try #require(try state(events + [("11:30", .resume(cause: "energy")), ("11:40", .resume(cause: "energy"))]))
        #expect(resumed.isRunning)
        #expect(try resumed.due == at("14:30"))
    }

    @Test func `Events told late stand where they were done`() throws {
        let told: [(String, ClockEvent.Kind)] = [
            ("09:00", .start(try level("5x8/4H"))), ("14:00", .stop), ("10:00", .suspend(cause: "logs")),
            ("11:30", .resume(cause: "logs")),
        ]
        let states = try [told, told.sorted { $0.0 < $1.0 }, told.reversed()].map { try state($0) }
        #expect(states[0] == states[1] && states[1] == states[2])
        #expect(try states[0]?.due == at("14:30"))
        #expect(states[0]?.wasKept == true)
    }

    @Test func `A response given before the request was written down is in time`() throws {
        let early = try #require(try state([("09:10", .start(try level("7x24/2H"))), ("09:05", .stop)]))
        #expect(early.wasKept == true)
    }

    @Test func `The first stop counts, and a reopened one counts the gap`() throws {
        let start = ("09:00", ClockEvent.Kind.start(try level("5x8/4H")))
        #expect(try state([start, ("11:00", .stop), ("14:00", .stop)])?.wasKept == true)
        let reopened = try #require(try state([start, ("11:00", .stop), ("12:30", .reopen)]))
        #expect(reopened.isRunning)
        #expect(try reopened.due == at("13:00"))
        #expect(try reopened.isBreached(at: at("13:01")) && !reopened.isBreached(at: at("13:00")))
        #expect(try state([start, ("11:00", .stop), ("12:30", .reopen), ("13:30", .stop)])?.wasKept == false)
    }

    @Test func `Another level counts from the start, pauses and all`() throws {
        let events: [(String, ClockEvent.Kind)] = [
            ("09:00", .start(try level("5x8/NBD"))), ("09:30", .suspend(cause: "logs")), ("10:00", .resume(cause: "logs")),
        ]
        #expect(try state(events + [("10:30", .relevel(try level("7x24/4H")))])?.due == at("13:30"))
        #expect(try state([("10:30", .relevel(try level("7x24/4H")))]) == nil)
    }

    @Test func `A pause that begins after the limit does not undo the breach`() throws {
        let events: [(String, ClockEvent.Kind)] = [("09:00", .start(try level("5x8/4H"))), ("14:00", .suspend(cause: "logs"))]
        #expect(try state(events)?.isBreached(at: at("15:00")) == true)
        let before = [events[0], ("12:59", ClockEvent.Kind.suspend(cause: "logs"))]
        #expect(try state(before)?.isBreached(at: at("15:00")) == false)
    }

    @Test func `12.2.5/7: Working days end at midnight, make-up days count`() throws {
        #expect(try state([("2026-05-08 15:00", .start(.workingDays(2)))])?.due == at("2026-05-12 00:00"))
        #expect(try state([("2026-04-30 15:00", .start(.workingDays(2)))])?.due == at("2026-05-08 00:00"))
    }

    @Test(arguments: ["2026-12-31 16:30", "2027-03-01 09:00"]) func `A year that nobody has announced makes the answer provisional`(
        _ start: String
    ) throws {
        #expect(try state([(start, .start(try level("5x8/NBD")))])?.isProvisional == true)
        #expect(try state([(start, .start(.workingDays(2)))])?.isProvisional == true)
        #expect(try state([("2026-12-28 09:00", .start(try level("5x8/NBD")))])?.isProvisional == false)
    }

    @Test(arguments: ["start", "relevel", "stop", "reopen", "suspend", "resume"]) func `An event is read back as it was written`(
        _ word: String
    ) throws {
        let detail = ["start": "5x8/4H", "relevel": "2wd", "suspend": "logs", "resume": "logs"][word]
        let kind = try #require(ClockEvent.Kind(word: word, detail: detail))
        #expect(kind.word == word && kind.detail == detail)
        #expect(ClockEvent.Kind(word: "start", detail: "soon") == nil)
    }
}
