import Delivery
import Foundation
import Handbook
import Storage
import Synchronization
import Testing

/// An outbox on a database of its own, at a time that stands still until it is set.
final class Post: Sendable {
    let outbox: Outbox
    private let database: any Database
    private let place: TemporaryDatabase
    private let clock: Clock
    private let edition: Edition

    private final class Clock: Sendable {
        let now: Mutex<Instant>
        init(_ now: Instant) { self.now = Mutex(now) }
    }

    init(_ dialect: Dialect = .sqlite) async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        edition = try Edition(EditionSource(directory: root.appending(path: "Editions/HD-EN-2021-A0")))
        let clock = Clock(try #require(edition.time.instant(parsing: "2026-05-18 09:00")))
        self.clock = clock
        place = try TemporaryDatabase(dialect)
        database = try await openDatabase(place.address)
        _ = try await migrate(database, [.searchAndBlobs, .house, .registers, .accounts, .delivery])
        outbox = Outbox(database, now: { clock.now.withLock { $0 } })
    }

    func remove() async throws {
        await database.close()
        try await place.remove()
    }

    func postman(to url: String, _ environment: [String: String] = [:]) throws -> Postman {
        let environment = environment.merging(["PAIGONG_SMTP_URL": url]) { $1 }
        return Postman(
            outbox, by: try #require(try SMTPServer.named(in: environment)), address: "https://paigong.example",
            edition: { [edition] in edition })
    }

    func write(_ text: String, to target: String, number: String = "DO-2026-000001") async throws {
        let now = outbox.now().milliseconds
        let payload = String(decoding: try JSONEncoder().encode(["zh": text, "en": text]), as: UTF8.self)
        try await database.write { session in
            try session.execute(
                "INSERT INTO outbox (target, number, payload, created, due) VALUES (?, ?, ?, ?, ?)", target, number, payload, now,
                now)
        }
    }

    func write(link: String, to target: String) async throws {
        try await write("", to: target)
        let payload = String(decoding: try JSONEncoder().encode(["subject": "重设口令", "body": "您好", "path": link]), as: UTF8.self)
        try await database.write { session in _ = try session.execute("UPDATE outbox SET payload = ?", payload) }
    }

    func execute(_ sql: String) async throws { try await database.write { session in _ = try session.execute(sql) } }

    func pass(minutes: Int) { clock.now.withLock { $0 = $0.adding(minutes: minutes) } }
}

@Suite struct `The outbox` {
    @Test(arguments: [Dialect.sqlite, .postgres])
    func `sends to each target in order, once`(_ dialect: Dialect) async throws {
        let post = try await Post(dialect)
        let server = try await MailServer()
        for text in ["one", "two", "three"] { try await post.write(text, to: "mail:gu@example.com") }
        try await post.write("other", to: "mail:lu@example.com")
        #expect(try await post.postman(to: server.url).round() == 4)
        #expect(try await post.postman(to: server.url).round() == 0)
        let own = server.mails.filter { $0.recipients == ["<gu@example.com>"] }.map(\.words)
        #expect(own.count == 3)
        for (mail, word) in zip(own, ["one", "two", "three"]) { #expect(mail.hasPrefix(word)) }
        #expect(try await post.outbox.lines(.sent).count == 4)
        try await server.close()
        try await post.remove()
    }

    @Test(arguments: [Dialect.sqlite, .postgres])
    func `waits longer after each try that fails, holds up what follows, and gives up at the tenth`(_ dialect: Dialect) async throws
    {
        let post = try await Post(dialect)
        let refusing = try await MailServer(refusing: true)
        try await post.write("first", to: "mail:gu@example.com")
        try await post.write("second", to: "mail:gu@example.com")
        let postman = try post.postman(to: refusing.url)
        for tries in 1...9 {
            try await postman.round()
            let line = try #require(try await post.outbox.lines(.waiting).first)
            #expect(line.attempts == tries && line.due == post.outbox.now().adding(minutes: 1 << tries))
            #expect(line.trouble?.contains("550") == true)
            // A minute before its time nothing is tried, and the second never overtakes the first.
            post.pass(minutes: (1 << tries) - 1)
            try await postman.round()
            #expect(try await post.outbox.lines(.waiting).map(\.attempts) == [tries, 0])
            post.pass(minutes: 1)
        }
        try await postman.round()
        #expect(try await post.outbox.lines(.dead).map(\.attempts) == [10])
        #expect(try await post.outbox.lines(.waiting).map(\.attempts) == [1])
        try await refusing.close()
        try await post.remove()
    }

    @Test(arguments: [Dialect.sqlite, .postgres])
    func `is emptied by several at once without sending anything twice`(_ dialect: Dialect) async throws {
        let post = try await Post(dialect)
        let server = try await MailServer()
        for number in 1...12 { try await post.write("letter \(number)", to: "mail:m\(number)@example.com") }
        let postman = try post.postman(to: server.url)
        async let one = postman.round()
        async let other = postman.round()
        #expect(try await one + other == 12)
        #expect(server.mails.count == 12 && Set(server.mails.flatMap(\.recipients)).count == 12)
        try await server.close()
        try await post.remove()
    }

    @Test(arguments: [Dialect.sqlite, .postgres])
    func `sends no notice to whoever takes none by mail, and says so`(_ dialect: Dialect) async throws {
        let post = try await Post(dialect)
        let server = try await MailServer()
        for (code, wants) in [("zhang-wei", 1), ("sun-yu", 0)] {
            try await post.execute(
                """
                INSERT INTO people (number, code, name, mail, employment, active, grants, leave, valid_from)
                VALUES ('person:\(code)', '\(code)', '\(code)', '\(code)@example.com', 'employed', 1, '[]', '[]', 0)
                """)
            try await post.execute("INSERT INTO preferences (person, mail) VALUES ('\(code)', \(wants))")
            try await post.write("news", to: "person:\(code)")
        }
        #expect(try await post.postman(to: server.url).round() == 1)
        #expect(server.mails.flatMap(\.recipients) == ["<zhang-wei@example.com>"])
        let sent = try await post.outbox.lines(.sent)
        #expect(sent.filter(\.isDeclined).map(\.target) == ["person:sun-yu"])
        try await server.close()
        try await post.remove()
    }

    @Test func `is left when its postman is told to stop`() async throws {
        let post = try await Post()
        let server = try await MailServer()
        let postman = try post.postman(to: server.url)
        let running = Task { await postman.run { Issue.record($0) } }
        running.cancel()
        await running.value
        try await server.close()
        try await post.remove()
    }

    @Test func `sends what was given up when it is asked for again`() async throws {
        let post = try await Post()
        let server = try await MailServer()
        try await post.write("late", to: "mail:gu@example.com")
        try await post.execute("UPDATE outbox SET dead = 1, attempts = 10")
        let postman = try post.postman(to: server.url)
        #expect(try await postman.round() == 0)
        let dead = try #require(try await post.outbox.lines(.dead).first)
        #expect(try await post.outbox.retry(dead.id))
        #expect(try await postman.round() == 1)
        #expect(try await !post.outbox.retry(dead.id))
        try await server.close()
        try await post.remove()
    }

    @Test func `keeps a letter where nobody listens, and sends it when somebody does`() async throws {
        let post = try await Post()
        let closed = try await MailServer()
        let nowhere = closed.url
        try await closed.close()
        try await post.write("patient", to: "mail:gu@example.com")
        #expect(try await post.postman(to: nowhere).round() == 0)
        #expect(try await post.outbox.lines(.waiting).first?.trouble != nil)
        let server = try await MailServer()
        post.pass(minutes: 2)
        #expect(try await post.postman(to: server.url).round() == 1)
        try await server.close()
        try await post.remove()
    }

    @Test func `finds a customer's contacts and a person by the registers, and says where there is no address`() async throws {
        let post = try await Post()
        let server = try await MailServer()
        for (code, mail, active) in [("a", "'a@hudian.example'", 1), ("b", "NULL", 1), ("c", "'gone@hudian.example'", 0)] {
            try await post.execute(
                "INSERT INTO contacts (number, code, active, valid_from, name, customer, region, phone, mail) VALUES ('contact:\(code)', '\(code)', \(active), 0, '联系人', 'hudian', 'shanghai', '1', \(mail))"
            )
        }
        try await post.write("to the customer", to: "customer:hudian")
        try await post.write("to nobody", to: "person:nobody")
        #expect(try await post.postman(to: server.url).round() == 1)
        #expect(server.mails.map(\.recipients) == [["<a@hudian.example>"]])
        #expect(try await post.outbox.lines(.waiting).first?.trouble?.contains("person:nobody") == true)
        try await server.close()
        try await post.remove()
    }
}

@Suite struct `A letter` {
    @Test func `with a secret leaves none behind once it has gone`() async throws {
        let post = try await Post()
        let server = try await MailServer()
        try await post.write(link: "/enter/geheim", to: "mail:gu@example.com")
        try await post.postman(to: server.url).round()
        #expect(server.mails.first?.words.contains("https://paigong.example/enter/geheim") == true)
        #expect(try await post.outbox.lines(.sent).first?.payload.contains("geheim") == false)
        try await server.close()
        try await post.remove()
    }

    @Test func `keeps Chinese, and no text breaks out of its headers`() async throws {
        let post = try await Post()
        let server = try await MailServer()
        try await post.write("签字后又有操作\r\nBcc: spy@example.com\r\n.\r\n，请签新版记录", to: "mail:gu@example.com")
        try await post.postman(to: server.url).round()
        let mail = try #require(server.mails.first)
        let head = try #require(mail.text.components(separatedBy: "\r\n\r\n").first)
        #expect(mail.recipients == ["<gu@example.com>"])
        #expect(!head.contains("Bcc") && head.contains("Date: Mon, 18 May 2026 09:00:00 +0800"))
        #expect(head.utf8.allSatisfy { $0 < 128 })
        #expect(mail.words.contains("请签新版记录") && mail.words.contains("https://paigong.example/cases/DO-2026-000001"))
        try await server.close()
        try await post.remove()
    }

    @Test(arguments: [
        "gu@example.com\r\nRCPT TO:<spy@example.com>", "gu@example.com>", "a b@example.com", "@example.com", "gu@", "gu", "顾明@例子",
    ])
    func `goes to no address that could say something else`(_ address: String) { #expect(MailAddress(address) == nil) }

    @Test(arguments: ["http://example.com", "smtp://", "localhost:25", "smtp://user:word@example.com", ""])
    func `goes by no server that is none`(_ url: String) {
        #expect(throws: SMTPServer.Fault.self) { try SMTPServer(url: url) }
    }
}

@Suite struct `The mail server` {
    @Test func `is told the name and the word of the environment`() async throws {
        let post = try await Post()
        let server = try await MailServer()
        try await post.write("secret way", to: "mail:gu@example.com")
        try await post.postman(to: server.url, ["PAIGONG_SMTP_USER": "house", "PAIGONG_SMTP_PASSWORD": "word"]).round()
        #expect(server.mails.first?.credentials == Data("\0house\0word".utf8).base64EncodedString())
        try await server.close()
        try await post.remove()
    }
}

extension MailServer.Mail {
    /// The body as it is read.
    fileprivate var words: String {
        let body = text.components(separatedBy: "\r\n\r\n").dropFirst().joined()
        let bytes = Data(base64Encoded: body, options: .ignoreUnknownCharacters) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
