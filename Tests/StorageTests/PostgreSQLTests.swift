import Foundation
import Testing

@testable import Storage

struct PostgreSQLTests {
    @Test(arguments: [
        ("LOCALE_PROVIDER icu ICU_LOCALE 'en-US'", "en-US"), ("LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN'", "zh-Hans-CN"),
        ("LOCALE 'C'", nil), ("LOCALE 'C.UTF-8'", nil),
    ]) func `A database that sorts texts otherwise than by their bytes is refused at the opening, in one line`(
        _ locale: String, _ refused: String?
    ) async throws {
        let server = try #require(try PostgresAddress(TemporaryDatabase(.postgres).address)).server
        let name = "order_" + UUID().uuidString.lowercased().replacing("-", with: "")
        var address = try #require(URLComponents(string: server))
        address.path = "/\(name)"
        let connection = try PostgresConnection(try #require(try PostgresAddress(server)))
        try connection.command("CREATE DATABASE \(name) TEMPLATE template0 ENCODING UTF8 \(locale)")
        defer { _ = try? connection.command("DROP DATABASE \(name) WITH (FORCE)") }
        do {
            let database = try await openDatabase(try #require(address.string))
            #expect(refused == nil)
            await database.close()
        } catch let fault as StorageFault {
            let words = "\(fault)"
            #expect(words.contains("it sorts texts by '\(try #require(refused))'") && !words.contains("\n"), "\(words)")
        }
    }

    @Test func `After an idle connection was killed the next call works`() async throws {
        try await TestDatabase.with(.postgres, [.bank], parameters: "&connections=1") { database in
            let victim = try await database.read { try $0.first("SELECT pg_backend_pid()")?.integer(at: 0) }
            try await TestDatabase.with(.postgres) { other in
                let killed = try await other.read { session in
                    try session.first("SELECT pg_terminate_backend(CAST(? AS int), 10000)", victim)?.values
                }
                #expect(killed == [.integer(1)])
            }
            #expect(await database.fault("UPDATE accounts SET balance = balance + 1") == nil)
            #expect(try await database.total() == 202)
        }
    }

    @Test func `A transaction that loses its connection every time ends as unavailable`() async throws {
        try await TestDatabase.with(.postgres, [.bank]) { database async throws in
            guard case .unavailable = await database.fault("SELECT pg_terminate_backend(pg_backend_pid())") else {
                Issue.record("expected an unavailable database")
                return
            }
            #expect(try await database.total() == 200)
        }
    }

    @Test func `A connection lost before the commit is taken up again, once and whole`() async throws {
        try await TestDatabase.with(.postgres, [.bank]) { database in
            let runs = Counter()
            try await database.write { session in
                try session.execute("UPDATE accounts SET balance = balance + 1 WHERE id = 1")
                let run = runs.next()
                if run == 1 { _ = try session.query("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(runs.value == 2)
            #expect(try await database.total() == 201)
        }
    }

    @Test func `A connection lost during the commit is told and not taken up again`() async throws {
        let killer = Migration(
            name: "0002-killer",
            statements: [
                """
                CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                """,
                """
                CREATE CONSTRAINT TRIGGER kill AFTER UPDATE ON accounts DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION kill()
                """,
            ])
        try await TestDatabase.with(.postgres, [.bank, killer]) { database in
            let runs = Counter()
            do {
                try await database.write { session in
                    runs.next()
                    try session.execute("UPDATE accounts SET balance = 0 WHERE id = 1")
                }
                Issue.record("the commit was acknowledged")
            } catch StorageFault.unavailable(let reason) {
                #expect(reason.contains("outcome is unknown"))
            }
            #expect(runs.value == 1)
            #expect(try await database.total() == 200)
        }
    }

    @Test func `A lost transaction is run again even if its closure swallows the error`() async throws {
        try await TestDatabase.with(.postgres, [.bank]) { database in
            let runs = Counter()
            try await database.write { session in
                let run = runs.next()
                try session.execute("UPDATE accounts SET balance = balance + 1 WHERE id = 1")
                if run == 1 {
                    _ = try? session.execute("DO 'BEGIN RAISE EXCEPTION ''x'' USING ERRCODE = ''serialization_failure''; END'")
                }
            }
            #expect(runs.value == 2)
            #expect(try await database.total() == 201)
        }
    }

    @Test func `What always conflicts is given up in the end`() async throws {
        try await TestDatabase.with(.postgres) { database in
            let fault = await database.fault("DO 'BEGIN RAISE EXCEPTION ''x'' USING ERRCODE = ''serialization_failure''; END'")
            #expect(fault == .serialization("x"))
        }
    }

    @Test func `Writes are serializable, durable and in our schema; reads are snapshots`() async throws {
        try await TestDatabase.with(.postgres) { database async throws in
            let settings: @Sendable (any Session) throws -> [String] = { session in
                try ["transaction_isolation", "transaction_read_only", "synchronous_commit"].map {
                    try session.first("SELECT current_setting(?)", $0)?.text(at: 0) ?? ""
                }
            }
            #expect(try await database.write(settings) == ["serializable", "off", "on"])
            #expect(try await database.read(settings) == ["repeatable read", "on", "on"])
            #expect(try await database.read { try $0.first("SELECT current_schema()")?.text(at: 0).hasPrefix("test_") } == true)
        }
    }

    @Test func `A server that isn't there is unavailable at once`() async throws {
        do {
            _ = try await openDatabase("postgres://paigong:secret@127.0.0.1:1/paigong")
            Issue.record("opened a server that isn't there")
        } catch StorageFault.unavailable(let reason) {
            #expect(!reason.contains("secret"))
        }
    }

    @Test(arguments: ["?schema=A%22b", "?connections=0", "?connections=x", "?schema="])
    func `An address with a wrong parameter is refused`(_ parameters: String) async throws {
        await #expect(throws: StorageFault.self) {
            try await openDatabase("postgres://paigong@127.0.0.1:1/paigong\(parameters)")
        }
    }
}
