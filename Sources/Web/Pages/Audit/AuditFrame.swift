import HTML
import Handbook
import Operations

/// The lists of the audit, each on a page of its own, with the ways between them.
enum AuditList: String, CaseIterable {
    case journal, departures, refusals, reads

    var title: Text {
        switch self {
        case .journal: Text("日志", "Journal")
        case .departures: Text("偏离与未守", "Deviations and breaches")
        case .refusals: Text("拒绝", "Refusals")
        case .reads: Text("谁看过客户秘密", "Who read customer secrets")
        }
    }

    var path: String { self == .journal ? "/audit" : "/audit/\(rawValue)" }

    /// Writes the head of an audit page.
    func head(on page: Page) {
        page.h1(say: Text("审计", "Audit"))
        page.nav("tabs", .label(Text("审计内容", "What is audited").text(in: page.language))) {
            for list in AuditList.allCases {
                page.a(nil, .href(list.path), list == self ? Attribute("aria-current", "page") : nil, say: list.title)
            }
        }
    }

    /// A field of a question.
    func field(_ name: String, _ label: Text, _ value: String?, type: String = "text", on page: Page) {
        page.label(nil) {
            page.span(say: label)
            page.input(nil, .type(type), .name(name), value.map { .value($0) })
        }
    }

    /// The way to the next page.
    static func more(_ path: String, _ label: Text = Text("更早的", "Earlier"), on page: Page) {
        page.p("more") { page.a("btn q small", .href(path), say: label) }
    }
}
