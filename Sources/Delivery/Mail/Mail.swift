import Foundation
import Handbook

/// A mail as it goes out: plain text in UTF-8 under headers that nothing written by people can break out of.
package struct Mail: Sendable {
    package let sender: MailAddress
    package let senderName: String
    package let recipients: [MailAddress]
    package let subject: String
    package let body: String
    package let at: Instant
    /// The same each time that it is sent, so that a mailbox can tell a repeat.
    package let id: String

    package init(
        from sender: MailAddress, named senderName: String, to recipients: [MailAddress], subject: String, body: String,
        at: Instant,
        id: String
    ) {
        self.sender = sender
        self.senderName = senderName
        self.recipients = recipients
        self.subject = subject
        self.body = body
        self.at = at
        self.id = id
    }

    /// The message in bytes, with lines as SMTP wants them.
    package func message(in time: ServiceTime) -> [UInt8] {
        let headers = [
            "Date: \(Self.date(at, in: time))",
            "From: \(Self.encoded(senderName)) <\(sender)>",
            "To: \(recipients.map(\.description).joined(separator: ",\r\n "))",
            "Subject: \(Self.encoded(subject))",
            "Message-ID: <\(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) })@\(sender.description.drop { $0 != "@" }.dropFirst())>",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        let lines = body.split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: "\r\n")
        let content = Data(lines.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return Array("\(headers.joined(separator: "\r\n"))\r\n\r\n\(content)\r\n".utf8)
    }

    /// A text as encoded words (RFC 2047), always: so it can hold no header of its own.
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var word: [UInt8] = []
        func end() {
            if !word.isEmpty { words.append("=?UTF-8?B?\(Data(word).base64EncodedString())?=") }
            word = []
        }
        // A word is at most 75 characters long, and a character may not stand in two.
        for scalar in text.unicodeScalars where scalar.properties.generalCategory != .control {
            let bytes = Array(String(scalar).utf8)
            if word.count + bytes.count > 45 { end() }
            word += bytes
        }
        end()
        return words.joined(separator: "\r\n ")
    }

    /// `Mon, 18 May 2026 12:30:00 +0800`.
    private static func date(_ instant: Instant, in time: ServiceTime) -> String {
        let day = time.day(of: instant)
        let iso = time.iso(Instant(milliseconds: instant.milliseconds / 1_000 * 1_000))
        let parts = iso.split { "T".contains($0) }
        let clock = parts.count == 2 ? parts[1].prefix(8) : "00:00:00"
        let offset = parts.count == 2 ? parts[1].dropFirst(8).filter { $0 != ":" } : "+0000"
        return "\(day.weekday.name.en), \(day.iso.suffix(2)) \(months[day.month - 1]) \(day.year) \(clock) \(offset)"
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
