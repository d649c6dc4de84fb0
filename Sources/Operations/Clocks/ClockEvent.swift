import Handbook

/// A clock that a procedure runs, with the clause that sets its limit.
package struct ClockName: Hashable, Sendable {
    package let id: String
    package let title: Text
    package let clause: String

    package init(_ id: String, _ clause: String, _ chinese: String, _ english: String) {
        self.id = id
        self.clause = clause
        title = Text(chinese, english)
    }

    package static let response = ClockName("response", "12.2.1/2", "响应", "Response")
    package static let restore = ClockName("restore", "12.2.1/8", "恢复", "Restore")
    package static let arrival = ClockName("arrival", "12.2.5/5", "到场", "Arrival")
    package static let handIn = ClockName("hand-in", "12.2.5/7", "交回记录", "Record hand-in")
    package static let complaint = ClockName("complaint", "2.2.1", "答复投诉", "Reply to a complaint")

    /// Every clock that runs.
    package static let all = [response, restore, arrival, handIn, complaint]

    /// The clock of that id.
    package static func named(_ id: String) -> ClockName? { all.first { $0.id == id } }
}

extension ClockName: InputValue {
    package static var kind: FieldKind { .choice(all.map { FieldKind.Option(id: $0.id, label: $0.title) }) }
    package static var blank: ClockName { response }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let named = Self.named(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no clock of that name")
        }
        self = named
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id)
    }
}

/// How long a clock has.
package enum ClockTerm: Hashable, Sendable {
    /// By a service level: covered or plain time from receipt.
    case level(ServiceLevel)
    /// To the end of the nth working day after the day of the event.
    case workingDays(Int)

    /// The term as it is kept: `5x8/4H`, `2wd`.
    package var text: String {
        switch self {
        case .level(let level): level.description
        case .workingDays(let days): "\(days)wd"
        }
    }

    package init?(_ text: String) {
        if text.hasSuffix("wd"), let days = Int(text.dropLast(2)) {
            self = .workingDays(days)
        } else if let level = ServiceLevel(text) {
            self = .level(level)
        } else {
            return nil
        }
    }
}

/// Something that happened to a clock, with when it was done and when we heard of it.
package struct ClockEvent: Hashable, Sendable {
    package let clock: ClockName
    package let kind: Kind
    package let done: Instant
    package let received: Instant

    package init(clock: ClockName, kind: Kind, done: Instant, received: Instant) {
        self.clock = clock
        self.kind = kind
        self.done = done
        self.received = received
    }

    /// Whether it starts the clock.
    var isStart: Bool { if case .start = kind { true } else { false } }

    /// What happened.
    package enum Kind: Hashable, Sendable {
        case start(ClockTerm)
        /// Another level from the start on: the due time before and after is shown.
        case relevel(ClockTerm)
        case stop
        /// An earlier stop did not hold: the time between counts.
        case reopen
        case suspend(cause: String)
        /// That cause no longer holds; the clock runs on when none does.
        case resume(cause: String)

        /// The word under which it is kept.
        package var word: String {
            switch self {
            case .start: "start"
            case .relevel: "relevel"
            case .stop: "stop"
            case .reopen: "reopen"
            case .suspend: "suspend"
            case .resume: "resume"
            }
        }

        /// The term or the cause.
        package var detail: String? {
            switch self {
            case .start(let term), .relevel(let term): term.text
            case .suspend(let cause), .resume(let cause): cause
            case .stop, .reopen: nil
            }
        }

        package init?(word: String, detail: String?) {
            switch word {
            case "start":
                guard let term = detail.flatMap(ClockTerm.init) else { return nil }
                self = .start(term)
            case "relevel":
                guard let term = detail.flatMap(ClockTerm.init) else { return nil }
                self = .relevel(term)
            case "stop": self = .stop
            case "reopen": self = .reopen
            case "suspend": self = .suspend(cause: detail ?? "")
            case "resume": self = .resume(cause: detail ?? "")
            default: return nil
            }
        }
    }
}
