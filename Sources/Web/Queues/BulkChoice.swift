import HTML
import Handbook
import Operations

/// The steps that the reader may do in several cases at once, where the list holds one stage of one kind.
struct BulkChoice {
    let activities: [DeclaredActivity]
    let kind: String

    /// Nil where there is nothing to do together.
    init?(query: QueueQuery, guest: Guest) {
        guard query.filter.isOpen, let kind = query.filter.kind, let stage = query.filter.stage,
            let procedure = Procedures.declared[kind]
        else { return nil }
        activities = procedure.activities.filter { $0.starts(in: stage) && Self.isFor(guest, $0) }
        self.kind = kind
        if activities.isEmpty { return nil }
    }

    /// Whether an activity may be offered for several cases: it leads on, and its form is the same for all of them.
    static func isFor(_ guest: Guest, _ activity: DeclaredActivity) -> Bool {
        let roles = Set(guest.actor.grants.map(\.role))
        return !activity.isOpening && activity.to != nil && activity.by.contains { roles.contains($0.id) }
            && activity.fields.allSatisfy { isPlain($0.kind) || $0.isOptional || $0.mayBeEmpty }
    }

    /// Whether a field can be asked once for all.
    static func isPlain(_ kind: FieldKind) -> Bool {
        switch kind {
        case .form, .list, .evidence, .signature, .checklist, .attachment: false
        default: true
        }
    }

    func write(on page: Page) {
        page.form("bulk", .id("bulk"), .action("/bulk/\(kind)")) {
            page.span("bulk-note", say: Text("所选事项一起办理：", "Together for those chosen: "))
            for activity in activities {
                page.button("btn q small", .type("submit"), .name("do"), .value(activity.verb), say: activity.title)
            }
        }
    }
}

extension Field {
    /// Whether it is a list that may have no rows.
    fileprivate var mayBeEmpty: Bool { if case .list = kind { bounds.lowerBound == 0 } else { false } }
}
