import Handbook

/// What in the program or its edition holds a clause: where, in which way, and what exactly.
package struct Holder: Hashable, Sendable {
    package let place: Place
    package let way: Way
    /// The guard's sentence, the input's label, the statement that is confirmed.
    package let what: Text

    /// Where a clause is held.
    package enum Place: Hashable, Sendable {
        /// An activity, in one procedure or in several that share it.
        case activity(kinds: [String], verb: String, title: Text)
        case clock(ClockName)
        case rule(name: String, title: Text)
        case limit(name: String)
        /// The look through everything that is typed.
        case scan
    }

    /// In which way it is held, the strongest first.
    package enum Way: Int, Hashable, Sendable, CaseIterable {
        case refuses, asksReason, reports, times, computes, limits, scans, attests, records, carriesOut
    }
}

/// Looks through every declaration, every rule and the edition for a clause.
package enum Holders {
    /// Everything that holds the clause, the strongest way first, then in the order of the procedures.
    package static func of(_ clause: String, under edition: Edition) -> [Holder] {
        let kinds = Procedures.every.map { $0.kind }
        var shared: [Holder: [String]] = [:]
        var order: [Holder] = []
        for procedure in kinds.compactMap({ Procedures.declared[$0] }) {
            for activity in procedure.activities {
                for holder in ways(of: clause, in: activity, under: edition) {
                    if shared[holder] == nil { order.append(holder) }
                    shared[holder, default: []].append(procedure.kind)
                }
            }
        }
        let steps = order.map { holder -> Holder in
            guard case .activity(_, let verb, let title) = holder.place else { return holder }
            let kinds = shared[holder] ?? []
            return Holder(place: .activity(kinds: kinds, verb: verb, title: title), way: holder.way, what: holder.what)
        }
        let all = steps + beside(clause, under: edition)
        return Holder.Way.allCases.flatMap { way in all.filter { $0.way == way } }
    }

    /// What holds it besides the activities: clocks, rules, numbers, the scans.
    private static func beside(_ clause: String, under edition: Edition) -> [Holder] {
        var holders = ClockName.all.filter { $0.clause == clause }.map {
            Holder(place: .clock($0), way: .times, what: $0.title)
        }
        for rule in Rules.all where rule.clauses(in: edition).contains(clause) {
            holders.append(Holder(place: .rule(name: rule.name, title: rule.title), way: .computes, what: rule.title))
        }
        for (name, limit) in edition.limits.all where limit.clause == clause {
            holders.append(Holder(place: .limit(name: name), way: .limits, what: limit.text))
        }
        if edition.secrets.refusingClauses.contains(clause) {
            holders.append(Holder(place: .scan, way: .refuses, what: Text("文中不得有口令或密钥", "No password or key in any text")))
        }
        if edition.secrets.markingClauses.contains(clause) {
            holders.append(
                Holder(place: .scan, way: .scans, what: Text("含客户秘密的条目标为客户秘密", "What holds customer secrets is marked so")))
        }
        for phrase in edition.phrases.avoided where phrase.clause == clause {
            holders.append(
                Holder(place: .scan, way: .asksReason, what: Text("对客户宜说：\(phrase.better.zh)", "Better said: \(phrase.better.en)")))
        }
        return holders
    }

    /// The ways in which one activity holds a clause, named without its procedure.
    private static func ways(of clause: String, in activity: DeclaredActivity, under edition: Edition) -> [Holder] {
        let place = Holder.Place.activity(kinds: [], verb: activity.verb, title: activity.title)
        var holders = activity.guards.filter { $0.clause == clause }.map { check in
            Holder(place: place, way: Holder.Way(check.force(under: edition)), what: check.title)
        }
        for field in activity.fields {
            holders += field.holding(clause).map { Holder(place: place, way: $0.way, what: $0.what) }
        }
        if activity.clauses.contains(clause) { holders.append(Holder(place: place, way: .carriesOut, what: activity.title)) }
        return holders
    }

    /// Every clause that anything declared holds.
    package static let held: Set<String> = stronglyHeld.union(
        Procedures.declared.values.flatMap { $0.activities }.flatMap { $0.fields.flatMap(\.clauses) }
            + ClockName.all.map(\.clause))

    /// Every clause that a guard looks at or an activity carries out.
    package static let stronglyHeld: Set<String> = Set(
        Procedures.declared.values.flatMap { $0.activities }.flatMap { $0.clauses + $0.guards.map(\.clause) })
}

extension Holder.Way {
    init(_ force: Force) {
        switch force {
        case .refuse: self = .refuses
        case .deviate: self = .asksReason
        case .report: self = .reports
        }
    }

    /// What the house does, in words.
    package var label: Text {
        switch self {
        case .refuses: Text("不符不办", "refuses unless")
        case .asksReason: Text("不符须写理由", "asks for a reason unless")
        case .reports: Text("不符照记并上报", "records and raises unless")
        case .times: Text("计时", "runs the clock")
        case .computes: Text("计算", "works out")
        case .limits: Text("按此数比较", "compares with")
        case .scans: Text("自动识别", "marks")
        case .attests: Text("本人确认", "has confirmed")
        case .records: Text("记录", "records")
        case .carriesOut: Text("办理此步即履行", "is carried out by")
        }
    }
}

extension Holder.Place {
    /// Where it is, in words.
    package var name: Text {
        switch self {
        case .activity(let kinds, _, let title):
            Text("\(kinds.joined(separator: "、")) \(title.zh)", "\(kinds.joined(separator: ", ")) \(title.en)")
        case .clock(let clock): Text("时钟 \(clock.title.zh)", "Clock: \(clock.title.en)")
        case .rule(_, let title): Text("规则 \(title.zh)", "Rule: \(title.en)")
        case .limit(let name): Text("数值 \(name)", "Number: \(name)")
        case .scan: Text("文字检查", "Look through texts")
        }
    }
}

extension Field {
    /// The clauses that an input records or attests.
    package var clauses: [String] {
        var clauses = clause.map { [$0] } ?? []
        switch kind {
        case .checklist(let items): clauses += items.map(\.clause)
        case .form(let fields), .list(.form(let fields)): clauses += fields.flatMap(\.clauses)
        default: break
        }
        return clauses
    }

    /// In which ways the input holds a clause, and by which words.
    fileprivate func holding(_ clause: String) -> [(way: Holder.Way, what: Text)] {
        var ways: [(way: Holder.Way, what: Text)] = self.clause == clause ? [(.records, label)] : []
        switch kind {
        case .checklist(let items): ways += items.filter { $0.clause == clause }.map { (.attests, $0.text) }
        case .form(let fields), .list(.form(let fields)): ways += fields.flatMap { $0.holding(clause) }
        default: break
        }
        return ways
    }
}
