import HTML
import Handbook
import HummingbirdCore
import Operations

/// What an address asks of the list of cases, and the address that asks it.
struct QueueQuery: Equatable {
    var filter = CaseFilter()

    init() {}

    /// Reads the parameters of an address; what can't be read is left out.
    init(_ parameters: [(name: String, value: String)]) {
        var (marked, days, family, contract): (Mark?, (from: Day?, to: Day?), String?, String?) = (nil, (nil, nil), nil, nil)
        for (name, value) in parameters where !value.trimmed.isEmpty {
            switch name {
            case "mark": marked = Mark.named(value.trimmed)
            case "in": days = ReportQuery(value.trimmed)?.days.map { ($0.from, $0.to) } ?? days
            case "from": days.from = Day(value.trimmed)
            case "to": days.to = Day(value.trimmed)
            case "family": family = value.trimmed
            case "contract": contract = value.trimmed
            default: take(name, value.trimmed)
            }
        }
        if let marked { take(MarkedCases(marked, from: days.from, to: days.to, family: family, contract: contract)) }
        settleStage()
    }

    /// The cases behind a number of a report: of the mark's kind, open and ended ones, in the order of their days.
    private mutating func take(_ marked: MarkedCases) {
        filter.marked = marked
        filter.kind = marked.mark.kind
        filter.due = nil
        filter.isOpen = true
        filter.order = .limit
    }

    /// Stages belong to a kind, and say whether a case is open.
    private mutating func settleStage() {
        guard let procedure = filter.kind.flatMap({ Procedures.declared[$0] }),
            let stage = filter.stage, procedure.stages.contains(where: { $0.id == stage })
        else { return filter.stage = nil }
        if filter.marked != nil { return }
        filter.isOpen = procedure.isOpen(stage)
    }

    init(_ uri: URI) { self.init(uri.parameters) }

    /// Reads the address of a list, as a page links it.
    init(address: String) { self.init(URI(address)) }

    private mutating func take(_ name: String, _ value: String) {
        switch name {
        case "kind": filter.kind = Procedures.all.contains { $0.kind == value } ? value : nil
        case "stage": filter.stage = value
        case "region": filter.region = value
        case "owner": filter.owner = value
        case "customer": filter.customer = value
        case "level": filter.level = value
        case "due": filter.due = CaseFilter.DueWindow(rawValue: value)
        case "state": filter.isOpen = value != "closed"
        case "sort": filter.order = CaseFilter.Order(rawValue: value) ?? .limit
        case "after": filter.cursor = CaseFilter.Cursor(value, isBackward: false)
        case "before": filter.cursor = CaseFilter.Cursor(value, isBackward: true)
        default: break
        }
    }

    /// The filters and the order as parameters; the place of the page is not among them.
    var parameters: [(name: String, value: String)] {
        var parameters: [(String, String)] = []
        func add(_ name: String, _ value: String?) { if let value { parameters.append((name, value)) } }
        // A mark says of which kind it is.
        add("kind", filter.marked == nil ? filter.kind : nil)
        add("mark", filter.marked?.mark.id)
        if let marked = filter.marked, let period = ReportQuery(from: marked.from, to: marked.to) {
            add("in", period.period)
        } else {
            add("from", filter.marked?.from?.iso)
            add("to", filter.marked?.to?.iso)
        }
        add("family", filter.marked?.family)
        add("contract", filter.marked?.contract)
        add("stage", filter.stage)
        add("region", filter.region)
        add("owner", filter.owner)
        add("customer", filter.customer)
        add("level", filter.level)
        add("due", filter.due?.rawValue)
        add("state", filter.isOpen ? nil : "closed")
        add("sort", filter.order == .limit ? nil : filter.order.rawValue)
        return parameters
    }

    /// The parameters as they stand in an address; a saved view is kept so.
    var text: String { Self.text(parameters) }

    /// The address of the list.
    var path: String { path(at: nil) }

    /// The address of the page that begins at a cursor, or of another form of the list.
    func path(at cursor: CaseFilter.Cursor?, as form: String = "/cases") -> String {
        var all = parameters
        if let cursor { all.append((cursor.isBackward ? "before" : "after", cursor.text)) }
        return all.isEmpty ? form : "\(form)?\(Self.text(all))"
    }

    /// The same list with something changed, from its first page on.
    func changed(_ change: (inout CaseFilter) -> Void) -> QueueQuery {
        var query = self
        query.filter.cursor = nil
        change(&query.filter)
        if query.filter.kind != filter.kind {
            query.filter.stage = nil
            query.filter.marked = nil
        }
        return query
    }

    private static func text(_ parameters: [(name: String, value: String)]) -> String {
        parameters.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}
