import Handbook

/// Somebody wants something done: the one form in which page, API, phone, import, scenario and clock come to the desk.
package struct Submission: Sendable {
    package var by: ID<Person>
    package var place: Place
    package var verb: String
    package var input: [String: Value]
    /// When it was really done, where that isn't now.
    package var done: Instant?
    package var source: Source = .web
    /// A key that makes a repeat harmless; kept for success only.
    package var key: String?
    /// Reasons for going on where the handbook only advises, by guard id or clause.
    package var reasons: [String: String] = [:]
    /// Fields in which the secret scan misfired, by the person's word.
    package var notSecret: Set<String> = []
    /// The digest of the one-time link by which a customer's contact does it.
    package var link: String?
    /// Why a manager does another role's step.
    package var takeOver: String?
    /// The step, left on the phone of somebody who acts no more, that is entered or set aside by it.
    package var settles: Settling?
    /// The values that the form showed when it was opened, for edits of several people.
    package var seen: [String: Value]?
    /// The last entry of the case that stood when it was read, where one agrees to what one has read; nil where it doesn't matter.
    package var asOf: Int?

    /// Where it is to be done.
    package enum Place: Hashable, Sendable {
        case new(kind: String)
        case at(number: String)
    }

    /// By which way it came.
    package enum Source: String, Codable, Sendable, CaseIterable {
        case web, phone, link, api, console, scenario, paper, `import`, clock
    }

    package init(by person: ID<Person>, _ place: Place, _ verb: String, _ input: [String: Value] = [:]) {
        by = person
        self.place = place
        self.verb = verb
        self.input = input
    }

    /// Whether a manager says, in words, why they do another role's step.
    var isTakingOver: Bool { (takeOver?.trimmed.count ?? 0) >= 2 }

    /// The letters of the procedure that it is for.
    var kind: String {
        switch place {
        case .new(let kind): kind
        case .at(let number): CaseNumber.kind(of: number)
        }
    }
}

/// Reading numbers: `DO-2026-000123` and `person:zhang-wei`.
package enum CaseNumber {
    /// Whether a text can be a number at all: letters, digits and the signs of codes.
    static func isReadable(_ number: String) -> Bool {
        (1...130).contains(number.utf8.count) && number.utf8.allSatisfy { $0.isCodeCharacter || $0 == UInt8(ascii: ":") }
    }

    /// The letters of the procedure that a number belongs to.
    package static func kind(of number: String) -> String {
        if let colon = number.firstIndex(of: ":") { return String(number[..<colon]) }
        return String(number.prefix { $0 != "-" })
    }

    /// A yearly number: the letters, the year, six digits.
    static func yearly(_ kind: String, _ year: Int, _ count: Int64) -> String {
        let digits = String(count)
        return "\(kind)-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}

/// What came of an activity: the answer that a repeat with the same key gets again.
package struct Performed: Codable, Hashable, Sendable {
    package let number: String
    package let verb: String
    package let stage: String
    package let position: Int
    package let hash: String
    /// The numbers of cases that it opened.
    package var opened: [String] = []
    /// The papers that it put out, as number/kind/version.
    package var papers: [String] = []
    /// Clauses that were gone past with a reason.
    package var deviations: [String] = []
    /// Clauses that the report shows broken.
    package var breaches: [String] = []
}

extension FieldCheck {
    /// Checks what comes beside the input and is kept: the key of a repeat, reasons, and why a step is taken over.
    mutating func check(wordsOf submission: Submission) {
        var words: [(String, Value, Field)] = []
        func word(
            _ name: String, _ text: String?, _ chinese: String, _ english: String, isOptional: Bool, _ bounds: ClosedRange<Int>
        ) {
            guard let text else { return }
            let field = Field(
                name: name, label: Text(chinese, english), help: nil, kind: .text, isOptional: isOptional, bounds: bounds,
                clause: nil,
                toCustomer: false)
            words.append((name, .text(text), field))
        }
        word("key", submission.key, "幂等键", "Key", isOptional: false, 1...200)
        word("takeOver", submission.takeOver, "代办原因", "Why it is taken over", isOptional: true, 1...500)
        for (id, reason) in submission.reasons.sorted(by: { $0.key < $1.key }) {
            word("reasons.\(id)", reason, "缘由", "Reason", isOptional: true, 1...500)
        }
        for (name, value, field) in words { _ = check([name: value], against: [field]) }
    }
}
