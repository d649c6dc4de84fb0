import Foundation
import Handbook

extension Outbox.Line {
    /// What a line says, as its writer left it: JSON with `zh` and `en`, perhaps a `subject` of both and a `path` to open.
    package struct Content: Decodable, Sendable {
        package let zh: String
        package let en: String
        let subject: Subject?
        let path: String?

        struct Subject: Decodable {
            let zh: String
            let en: String
        }
    }

    /// The content; nil where it can't be read.
    package var content: Content? { try? JSONDecoder().decode(Content.self, from: Data(payload.utf8)) }
}

extension Letter {
    /// The letter that a line makes for its recipients: both languages, the way to the case, and who writes.
    init(
        _ line: Outbox.Line, _ content: Outbox.Line.Content, to recipients: [MailAddress], from house: Organization,
        at address: String
    ) throws {
        guard let sender = MailAddress(house.mailbox.address) else {
            throw SMTPServer.Fault(description: "the edition's mailbox is no address")
        }
        let path = content.path ?? (line.number.isEmpty ? nil : "/cases/\(line.number)")
        let title = content.subject.map { $0.zh == $0.en ? $0.zh : "\($0.zh) \($0.en)" } ?? String(content.zh.prefix(60))
        var parts = [content.zh]
        if content.en != content.zh { parts.append(content.en) }
        if let path { parts.append("查看 Open: \(address)\(path)") }
        let phones = house.phones.map { "\($0.name.zh) \($0.address)" }.joined(separator: "　")
        parts.append("—\n\(house.name.zh)\n\(house.name.en)\n\(phones)\n本邮件由系统发出。 Sent by the house's system.")
        self.init(
            from: sender, named: house.letterhead.zh, to: recipients, subject: title, body: parts.joined(separator: "\n\n"),
            at: line.created, id: "outbox-\(line.id)-\(line.created.milliseconds)")
    }
}
