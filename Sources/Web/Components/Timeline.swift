import HTML
import Handbook
import Operations

/// What happened, the latest first: who, when, what was said, the clauses met, and what followed.
struct Timeline {
    private let reading: CaseReading

    init(_ reading: CaseReading) { self.reading = reading }

    func write(on page: Page) {
        page.ol("sheet ruled tl") {
            for entry in reading.entries {
                page.li(nil, .id("entry-\(entry.position)")) {
                    page.shortInstant(entry.done, seenAt: reading.now)
                    page.div { write(entry, on: page) }
                }
            }
        }
        if let last = reading.entries.last, last.position > 1 {
            page.further(
                "/cases/\(reading.header.number.percentEncoded)?before=\(last.position)#events", Text("更早的经过", "Earlier events"))
        }
    }

    private func write(_ entry: CaseReading.Event, on page: Page) {
        guard let told = entry.told else {
            page.p("gone", say: Text("此条内容已依法删除，校验值仍在", "The content of this entry was erased; its hash stands"))
            return
        }
        page.p {
            page.b(say: told.title ?? Text(entry.verb, entry.verb))
            page.text(" ")
            page.doer(entry.person, told.by ?? reading.title(of: Person.kind, entry.person))
            page.text("　")
            page.em {
                page.text(entry.code == "–" ? "" : "\(entry.code) ")
                if entry.received.milliseconds - entry.done.milliseconds > 60_000 {
                    page.say("收到 ", "received ")
                    page.shortInstant(entry.received, seenAt: reading.now)
                }
                if ID<Person>(entry.person).contact != nil { page.say("凭一次性链接", "by a one-time link") }
                if let deposit = told.deposit {
                    page.say(
                        deposit.isSetAside
                            ? Text("搁置\(deposit.name)留在手机上的一步", "set aside a step left on \(deposit.name)’s phone")
                            : Text("补录\(deposit.name)留在手机上的一步", "entered a step left on \(deposit.name)’s phone"))
                    if let received = deposit.received {
                        page.say("，交到 ", ", handed in ")
                        page.shortInstant(received, seenAt: reading.now)
                    }
                } else if let behalf = entry.onBehalf {
                    page.say(behalf == "take-over" ? Text("代办", "taken over") : Text("代 \(behalf)", "for \(behalf)"))
                }
            }
        }
        Self.inputs(of: told, on: page)
        departures(told.deviations, Text("按理由继续", "Went on with a reason"), .risk, on: page)
        departures(told.breaches, Text("未守", "Not kept"), .late, on: page)
        clauses(told.clauses, on: page)
    }

    /// What was said with a step: each input that says something, by its label.
    static func inputs(of told: EntryContent, on page: Page) {
        let inputs = told.inputs.filter { !$0.isEmpty }
        if inputs.isEmpty { return }
        page.dl("said") {
            for input in inputs {
                page.dt(say: input.label ?? Text("", ""))
                page.dd { input.write(on: page) }
            }
        }
    }

    private func departures(_ departures: [EntryContent.Departure], _ word: Text, _ state: TimeLeft.State, on page: Page) {
        for departure in departures {
            page.p("departure") {
                page.tag(word, state)
                page.text(" ")
                page.say(departure.title ?? Text("", ""))
                page.text(" — ")
                page.say(departure.reason ?? Text("", ""))
                if let clause = departure.clause { page.clause(clause) }
            }
        }
    }

    private func clauses(_ clauses: [String], on page: Page) {
        if clauses.isEmpty { return }
        page.p("met") {
            for clause in clauses.prefix(8) { page.clause(clause) }
            if clauses.count > 8 { page.text(" +\(clauses.count - 8)") }
        }
    }
}

/// A journaled input as people read it, from what the journal itself kept beside it.
extension EntryContent.Told {
    /// Whether it says nothing: an unticked box, an empty list, a checklist without exceptions.
    fileprivate var isEmpty: Bool { Self.isEmpty(value) }

    private static func isEmpty(_ value: Value) -> Bool {
        switch value {
        case .null, .bool(false): true
        case .list(let elements): elements.isEmpty
        case .object(let members): members.values.allSatisfy(isEmpty)
        default: value.isBlank
        }
    }

    fileprivate func write(on page: Page) {
        if let shown { page.say(shown) } else { Self.write(value, on: page) }
    }

    private static func write(_ value: Value, on page: Page) {
        switch value {
        case .bool(let bool): page.say(bool ? Text("是", "yes") : Text("否", "no"))
        case .list(let elements): page.text(elements.map(\.typed).joined(separator: "；"))
        default: page.text(value.typed)
        }
    }
}
