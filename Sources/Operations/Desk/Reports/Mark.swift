import Handbook

/// What a report counts: something that happened to a case on a day, or that holds of it since one (12.2.7).
package struct Mark: Hashable, Sendable {
    /// The procedure whose cases bear it.
    package let kind: String
    package let name: String
    package let title: Text
    /// Whether it is taken away again when it no longer holds, and so is counted as of now and by the day since when.
    package let isStanding: Bool

    private init(_ kind: String, _ name: String, _ title: Text, isStanding: Bool = false) {
        self.kind = kind
        self.name = name
        self.title = title
        self.isStanding = isStanding
    }

    /// The name under which it is kept, such as `SR.response-late`.
    package var id: String { "\(kind).\(name)" }

    package static func == (one: Mark, other: Mark) -> Bool { one.kind == other.kind && one.name == other.name }
    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(name)
    }

    package static func opened(_ kind: String) -> Mark { Mark(kind, "opened", Text("新开", "Opened")) }
    package static func ended(_ kind: String) -> Mark { Mark(kind, "ended", Text("办结", "Ended")) }
    /// Open still: counted by the day of the opening.
    package static func open(_ kind: String) -> Mark { Mark(kind, "open", Text("未结", "Still open"), isStanding: true) }
    /// A clock that was stopped in time: counted by the day of its start.
    package static func kept(_ clock: ClockName, _ kind: String) -> Mark {
        Mark(kind, "\(clock.id)-kept", Text("\(clock.title.zh)按时", "\(clock.title.en) in time"))
    }
    /// A clock whose limit passed: counted by the day of its start.
    package static func late(_ clock: ClockName, _ kind: String) -> Mark {
        Mark(kind, "\(clock.id)-late", Text("\(clock.title.zh)超时", "\(clock.title.en) late"))
    }

    /// The customer told, by a rating or when called back, that the request was served well, or that it was not.
    package static let satisfied = Mark(ServiceRequest.kind, "satisfied", Text("服务满意", "Satisfied"))
    package static let unsatisfied = Mark(ServiceRequest.kind, "unsatisfied", Text("服务未满意", "Not satisfied"))
    /// The customer rated a visit as good, or not as good.
    package static let visitSatisfied = Mark(DispatchOrder.kind, "satisfied", Text("到场满意", "Visit satisfied"))
    package static let visitUnsatisfied = Mark(DispatchOrder.kind, "unsatisfied", Text("到场未满意", "Visit not satisfied"))
    /// The same device had another request shortly before.
    package static let repeated = Mark(ServiceRequest.kind, "repeated", Text("重复故障", "Repeat fault"))
    /// A repair whose first visit settled it, or did not.
    package static let fixedAtOnce = Mark(DispatchOrder.kind, "fixed-at-once", Text("一次修复", "Fixed at the first visit"))
    package static let notFixedAtOnce = Mark(DispatchOrder.kind, "not-fixed-at-once", Text("未一次修复", "Not fixed at the first visit"))

    /// Somebody came to the customer's site for the order.
    package static let visited = Mark(DispatchOrder.kind, "visited", Text("上门", "Visits"))
    /// An inspection whose record was handed in.
    package static let inspected = Mark(DispatchOrder.kind, "inspected", Text("巡检", "Inspections"))
    /// A part was changed on site.
    package static let partsChanged = Mark(DispatchOrder.kind, "parts-changed", Text("换件", "Parts changed"))

    /// A part of that number was changed on site.
    package static func changed(_ part: String) -> Mark {
        Mark(
            DispatchOrder.kind, "\(partsChanged.name)/\(part)",
            Text("\(partsChanged.title.zh) \(part)", "\(partsChanged.title.en): \(part)"))
    }

    /// The part of that number whose change it is; nil for every other mark.
    var part: String? {
        let path = "\(Self.partsChanged.name)/"
        return kind == DispatchOrder.kind && name.hasPrefix(path) ? String(name.dropFirst(path.count)) : nil
    }

    /// A part is owed, by the day on which the first of them is due back (12.2.5(c)).
    package static let owing = Mark(DispatchOrder.kind, "owing", Text("欠件", "Parts owed"), isStanding: true)

    /// The limits that the handbook promises, each with the procedure that runs it.
    package static let promises: [(clock: ClockName, kind: String)] = [
        (.response, ServiceRequest.kind), (.restore, ServiceRequest.kind), (.arrival, DispatchOrder.kind),
        (.handIn, DispatchOrder.kind),
    ]

    /// The procedures that are told month by month.
    package static let kinds = [ServiceRequest.kind, DispatchOrder.kind]
    /// The procedures whose cases are counted: what was left open at a customer's too.
    package static let counted = kinds + [Defect.kind]

    /// Every mark but those of single parts.
    package static let all: [Mark] =
        counted.flatMap { [opened($0), ended($0), open($0)] }
        + promises.flatMap { [kept($0.clock, $0.kind), late($0.clock, $0.kind)] }
        + [
            satisfied, unsatisfied, visitSatisfied, visitUnsatisfied, repeated, fixedAtOnce, notFixedAtOnce, visited,
            inspected, partsChanged, owing,
        ]

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// The mark of that id.
    package static func named(_ id: String) -> Mark? {
        let path = "\(partsChanged.id)/"
        return byID[id] ?? (id.hasPrefix(path) && id.count > path.count ? changed(String(id.dropFirst(path.count))) : nil)
    }
}
