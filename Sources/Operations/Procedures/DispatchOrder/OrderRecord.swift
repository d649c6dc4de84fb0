import Handbook

extension DispatchOrder {
    /// One stay on site.
    struct Visit: Codable, Hashable {
        var arrived: Instant
        var left: Instant?
        var isPunctual: Bool
        var carriedIn: [String]
        var carriedOut: [String] = []
        var consent: Evidence?
    }

    /// One line of the work log.
    struct LogEntry: Codable, Hashable {
        var at: Instant
        var by: ID<Person>
        var device: ID<Device>?
        var kind: WorkKind
        var operation: String
        var text: String
        var newVersion: String?
        /// The operating guide that was followed, in that version.
        var guide: ID<OperatingGuide>?
        var guideVersion: Int?
    }

    /// One board that took another's place.
    struct Swap: Codable, Hashable {
        var at: Instant
        var device: ID<Device>
        var part: ID<Part>
        var oldSerial: String
        var newSerial: String
        var slot: String?
        var isTakenBack: Bool
        var isLive: Bool
    }

    /// Spares on their way: asked for, confirmed by the manager, issued by the store (13/030, 13/035).
    struct SpareBook: Codable, Hashable {
        var requested: [Line] = []
        var confirmed: [Line] = []
        var issued: [Line] = []

        /// So many of a part.
        struct Line: Codable, Hashable {
            var part: ID<Part>
            var quantity: Int
        }

        /// How many of a part are confirmed and not yet issued.
        func outstanding(_ part: ID<Part>) -> Int { Self.count(part, in: confirmed) - Self.count(part, in: issued) }

        /// How many of a part are asked for and not yet confirmed.
        var unconfirmed: [Line] {
            var lines: [Line] = []
            for part in Set(requested.map(\.part)).sorted(by: { $0.text < $1.text }) {
                let open = Self.count(part, in: requested) - Self.count(part, in: confirmed)
                if open > 0 { lines.append(Line(part: part, quantity: open)) }
            }
            return lines
        }

        private static func count(_ part: ID<Part>, in lines: [Line]) -> Int {
            lines.filter { $0.part == part }.reduce(0) { $0 + $1.quantity }
        }
    }

    /// The customer's signature under the work record, bound to the paper that was shown (12.2.5/8).
    struct SignedRecord: Codable, Hashable {
        var signature: Signature
        var opinion: String?
        var password: PasswordStatement
        var at: Instant
    }

    /// What the engineer handed in (13/050).
    struct Receipt: Codable, Hashable {
        var result: WorkResult
        var summary: String
        var isDetailed: Bool
        var isReleased = false
        var at: Instant
        var minutes: [String: Int]
    }
}

/// What a line of the work log did to the equipment.
enum WorkKind: String, Choice {
    case look, hardware, configuration, trace, software, other

    static let first = WorkKind.look
    var name: Text {
        switch self {
        case .look: Text("查看", "Look")
        case .hardware: Text("硬件操作", "Hardware")
        case .configuration: Text("配置修改", "Configuration")
        case .trace: Text("日志跟踪", "Log trace")
        case .software: Text("软件操作", "Software")
        case .other: Text("其他", "Other")
        }
    }

    /// Whether 1.4.4 asks to leave it alone in a sensitive period.
    var isAvoidedInSensitivePeriods: Bool { self != .look }
}

/// Whether the customer changed the passwords that we were given (1.7.2(5)): "not changed" is a valid answer, and is shown.
enum PasswordStatement: String, Choice {
    case changed
    case notChanged = "not-changed"
    case noneGiven = "none-given"

    static let first = PasswordStatement.changed
    var name: Text {
        switch self {
        case .changed: Text("已修改", "Changed")
        case .notChanged: Text("未修改", "Not changed")
        case .noneGiven: Text("未提供口令", "None was given")
        }
    }
}

/// What came of the visit.
enum WorkResult: String, Choice {
    case done, partly
    case notSolved = "not-solved"

    static let first = WorkResult.done
    var name: Text {
        switch self {
        case .done: Text("已完成", "Done")
        case .partly: Text("部分完成", "Partly")
        case .notSolved: Text("未解决", "Not solved")
        }
    }
}
