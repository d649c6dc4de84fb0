import Handbook
import Storage

/// A record of which its customer is told in a few lines.
protocol ToldToCustomers {
    func told(of header: CaseHeader, in session: any Session) throws -> [CustomerCase.Told]
    /// Whether its customer may read its papers of that kind yet.
    func isTold(_ paper: Paper.Kind, at stage: String) -> Bool
}

extension ToldToCustomers {
    func isTold(_ paper: Paper.Kind, at stage: String) -> Bool { true }
}

extension Procedure {
    /// Whether the case's customer may read its papers of that kind and class: what is for customers, once it is told.
    func showsCustomers(_ paper: String, ofClass classification: String, at stage: String) -> Bool {
        guard Paper.Classification(rawValue: classification)?.isForCustomers ?? false else { return false }
        guard let told = self as? any ToldToCustomers, let kind = Paper.Kind(rawValue: paper) else { return true }
        return told.isTold(kind, at: stage)
    }
}

extension CustomerCase.Told {
    /// A line of words; nil where there are none.
    static func line(_ chinese: String, _ english: String, _ words: String?) -> Self? {
        words.map { Self(label: Text(chinese, english), value: .words($0)) }
    }

    /// A line with an instant; nil where there is none.
    static func line(_ chinese: String, _ english: String, _ instant: Instant?) -> Self? {
        instant.map { Self(label: Text(chinese, english), value: .instant($0)) }
    }

    /// A line with somebody of the staff; nil where nobody is named.
    static func line(_ chinese: String, _ english: String, _ person: ID<Person>?, in session: any Session) throws -> Self? {
        guard let person, let entry = try Person.find(person, in: session)?.entry else { return nil }
        return Self(label: Text(chinese, english), value: .person(name: entry.name, phone: entry.phone))
    }
}

extension ServiceRequest: ToldToCustomers {
    func told(of header: CaseHeader, in session: any Session) throws -> [CustomerCase.Told] {
        let visit = try orders.last.flatMap { order in
            try Procedures.declared[DispatchOrder.kind].flatMap { try session.record(of: order.number, $0) as? DispatchOrder }
        }
        return [
            .line("设备", "Device", device?.text ?? facts.serial),
            .line("负责人", "In charge", try owner.flatMap { try Person.find($0, in: session)?.entry.name }),
            header.isOpen && solution == nil ? .line("我们的时限", "We owe it by", header.due) : nil,
            owed.map { CustomerCase.Told(label: Text("等您提供", "We wait for"), value: .said($0.name)) },
            .line("上门", "Visit", visit?.currentVisit.flatMap { $0.isOver ? nil : $0.at }),
            try .line("工程师", "Engineer", visit?.engineer, in: session),
            .line("临时方案", "For the time being", temporarySolution), .line("解决方案", "Solution", solution),
            .line("确认人", "Confirmed by", confirmedBy),
            rating.map { CustomerCase.Told(label: Text("您的评价", "Your rating"), value: .said($0.score.name)) },
        ].compactMap(\.self)
    }
}

extension Complaint: ToldToCustomers {
    func told(of header: CaseHeader, in session: any Session) throws -> [CustomerCase.Told] {
        [
            .line("所涉单号", "About", about), answer == nil && header.isOpen ? .line("我们的时限", "We owe it by", header.due) : nil,
            .line("答复", "Answer", answer), try .line("答复人", "Answered by", owner, in: session),
        ].compactMap(\.self)
    }
}

extension Defect: ToldToCustomers {
    func told(of header: CaseHeader, in session: any Session) throws -> [CustomerCase.Told] {
        [
            .line("地点", "Place", try site.flatMap { try Site.find($0, in: session)?.entry.name }),
            .line("设备", "Device", device?.text), try .line("负责人", "Owner", owner, in: session),
            .line("期限", "Deadline", deadline?.iso), .line("怎么解决的", "How it was mended", mendedHow),
        ].compactMap(\.self)
    }
}

extension DispatchOrder: ToldToCustomers {
    func told(of header: CaseHeader, in session: any Session) throws -> [CustomerCase.Told] {
        let asked = awaitsConsent(at: header.stage) ? consentAsked : nil
        let told = isTold(.receipt, at: header.stage) ? receipt : nil
        return [
            .line("地点", "Place", try site.flatMap { try Site.find($0, in: session)?.entry.name }),
            .line("上门时间", "Appointment", appointment),
            try .line("工程师", "Engineer", engineer, in: session),
            .line("请您同意", "Please consent to", asked.map { $0.operations.joined(separator: "、") }),
            .line("说明", "Why", asked?.explanation),
            .line("已同意的操作", "Consented to", approvedOperations.isEmpty ? nil : approvedOperations.joined(separator: "、")),
            .line("到场", "Arrived", visits.last?.arrived), .line("离场", "Left", visits.last?.left),
            .line("小结", "Summary", told?.summary),
            signature.map { CustomerCase.Told(label: Text("签字", "Signed by"), value: .words($0.signature.name)) },
            rating.map { CustomerCase.Told(label: Text("您的评价", "Your rating"), value: .said($0.score.name)) },
        ].compactMap(\.self)
    }

    /// What was reviewed is told, and a detailed report once it is released (1.7.2(6)).
    func isTold(_ paper: Paper.Kind, at stage: String) -> Bool {
        guard paper == .receipt else { return true }
        let isReviewed = [Stage.reviewed, .refreshed, .closed].contains { $0.rawValue == stage }
        return isReviewed && receipt.map { !$0.isDetailed || $0.isReleased } ?? false
    }
}
