import Handbook

/// What a link lets a customer's contact do once, or look at, and nothing else.
package enum LinkPurpose: String, Choice {
    case report, facts, consent, sign, confirm, rate, follow, complain

    package static let first = LinkPurpose.report
    package var name: Text {
        switch self {
        case .report: Text("报修", "Report a fault")
        case .facts: Text("补充信息", "Add facts")
        case .consent: Text("同意操作", "Consent to operations")
        case .sign: Text("签字", "Sign")
        case .confirm: Text("确认", "Confirm")
        case .rate: Text("评价", "Rate")
        case .follow: Text("查看进展", "See how it stands")
        case .complain: Text("投诉", "Complain")
        }
    }

    /// Whether it is there to be looked at until it expires, and nothing is done by it.
    package var isForReading: Bool { self == .follow }
    /// Whether nothing in the case waits for it: it is offered beside what does.
    package var isUnasked: Bool { self == .follow || self == .complain }

    /// The verbs that it opens in a case of that kind, the one that is hoped for first; none where it means nothing there.
    ///
    /// A link to report stands with the contact's own entry, and opens a request; one to complain stands there or beside the case
    /// that the complaint is about.
    package func verbs(in kind: String) -> [String] {
        switch (self, kind) {
        case (.report, Contact.kind): [ServiceRequest.Receive.verb]
        case (.facts, ServiceRequest.kind): [ServiceRequest.CompleteFacts.verb]
        case (.confirm, ServiceRequest.kind): [ServiceRequest.Confirm.verb, ServiceRequest.Reject.verb]
        case (.confirm, Complaint.kind): [Complaint.Settle.verb, Complaint.Persist.verb]
        case (.confirm, Defect.kind): [Defect.Confirm.verb, Defect.Reject.verb]
        case (.consent, DispatchOrder.kind): [DispatchOrder.GiveConsent.verb, DispatchOrder.RefuseConsent.verb]
        case (.sign, DispatchOrder.kind): [DispatchOrder.Sign.verb]
        case (.rate, ServiceRequest.kind): [ServiceRequest.Rate.verb]
        case (.rate, DispatchOrder.kind): [DispatchOrder.Rate.verb]
        case (.complain, Contact.kind), (.complain, ServiceRequest.kind), (.complain, DispatchOrder.kind), (.complain, Defect.kind):
            [Complaint.Complain.verb]
        default: []
        }
    }

    /// Whether a step is a word on what was read: consent to it, or confirmation of it.
    package static func agrees(_ verb: String, in kind: String) -> Bool {
        [consent, confirm].contains { $0.verbs(in: kind).contains(verb) }
    }

    /// The procedure whose steps it opens, where it stands with a case of that kind.
    package func procedure(in kind: String) -> DeclaredProcedure? { Procedures.declared[opens ?? kind] }

    /// The kind of case that it opens; nil where its steps are done in the case that it stands with.
    private var opens: String? {
        switch self {
        case .report: ServiceRequest.kind
        case .complain: Complaint.kind
        default: nil
        }
    }

    /// Where its steps are done, when it stands with that case.
    package func place(in number: String) -> Submission.Place {
        opens.map { .new(kind: $0) } ?? .at(number: number)
    }

    /// Whether somebody could do one of its steps now, as far as the case itself says.
    func isPossible(for record: any Procedure, in work: Work) throws -> Bool {
        let header = work.header
        if isForReading { return header.kind != Contact.kind }
        guard let procedure = procedure(in: header.kind) else { return false }
        return try verbs(in: header.kind).compactMap { procedure.activity($0) }.contains { activity in
            // One complains of what is over, too; but who is a contact no more neither reports nor complains.
            if activity.isOpening { return header.isOpen || header.kind != Contact.kind }
            guard activity.starts(in: header.stage) || activity.from == nil && procedure.isOpen(header.stage) else { return false }
            // What one signs must be there to be read.
            if activity.takesSignature, activity.paperToSign(record, header.stage) == nil { return false }
            return try activity.readiness(record, work).allSatisfy { found in
                guard found.guarded.force(under: work.edition) == .refuse else { return true }
                if case .unmet = found.verdict { return false }
                return true
            }
        }
    }
}

extension DeclaredActivity {
    /// Whether a signature is given with it.
    package var takesSignature: Bool { fields.contains { if case .signature = $0.kind { true } else { false } } }
}
