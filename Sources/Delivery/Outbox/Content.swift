import Foundation
import Handbook

extension Outbox.Line {
    /// What a line says, as its writer left it in JSON.
    package enum Content: Sendable {
        /// A notice of a case, in both languages: `zh` and `en`.
        case notice(Text)
        /// A letter to one person, which may hold a secret: `subject`, `body`, and perhaps the `path` that it leads to.
        case letter(subject: String, body: String, path: String?)
    }

    /// The content; nil where it can't be read.
    package var content: Content? {
        guard let members = try? JSONDecoder().decode([String: String].self, from: Data(payload.utf8)) else { return nil }
        if let subject = members["subject"], let body = members["body"] {
            return .letter(subject: subject, body: body, path: members["path"])
        }
        if let zh = members["zh"], let en = members["en"] { return .notice(Text(zh, en)) }
        return nil
    }

    /// What is kept of it once it has gone: a letter's secret is nobody's any more.
    var keptPayload: String {
        guard case .letter(let subject, _, _) = content, let kept = try? JSONEncoder().encode(["subject": subject, "body": ""])
        else {
            return payload
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

extension Mail {
    /// The mail that a line makes for its recipients, with the house's name and phones under it.
    init(
        _ line: Outbox.Line, _ content: Outbox.Line.Content, to recipients: [MailAddress], from house: Organization,
        at address: String
    )
        throws
    {
        guard let sender = MailAddress(house.mailbox.address) else {
            throw SMTPServer.Fault(description: "the edition's mailbox is no address")
        }
        let title: String
        var parts: [String]
        switch content {
        case .letter(let subject, let body, let path):
            (title, parts) = (subject, [body] + (path.map { ["\(address)\($0)"] } ?? []))
        case .notice(let text):
            parts = text.zh == text.en ? [text.zh] : [text.zh, text.en]
            title = parts.map { $0.prefix(60) }.joined(separator: " / ")
            if !line.number.isEmpty { parts.append("查看 Open: \(address)/cases/\(line.number)") }
        }
        let phones = house.phones.map { "\($0.name.zh) \($0.name.en) \($0.address)" }.joined(separator: "　")
        parts.append("—\n\(house.name.zh)\n\(house.name.en)\n\(phones)\n本邮件由系统发出。 Sent by the house's system.")
        self.init(
            from: sender, named: house.letterhead.zh, to: recipients, subject: title, body: parts.joined(separator: "\n\n"),
            at: line.created, id: "outbox-\(line.id)-\(line.created.milliseconds)")
    }
}
