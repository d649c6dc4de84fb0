import HTML
import Handbook
import Operations

/// The filters of the list: a form that works by itself, and a chip for each filter that holds.
struct QueueForm {
    let page: Page
    let query: QueueQuery
    let list: CaseList
    let edition: Edition
    let isStaff: Bool

    /// Writes the form.
    func write() {
        let filter = query.filter
        page.question("/cases", style: "ask strip", keeping: kept, send: Text("筛选", "Filter")) { ask in
            if let kind = filter.kind, let procedure = Procedures.declared[kind] {
                ask.choose("stage", Text("环节", "Stage"), filter.stage, procedure.stages.map { ($0.id, $0.name) })
            }
            if isStaff {
                ask.choose("region", Text("区域", "Region"), filter.region, edition.organization.regions.map { ($0.code, $0.name) })
                ask.find("owner", Text("负责人", "Owner"), filter.owner, among: Person.kind) { list.title(of: Person.kind, $0) }
            }
            ask.find("customer", Text("客户", "Customer"), filter.customer, among: Customer.kind) {
                list.title(of: Customer.kind, $0)
            }
            ask.find("level", Text("级别", "Level"), filter.level)
            if filter.marked != nil { return }
            if filter.isOpen {
                ask.choose(
                    "due", Text("到期", "Due"), filter.due?.rawValue, CaseFilter.DueWindow.allCases.map { ($0.rawValue, $0.name) })
            }
            ask.choose(
                "state", Text("状态", "State"), filter.isOpen ? "open" : "closed",
                [("open", Text("未结", "Open")), ("closed", Text("已结", "Ended"))], all: nil)
            ask.choose(
                "sort", Text("排序", "Order"), filter.order.rawValue,
                CaseFilter.Order.allCases.map { ($0.rawValue, $0.name(isOpen: filter.isOpen)) }, all: nil)
        }
        chips()
    }

    /// What the form does not ask and yet keeps.
    private var kept: KeyValuePairs<String, String?> {
        let marked = query.filter.marked
        return [
            "kind": marked == nil ? query.filter.kind : nil, "mark": marked?.mark.id, "from": marked?.from?.iso,
            "to": marked?.to?.iso,
            "family": marked?.family, "contract": marked?.contract,
        ]
    }

    /// The filters that hold, each with a way out of it.
    private func chips() {
        let filter = query.filter
        let organization = edition.organization
        var chips: [(Text, QueueQuery)] = []
        func chip(_ name: Text, _ value: Text, _ change: (inout CaseFilter) -> Void) {
            chips.append((Text("\(name.zh)：\(value.zh)", "\(name.en): \(value.en)"), query.changed(change)))
        }
        func same(_ text: String) -> Text { Text(text, text) }
        if let kind = filter.kind {
            chip(Text("类别", "Kind"), Procedures.declared[kind]?.title ?? same(kind)) { $0.kind = nil }
            if let stage = filter.stage {
                chip(Text("环节", "Stage"), Procedures.declared[kind]?.name(ofStage: stage) ?? same(stage)) { $0.stage = nil }
            }
        }
        if let marked = filter.marked {
            let days = [marked.from?.iso, marked.to?.iso].map { $0 ?? "…" }.joined(separator: " – ")
            let isAnyDay = marked.from == nil && marked.to == nil
            chip(
                Text("统计", "Counted"),
                Text("\(marked.mark.title.zh)\(isAnyDay ? "" : " \(days)")", "\(marked.mark.title.en)\(isAnyDay ? "" : " \(days)")")
            ) { $0.marked = nil }
            if let family = marked.family {
                chip(Text("产品族", "Family"), same(list.title(of: ProductFamily.kind, family))) { $0.marked?.family = nil }
            }
            if let contract = marked.contract {
                chip(Text("合同", "Contract"), same(list.title(of: Contract.kind, contract))) { $0.marked?.contract = nil }
            }
        }
        if let region = filter.region {
            chip(Text("区域", "Region"), organization.region(region)?.name ?? same(region)) { $0.region = nil }
        }
        if let owner = filter.owner {
            chip(Text("负责人", "Owner"), same(list.title(of: Person.kind, owner))) { $0.owner = nil }
        }
        if let customer = filter.customer {
            chip(Text("客户", "Customer"), same(list.title(of: Customer.kind, customer))) { $0.customer = nil }
        }
        if let level = filter.level { chip(Text("级别", "Level"), same(level)) { $0.level = nil } }
        if let due = filter.due, filter.isOpen { chip(Text("到期", "Due"), due.name) { $0.due = nil } }
        if !filter.isOpen, filter.marked == nil { chip(Text("状态", "State"), Text("已结", "Ended")) { $0.isOpen = true } }
        if chips.isEmpty { return }
        page.ul("chips", .label(Text("生效的筛选", "Filters that hold").text(in: page.language))) {
            for (text, without) in chips {
                page.li {
                    page.a("chip", .href(without.path.isBare ? "/cases?state=open" : without.path)) {
                        page.say(text)
                        page.span("x", Attribute("aria-hidden", "true"), text: " ✕")
                        page.span("unseen", say: Text("，去掉", ", take away"))
                    }
                }
            }
        }
    }
}

extension String {
    /// Whether it is the bare address of the list, which opens the reader's own view.
    fileprivate var isBare: Bool { self == "/cases" }
}

extension CaseFilter.DueWindow {
    var name: Text {
        switch self {
        case .late: Text("已超时", "Late")
        case .today: Text("今天内", "Today")
        case .week: Text("七天内", "Within seven days")
        case .unlimited: Text("无时限", "No limit")
        }
    }
}

extension CaseFilter.Order {
    func name(isOpen: Bool) -> Text {
        switch self {
        case .limit: isOpen ? Text("最急的在前", "Most urgent first") : Text("最近办结在前", "Latest ended first")
        case .opened: Text("最近开单在前", "Latest opened first")
        case .number: Text("单号由大到小", "Highest number first")
        }
    }
}
