import Storage
import Testing

struct SearchTests {
    private static func document(
        _ key: String, _ text: String, _ audience: [String] = ["role:desk"], kind: String = "case"
    ) -> SearchDocument {
        SearchDocument(kind: kind, key: key, text: text, audience: audience)
    }

    private static let documents = [
        document("1", "北京麒麟瑞科技有限公司 客户管理系统 SN: CN7523X0A9-01"),
        document("2", "上海电气 客服与户外管理 sn cn7523Y0B8"),
        document("3", "ＨＰ ＰｒｏＬｉａｎｔ 服务器DL380 保修２４个月", ["region:north", "person:李-1"]),
        document("4", "麒麟 瑞", ["region:north", "person:Xu_2"], kind: "customer"),
    ]

    /// Runs a test on the four documents.
    private static func with(_ kind: Dialect, _ body: (any Database) async throws -> Void) async throws {
        try await TestDatabase.with(kind, [.searchAndBlobs]) { database in
            try await database.write { session in try documents.forEach(session.index) }
            try await body(database)
        }
    }

    private static func find(
        _ words: String, in database: any Database, audience: [String]? = nil, kinds: [String]? = nil, limit: Int = 50,
        after: Int64? = nil
    ) async throws -> [String] {
        try await database.read { session in
            try session.search(words, audience: audience, kinds: kinds, limit: limit, after: after).map(\.key)
        }
    }

    @Test(arguments: TestDatabase.all) func `Two letters or more are found wherever they stand`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database async throws in
            let expectations = [
                ("麒麟", ["4", "1"]), ("麒麟瑞", ["1"]), ("客户管理", ["1"]), ("户管", ["1"]), ("管理", ["2", "1"]),
                ("7523", ["2", "1"]), ("CN7523x0", ["1"]), ("0a9-01", ["1"]), ("9-0", ["1"]), ("23Y0B8", ["2"]),
                ("proliant", ["3"]), ("ProLiant dl380", ["3"]), ("器d", ["3"]), ("24个月", ["3"]), ("２４", ["3"]),
            ]
            for (words, keys) in expectations {
                #expect(try await Self.find(words, in: database) == keys, "\(words)")
            }
        }
    }

    @Test(arguments: TestDatabase.all) func `One letter is found, at the end of a word too`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database async throws in
            let expectations = [("瑞", ["4", "1"]), ("客", ["2", "1"]), ("月", ["3"]), ("s", ["2", "1"]), ("牛", [])]
            for (words, keys) in expectations {
                #expect(try await Self.find(words, in: database) == keys, "\(words)")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func `All words must be there, and nothing is found by pairs alone`(_ kind: Dialect) async throws {
        let tricky = Self.document("5", "客户 户管 管理 ab bc")
        try await Self.with(kind) { database in
            try await database.write { try $0.index(tricky) }
            let expectations = [
                ("客户 北京", ["1"]), ("北京　客户", ["1"]), ("北京 上海", []), ("客户管理", ["1"]), ("abc", []), ("9-02", []),
                ("ab-bc", []), ("客户 户管 bc", ["5"]), ("  ", []), ("\" OR *", []), ("麒麟 (", []),
            ]
            for (words, keys) in expectations {
                #expect(try await Self.find(words, in: database) == keys, "\(words)")
            }
        }
    }

    @Test(arguments: TestDatabase.all) func `Who may not see finds nothing`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database async throws in
            let expectations: [([String]?, [String])] = [
                (nil, ["4", "1"]), (["role:desk"], ["1"]), (["region:north"], ["4"]), (["role:desk", "region:north"], ["4", "1"]),
                (["person:Xu_2"], ["4"]), (["person:xu_2"], []), (["person:Xu"], []), (["person"], []),
                (["region:north\" OR \"x"], []), ([], []),
            ]
            for (audience, keys) in expectations {
                #expect(try await Self.find("麒麟", in: database, audience: audience) == keys, "\(String(describing: audience))")
            }
            #expect(try await Self.find("保修", in: database, audience: ["person:李-1"]) == ["3"])
        }
    }

    @Test(arguments: TestDatabase.all) func `Kinds and pages narrow what is found`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database in
            #expect(try await Self.find("麒麟", in: database, kinds: ["customer"]) == ["4"])
            #expect(try await Self.find("麒麟", in: database, kinds: []) == [])
            let first = try await database.read { try $0.search("麒麟", audience: nil, kinds: nil, limit: 1, after: nil) }
            #expect(first.map(\.key) == ["4"])
            #expect(first.map(\.text) == ["麒麟 瑞"])
            #expect(try await Self.find("麒麟", in: database, limit: 1, after: first.last?.id) == ["1"])
        }
    }

    @Test(arguments: TestDatabase.all) func `Hits behind many false candidates are found`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database in
            try await database.write { session in
                for number in 0..<300 { try session.index(Self.document("x\(number)", "0a9 与 01 \(number)")) }
            }
            #expect(try await Self.find("0A9-01", in: database, limit: 2) == ["1"])
        }
    }

    @Test(arguments: TestDatabase.all) func `A new text replaces the old one`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database in
            try await database.write { try $0.index(Self.document("1", "改名公司", ["region:south"])) }
            #expect(try await Self.find("麒麟瑞", in: database) == [])
            #expect(try await Self.find("北", in: database) == [])
            #expect(try await Self.find("改名", in: database, audience: ["region:south"]) == ["1"])
            #expect(try await Self.find("改名", in: database, audience: ["role:desk"]) == [])
        }
    }

    @Test(arguments: TestDatabase.all) func `What is taken out is not found`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database in
            try await database.write { session in
                try session.unindex(kind: "case", key: "1")
                try session.unindex(kind: "case", key: "none")
            }
            #expect(try await Self.find("麒麟", in: database) == ["4"])
            #expect(try await Self.find("CN75", in: database, audience: ["role:desk"]) == ["2"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `Documents of an older tokenizer are made anew in chunks`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database in
            let counts = try await database.write { session in
                try session.execute("UPDATE search_documents SET tokenizer = ?", Bigrams.version - 1)
                #expect(try Set(session.staleSearchDocuments(limit: 9)) == Set(Self.documents))
                return try (0..<3).map { _ in try session.reindexSearchDocuments(limit: 3) }
            }
            #expect(counts == [3, 1, 0])
            #expect(try await Self.find("麒麟", in: database, audience: ["role:desk", "region:north"]) == ["4", "1"])
        }
    }

    @Test(arguments: TestDatabase.all) func `An audience with a blank is refused`(_ kind: Dialect) async throws {
        try await Self.with(kind) { database in
            await #expect(throws: StorageFault.self) {
                try await database.write { try $0.index(Self.document("9", "x", ["role:desk role:all"])) }
            }
        }
    }
}
