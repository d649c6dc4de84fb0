import Foundation
import Handbook
import Operations
import Storage

/// Plays a scenario through a desk whose clock it sets, and notes what did not come as expected.
package struct Player {
    private let scenario: Scenario
    private let desk: Desk
    private let clock: SimulatedClock
    /// From where on relative times are told.
    private let origin: Instant
    /// Each line of the timeline as it comes.
    private let tell: (String) -> Void

    private var names: [String: Value] = [:]
    /// What did not come as expected, each with its file and line.
    package private(set) var failures: [String] = []
    /// Guards that refused, were gone past with a reason, or found a breach: for the test that each is seen at work.
    package private(set) var refusals: Set<String> = []
    package private(set) var deviations: Set<String> = []
    package private(set) var breaches: Set<String> = []
    package private(set) var activities = 0

    package init(_ scenario: Scenario, in house: TemporaryHouse, tell: @escaping (String) -> Void = { _ in }) {
        self.init(scenario, at: house.desk, house.clock, tellingTimesFrom: house.clock.now, tell: tell)
    }

    /// A player at a desk that goes by this clock.
    ///
    /// - Parameter origin: from where on relative times are told.
    package init(
        _ scenario: Scenario, at desk: Desk, _ clock: SimulatedClock, tellingTimesFrom origin: Instant,
        tell: @escaping (String) -> Void = { _ in }
    ) {
        self.scenario = scenario
        self.desk = desk
        self.clock = clock
        self.origin = origin
        self.tell = tell
    }

    /// Plays every step: in the order of their times where these are told from now on, else in the order of the file.
    package mutating func play() async throws {
        if RelativeTime(scenario.start) != nil {
            for (time, step) in try timed() {
                try await clock.pass(to: time, at: desk)
                try await play(step)
            }
        } else {
            for step in scenario.steps {
                if let at = step.at { clock.set(try instant(at, step)) }
                try await play(step)
            }
        }
    }

    /// Plays one step at the time that the clock shows.
    package mutating func play(_ step: Scenario.Step) async throws {
        switch step.kind {
        case .upload(let name, let content, let alias):
            let file = try await desk.keep(file: name, bytes: Array(content.utf8))
            names[alias] = ["name": .text(file.name), "hash": .text(file.hash)]
        case .tick:
            // A mark may set the next one at once, so the clock is asked until nothing is due.
            while try await desk.tick() > 0 {}
            try await check(step, number: nil)
        case .act(let act): try await play(act, step)
        case .together(let acts): try await play(acts, step)
        }
    }

    /// The steps as they follow each other in time: cases that are told one after the other happen side by side.
    package func timed() throws -> [(time: Instant, step: Scenario.Step)] {
        var last = clock.now
        let timed = try scenario.steps.enumerated().map { index, step in
            // A step without a time belongs to the one before it.
            last = try step.at.map { try instant($0, step) } ?? last
            return (time: last, index: index, step: step)
        }
        return timed.sorted { ($0.time, $0.index) < ($1.time, $1.index) }.map { ($0.time, $0.step) }
    }

    private mutating func play(_ act: Scenario.Act, _ step: Scenario.Step) async throws {
        let submission = try await submission(of: act, step)
        activities += 1
        do {
            let performed = try await desk.perform(submission)
            remember(performed, act)
            tell(Timeline(desk: desk).line(performed, submission, at: clock.now))
            if step.expect["refused"] != nil || step.expect["malformed"] != nil || step.expect["missing"] != nil {
                fail(step, "it was done, and should have been refused")
            }
            try await check(step, number: performed.number, performed)
        } catch let error where !(error is ScenarioFault) {
            if let refused = error as? Refused { note(refused, submission) }
            tell(Timeline(desk: desk).line(error, submission, at: clock.now))
            try await check(error, step)
        }
    }

    private mutating func play(_ acts: [Scenario.Act], _ step: Scenario.Step) async throws {
        var submissions: [Submission] = []
        for act in acts { submissions.append(try await submission(of: act, step)) }
        let desk = desk
        let results = await withTaskGroup(of: (Int, Result<Performed, any Error>).self) { group in
            for (index, submission) in submissions.enumerated() {
                group.addTask {
                    do { return (index, .success(try await desk.perform(submission))) } catch { return (index, .failure(error)) }
                }
            }
            return await group.reduce(into: [(Int, Result<Performed, any Error>)]()) { $0.append($1) }
        }
        var counts = ["performed": 0, "refused": 0]
        var against: Set<String> = []
        for (index, result) in results.sorted(by: { $0.0 < $1.0 }) {
            activities += 1
            switch result {
            case .success(let performed):
                counts["performed", default: 0] += 1
                remember(performed, acts[index])
                tell(Timeline(desk: desk).line(performed, submissions[index], at: clock.now))
            case .failure(let error):
                counts["refused", default: 0] += 1
                if let refused = error as? Refused {
                    note(refused, submissions[index])
                    against.formUnion(refused.reasons.map(\.clause))
                } else {
                    fail(step, sentence(of: error))
                }
                tell(Timeline(desk: desk).line(error, submissions[index], at: clock.now))
            }
        }
        for wanted in step.expect["refusals"]?.elements?.compactMap(\.text) ?? [] where !against.contains(wanted) {
            fail(step, "a refusal by \(wanted) was expected; refused was by \(against.sorted().joined(separator: ", "))")
        }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            if let wanted = step.expect[name]?.integer, wanted != Int64(count) {
                fail(step, "\(name): \(wanted) expected, \(count) came")
            }
        }
    }

    private mutating func remember(_ performed: Performed, _ act: Scenario.Act) {
        if let name = act.name { names[name] = .text(performed.number) }
        if let opens = act.opens, let first = performed.opened.first { names[opens] = .text(first) }
        let step = "\(CaseNumber.kind(of: performed.number))/\(performed.verb)/"
        deviations.formUnion(performed.deviations.map { step + $0 })
        breaches.formUnion(performed.breaches.map { step + $0 })
    }

    /// Notes the guards that refused; a wrong stage or a missing right is no guard's doing.
    private mutating func note(_ refused: Refused, _ submission: Submission) {
        let guards = Procedures.declared[kind(of: submission)]?.activity(submission.verb)?.guards ?? []
        for guarded in guards where refused.reasons.contains(where: { $0.clause == guarded.clause && $0.title == guarded.title }) {
            refusals.insert(guarded.id)
        }
    }

    private func kind(of submission: Submission) -> String {
        switch submission.place {
        case .new(let kind): kind
        case .at(let number): CaseNumber.kind(of: number)
        }
    }

    private func submission(of act: Scenario.Act, _ step: Scenario.Step) async throws -> Submission {
        let place: Submission.Place
        if let kind = act.open {
            place = .new(kind: kind)
        } else {
            place = .at(number: try await resolve(.text(act.on ?? ""), step).text ?? "")
        }
        var input: [String: Value] = [:]
        for (name, value) in act.with {
            input[name] = try await resolve(try value.told(from: origin, by: desk.editions.current.calendar), step)
        }
        var submission = Submission(by: ID(act.by), place, act.verb, input)
        submission.source = act.source.flatMap { Submission.Source(rawValue: $0) } ?? .scenario
        submission.key = act.key
        submission.link = act.link
        if act.link != nil { submission.source = .link }
        submission.reasons = act.reasons
        submission.takeOver = act.takeOver
        submission.notSecret = Set(act.notSecret)
        submission.done = try act.done.map { try instant($0, step) }
        return submission
    }

    /// Puts names in: `$order` is the number or file of that name, `$order/work-record` the hash of its last paper of that kind.
    private func resolve(_ value: Value, _ step: Scenario.Step) async throws -> Value {
        switch value {
        case .text(let text) where text.hasPrefix("$"):
            let parts = text.dropFirst().split(separator: "/", maxSplits: 1).map(String.init)
            guard let first = parts.first, let found = names[first] else { throw fault(step, "nothing is called “\(text)”") }
            guard parts.count == 2, let kind = Paper.Kind(rawValue: parts[1]), let number = found.text else { return found }
            let paper = try await desk.database.read { try PaperShelf.latest(kind, of: number, in: $0) }
            return .text(paper?.hash ?? "")
        case .text(let text) where text.hasPrefix("@"):
            return .integer(try instant(String(text.dropFirst()), step).milliseconds)
        case .list(let elements):
            var resolved: [Value] = []
            for element in elements { resolved.append(try await resolve(element, step)) }
            return .list(resolved)
        case .object(let members):
            var resolved: [String: Value] = [:]
            for (name, member) in members { resolved[name] = try await resolve(member, step) }
            return .object(resolved)
        default: return value
        }
    }

    /// A full time, one told from now on, or a time of day on the day the scenario stands at.
    private func instant(_ text: String, _ step: Scenario.Step) throws -> Instant {
        let time = desk.editions.current.time
        if let instant = time.instant(parsing: text) { return instant }
        if let relative = RelativeTime(text) { return try relative.instant(from: origin, by: desk.editions.current.calendar) }
        let day = time.day(of: clock.now)
        if let instant = time.instant(parsing: "\(day.iso) \(text)") { return instant }
        throw fault(step, "“\(text)” is no time")
    }

    private func fault(_ step: Scenario.Step, _ text: String) -> ScenarioFault {
        ScenarioFault(file: scenario.file, line: step.line, text: text)
    }

    private mutating func fail(_ step: Scenario.Step, _ text: String) { failures.append(fault(step, text).description) }
}

extension Player {
    /// Compares a refusal with what was expected.
    private mutating func check(_ error: any Error, _ step: Scenario.Step) async throws {
        switch error {
        case let refused as Refused:
            let clauses = refused.reasons.map(\.clause)
            guard let wanted = step.expect["refused"]?.elements?.compactMap(\.text) else {
                return fail(step, "refused, and should have been done: \(sentence(of: error))")
            }
            for clause in wanted where !clauses.contains(clause) {
                fail(step, "a refusal by \(clause) was expected; it was \(sentence(of: error))")
            }
            for clause in clauses where !wanted.contains(clause) {
                fail(step, "refused by \(clause) as well: \(sentence(of: error))")
            }
        case let malformed as Malformed:
            let fields = malformed.faults.map(\.field)
            guard let wanted = step.expect["malformed"]?.elements?.compactMap(\.text) else {
                return fail(step, "malformed: \(sentence(of: error))")
            }
            if Set(wanted) != Set(fields) { fail(step, "malformed fields \(wanted) were expected; it was \(sentence(of: error))") }
        case is Missing:
            if step.expect["missing"] == nil { fail(step, sentence(of: error)) }
        default: fail(step, sentence(of: error))
        }
        try await check(step, number: nil)
    }

    /// Compares what stands now with what was expected.
    private mutating func check(_ step: Scenario.Step, number: String?, _ performed: Performed? = nil) async throws {
        var number = number
        if let of = step.expect["of"] { number = try await resolve(of, step).text }
        let view = try await Standing(desk: desk, number: number)
        for (name, wanted) in step.expect.sorted(by: { $0.key < $1.key }) {
            let wanted = try await resolve(wanted, step)
            guard let found = try await view.found(name, like: wanted, performed) else { continue }
            if found != wanted {
                let shown = String(decoding: CanonicalJSON.bytes(of: found), as: UTF8.self)
                fail(step, "\(name): \(String(decoding: CanonicalJSON.bytes(of: wanted), as: UTF8.self)) expected, \(shown) came")
            }
        }
    }
}
