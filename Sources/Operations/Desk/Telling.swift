import Handbook
import Storage

extension Session {
    /// Tells whom a notice of a case concerns; what leaves the house goes by the outbox too.
    func tell(_ notice: Notice, of header: CaseHeader, at now: Instant) throws {
        guard let principal = notice.recipient.principal(region: header.region, customer: header.customer) else { return }
        try execute(
            "INSERT INTO notices (principal, number, zh, en, at) VALUES (?, ?, ?, ?, ?)", principal, header.number, notice.text.zh,
            notice.text.en, now.milliseconds)
        // A customer is always written to; whoever works here only if they asked for it.
        let wish: (sql: String, person: [SQLValue])
        switch notice.recipient {
        case .customer: wish = ("", [])
        case .person(let person): wish = ("FROM preferences WHERE person = ? AND mail = 1", [.text(person.text)])
        case .role, .neighbour: return
        }
        let payload = CanonicalJSON.bytes(
            of: ["number": .text(header.number), "zh": .text(notice.text.zh), "en": .text(notice.text.en)])
        try execute(
            "INSERT INTO outbox (target, number, payload, created, due) SELECT ?, ?, ?, ?, ? \(wish.sql)",
            [
                .text(principal), .text(header.number), .text(String(decoding: payload, as: UTF8.self)),
                .integer(now.milliseconds), .integer(now.milliseconds),
            ] + wish.person)
    }

    /// Tells the region's technical manager and the case's owner.
    func alert(_ text: Text, of header: CaseHeader, at now: Instant) throws {
        try tell(Notice(recipient: .role(.technicalManager), text: text), of: header, at: now)
        if let owner = header.owner { try tell(Notice(recipient: .person(ID(owner)), text: text), of: header, at: now) }
    }
}
