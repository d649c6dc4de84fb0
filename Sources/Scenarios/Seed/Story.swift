import Handbook
import Operations
import Storage

/// Something that people go through: plain code that acts through the desk and waits in between.
protocol Story: Sendable {
    var year: SeedYear { get }
    var chance: Chance { get set }
}

extension Story {
    /// Somebody does something; where the handbook only advises, with that reason. Throws `Stuck` where it is refused.
    @discardableResult
    func act(
        _ person: String, _ place: Submission.Place, _ verb: String, _ input: [String: Value] = [:], reason: String? = nil,
        done: Instant? = nil, takeOver: String? = nil
    ) async throws -> Performed {
        var submission = Submission(by: ID(person), place, verb, input)
        submission.done = done
        submission.takeOver = takeOver
        if done != nil { submission.source = .paper }
        do {
            return try await perform(submission)
        } catch let refused as Refused {
            note(refused)
            guard let reason, refused.reasons.allSatisfy({ $0.deviation != nil }) else { throw stuck(submission, refused) }
            for deviation in refused.reasons.compactMap(\.deviation) { submission.reasons[deviation] = reason }
        } catch let error where error is Malformed || error is Missing {
            throw stuck(submission, error)
        }
        do { return try await perform(submission) } catch let refused as Refused { throw stuck(submission, refused) }
    }

    /// Somebody does something in a case.
    @discardableResult
    func act(
        _ person: String, on number: String, _ verb: String, _ input: [String: Value] = [:], reason: String? = nil,
        done: Instant? = nil, takeOver: String? = nil
    ) async throws -> Performed {
        try await act(person, .at(number: number), verb, input, reason: reason, done: done, takeOver: takeOver)
    }

    /// Somebody gets something wrong, and is refused.
    func err(_ mistake: Mistake?, _ person: String, on number: String, _ verb: String, _ input: [String: Value] = [:]) async throws
    {
        let submission = Submission(by: ID(person), .at(number: number), verb, input)
        do {
            try await perform(submission)
        } catch let refused as Refused {
            note(refused)
            if let mistake { year.count { $0.mistakes[mistake.rawValue, default: 0] += 1 } }
            return
        } catch let error where error is Malformed || error is Missing {
            throw stuck(submission, error)
        }
        throw Stuck(text: "\(mistake?.rawValue ?? ""): \(number) \(verb) was done")
    }

    @discardableResult
    private func perform(_ submission: Submission) async throws -> Performed {
        let performed = try await year.desk.perform(submission)
        year.count { tally in
            tally.activities += 1
            for clause in performed.deviations { tally.deviated[clause, default: 0] += 1 }
            for clause in performed.breaches { tally.broken[clause, default: 0] += 1 }
        }
        return performed
    }

    private func note(_ refused: Refused) {
        year.count { tally in for reason in refused.reasons { tally.refused[reason.clause, default: 0] += 1 } }
    }

    private func stuck(_ submission: Submission, _ error: any Error) -> Stuck {
        let place = if case .at(let number) = submission.place { number } else { "new" }
        return Stuck(
            text: "\(year.time.iso(year.now)) \(submission.by) \(place) \(submission.verb): \(sentence(of: error))",
            clauses: Set((error as? Refused)?.reasons.map(\.clause) ?? []))
    }

    /// Lets so many minutes go by.
    mutating func pause(_ minutes: ClosedRange<Int>) async throws {
        let seconds = Int64(chance.number(0...59)) * 1_000
        try await year.agenda.wait(until: year.now.adding(minutes: chance.number(minutes)).adding(milliseconds: seconds))
    }

    /// Waits until the office is there.
    mutating func pauseUntilOffice() async throws {
        let then = try year.diary.officeHours(year.now)
        if then > year.now { try await year.agenda.wait(until: then.adding(minutes: chance.number(2...75))) }
    }

    /// Waits until the office is there on a working day so many days ahead.
    mutating func pauseUntilOffice(workingDays: ClosedRange<Int>) async throws {
        let day = try year.calendar.workingDay(chance.number(workingDays), after: year.time.day(of: year.now))
        try await year.agenda.wait(until: year.time.instant(day, minute: 9 * 60 + chance.number(0...380)))
    }

    /// What a moment is as an input.
    func moment(_ instant: Instant) -> Value { .integer(instant.milliseconds) }

    /// A proof that a customer agreed a little while ago.
    mutating func consent(of client: SeedCompany.Client) -> Value {
        [
            "kind": .text(
                chance.one(of: ["e-mail", "on-site-confirmation", "minutes", "sms-or-chat", "recording", "stamped-letter"])),
            "givenBy": .text(client.contact), "at": moment(year.now.adding(minutes: -chance.number(1...90))),
        ]
    }
}
