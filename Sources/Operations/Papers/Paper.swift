import Handbook

/// A paper that a case puts out: what is on it, as it is at this moment.
package struct Paper: Sendable {
    /// The papers of the handbook that procedures put out.
    package enum Kind: String, Sendable, CaseIterable {
        case faultReport = "fault-report"
        case servicePlan = "service-plan"
        case dispatchOrder = "dispatch-order"
        case pickingList = "picking-list"
        case workRecord = "work-record"
        case receipt
        case delayNotice = "delay-notice"
        case dailyReport = "daily-report"

        /// The handbook's name of it.
        package var title: Text {
            switch self {
            case .faultReport: Text("报修记录表", "Fault report record")
            case .servicePlan: Text("技术服务请求方案", "Technical service request plan")
            case .dispatchOrder: Text("派工单", "Dispatch order")
            case .pickingList: Text("领料单", "Picking list")
            case .workRecord: Text("派工工作记录表", "Work record")
            case .receipt: Text("派工回执", "Dispatch receipt")
            case .delayNotice: Text("延误通知", "Delay notice")
            case .dailyReport: Text("工作日报", "Daily report")
            }
        }

        /// Whether each is one of a series, such as the report of a day; of the others a new version replaces the one before it.
        package var isSeries: Bool {
            switch self {
            case .pickingList, .delayNotice, .dailyReport: true
            default: false
            }
        }

        /// Whether the customer signs it, so that it has lines to sign on (12.2.5/8).
        package var isSigned: Bool { self == .workRecord }

        /// The version of what stands on it; a change of its parts is a new version.
        ///
        /// With the second, what the program words stands in both languages.
        package var template: Int {
            switch self {
            case .faultReport, .pickingList, .dailyReport: 1
            case .servicePlan, .dispatchOrder, .workRecord, .receipt, .delayNotice: 2
            }
        }

        /// Who may read it: work records and reports hold customer secrets by 1.2.1(4).
        package var classification: Classification {
            switch self {
            case .delayNotice, .pickingList: .internal
            default: .customerSecret
            }
        }
    }

    /// A document's class (1.2.1, 1.3.5).
    package enum Classification: String, Sendable {
        case `public`, `internal`
        case customerSecret = "customer-secret"

        package var name: Text {
            switch self {
            case .public: Text("公开", "Public")
            case .internal: Text("内部", "Internal")
            case .customerSecret: Text("客户机密", "Customer secret")
            }
        }

        /// Whether somebody of a customer's may read it, where the case is theirs.
        package var isForCustomers: Bool { self != .internal }
    }

    package let kind: Kind
    package private(set) var rows: [Row] = []
    package private(set) var tables: [Table] = []

    /// One labelled line.
    package struct Row: Sendable {
        package let label: Text
        package let value: Text
        package let clause: String?
    }

    /// A table with its heads.
    package struct Table: Sendable {
        package let title: Text
        package let heads: [Text]
        package let lines: [[Text]]
    }

    package init(_ kind: Kind) { self.kind = kind }

    /// Adds a line of what somebody typed, or of a name; an absent value is written as a dash.
    package mutating func line(_ chinese: String, _ english: String, _ typed: String?, clause: String? = nil) {
        line(chinese, english, typed.map { Text(typed: $0) }, clause: clause)
    }

    /// Adds a line of what the program words; an absent value is written as a dash.
    package mutating func line(_ chinese: String, _ english: String, _ value: Text?, clause: String? = nil) {
        rows.append(Row(label: Text(chinese, english), value: value ?? Text(typed: "—"), clause: clause))
    }

    /// Adds a table.
    package mutating func table(_ title: Text, heads: [Text], lines: [[Text]]) {
        tables.append(Table(title: title, heads: heads, lines: lines))
    }

    /// The snapshot as a value: what is stored, hashed and signed.
    package func snapshot(number: String, version: Int, edition: String, at instant: Instant) -> Value {
        [
            "case": .text(number), "kind": .text(kind.rawValue), "version": .integer(Int64(version)),
            "template": .integer(Int64(kind.template)), "edition": .text(edition), "at": .integer(instant.milliseconds),
            "title": Value(kind.title),
            "rows": .list(
                rows.map { row in
                    ["label": Value(row.label), "value": Self.stored(row.value), "clause": row.clause.map { .text($0) } ?? .null]
                }),
            "tables": .list(
                tables.map { table in
                    [
                        "title": Value(table.title), "heads": .list(table.heads.map { Value($0) }),
                        "lines": .list(table.lines.map { .list($0.map(Self.stored)) }),
                    ]
                }),
        ]
    }

    /// A plain text where both languages say the same, as all snapshots before the second template have them.
    private static func stored(_ text: Text) -> Value { text.zh == text.en ? .text(text.zh) : Value(text) }
}
