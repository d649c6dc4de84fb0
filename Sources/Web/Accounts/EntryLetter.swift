import Handbook
import Operations
import Storage

/// A letter with a one-time link by which its reader sets a password.
package enum EntryLetter: Sendable {
    case invitation, forgotten

    /// Hours for which the link works.
    var hours: Int { self == .invitation ? 72 : 2 }

    var subject: Text {
        switch self {
        case .invitation: Text("派工：请设定您的口令", "Paigong: set your password")
        case .forgotten: Text("派工：重设口令", "Paigong: a new password")
        }
    }

    /// What it says to somebody of that name.
    func body(to name: String) -> Text {
        switch self {
        case .invitation:
            Text(
                "\(name)，您好：\n\n您的派工账号已经开通。请在 \(hours) 小时内打开下面的链接，设定口令并登录。链接只能用一次，请勿转发。",
                "Hello \(name),\n\nyour account in Paigong is ready. Open the link below within \(hours) hours, set a password and come in. It works once; don't pass it on."
            )
        case .forgotten:
            Text(
                "\(name)，您好：\n\n有人（应是您本人）要求重设口令。请在 \(hours) 小时内打开下面的链接。不是您本人？不必理会，口令没有变。",
                "Hello \(name),\n\nsomebody, you we hope, asked for a new password. Open the link below within \(hours) hours. It wasn't you? Then do nothing; your password has not changed."
            )
        }
    }
}

extension Accounts {
    /// Has a letter go to the address that the register has for somebody; nil where there is none, or the person may not come in.
    ///
    /// - Returns: the mail address.
    package func send(_ letter: EntryLetter, to person: ID<Person>) async throws -> String? {
        try await send(letter, to: person, from: Caller(address: "–", agent: "console"))
    }

    func send(_ letter: EntryLetter, to person: ID<Person>, from caller: Caller) async throws -> String? {
        let now = now()
        let secret = Secret.drawn()
        return try await database.write { session in
            try session.send(letter, to: person, secret, from: caller, at: now)
        }
    }

    /// Has a letter go to whom a name means, and says nothing to whoever asks: neither in words nor in time.
    func sendForgotten(_ name: String, from caller: Caller) async throws {
        let typed = name.trimmed
        let now = now()
        let secret = Secret.drawn()
        do {
            try await count(.letters(to: typed.lowercased()))
        } catch is TooSoon {
            return
        }
        try await database.write { session in
            guard (1...120).contains(typed.count), !typed.contains("\0"), let person = try Person.called(typed, in: session) else {
                return
            }
            _ = try session.send(.forgotten, to: person, secret, from: caller, at: now)
        }
    }
}

extension Session {
    fileprivate func send(
        _ letter: EntryLetter, to person: ID<Person>, _ secret: Secret, from caller: Caller, at now: Instant
    ) throws -> String? {
        guard try mayEnter(person, at: now), let entry = try Person.find(person, in: self)?.entry,
            let mail = entry.mail?.trimmed, mail.contains("@"), !mail.contains(where: \.isWhitespace)
        else { return nil }
        try keep(secret, for: person, to: .setPassword, until: now.adding(hours: letter.hours), at: now)
        // One language only: the reader's own.
        let language = try preferences(of: person).language ?? .zh
        let body = letter.body(to: entry.name).text(in: language)
        let subject = letter.subject.text(in: language)
        let payload = CanonicalJSON.bytes(
            of: ["subject": .text(subject), "body": .text(body), "path": .text("/enter/\(secret.text)")])
        try execute(
            "INSERT INTO outbox (target, number, payload, created, due) VALUES (?, ?, ?, ?, ?)", "mail:\(mail)", person.number,
            String(decoding: payload, as: UTF8.self), now.milliseconds, now.milliseconds)
        try note(.invited, of: person, from: caller, at: now)
        return mail
    }
}
