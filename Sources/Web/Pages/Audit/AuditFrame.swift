import HTML
import Handbook
import Operations

/// The lists of the audit, each on a page of its own, with the ways between them.
enum AuditList: String, CaseIterable {
    case journal, departures, refusals, reads, downloads

    var title: Text {
        switch self {
        case .journal: Text("日志", "Journal")
        case .departures: Text("偏离与未守", "Deviations and breaches")
        case .refusals: Text("拒绝", "Refusals")
        case .reads: Text("谁看过客户秘密", "Who read customer secrets")
        case .downloads: Text("谁取走过单据", "Who took papers")
        }
    }

    var path: String { self == .journal ? "/audit" : "/audit/\(rawValue)" }

    /// Writes the head of an audit page.
    func head(on page: Page) {
        page.h1(say: Text("审计", "Audit"))
        Tabs(
            label: Text("审计内容", "What is audited"),
            tabs: AuditList.allCases.map { Tabs.Tab(path: $0.path, name: $0.title, isCurrent: $0 == self) }
        ).write(on: page)
    }
}
