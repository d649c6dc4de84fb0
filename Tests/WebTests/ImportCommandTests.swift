import Foundation
import Handbook
import Storage
import Subprocess
import Testing

/// `paigong import` of tables, as the process that an administrator starts.
@Suite struct `A table at the console` {
    private static let head = "编号,名称,区域,类别,要求回访,上级单位"

    @Test(arguments: WebHouse.databases) func `is taken whole, in the order that works, and by names`(_ kind: Dialect) async throws
    {
        let console = try Console(kind)
        let customers = "\(Self.head)\neast,南大东区,江苏,C 类,否,nanda\nnanda,南大网络中心,江苏,C 类,否,\n"
        let rehearsed = try await console.take(customers, into: "customer", "--dry-run")
        #expect(rehearsed.isGood && rehearsed.lines == ["2 fresh"])
        let taken = try await console.take(customers, into: "customer")
        #expect(taken.isGood && taken.lines == ["2 taken"])
        let again = try await console.take(customers, into: "customer")
        #expect(again.isGood && again.lines == ["2 same"])
        let sites = try await console.take("编号,名称,客户,区域,城市\ndc,机房,南大网络中心,江苏,南京\n", into: "site")
        #expect(sites.isGood && sites.lines == ["1 taken"])
        try await console.close()
    }

    @Test(arguments: WebHouse.databases)
    func `is told line by line what is wrong, enters the others, and ends with a fault`(_ kind: Dialect) async throws {
        let console = try Console(kind)
        let sheet = "\(Self.head)\nmars,火星站,火星,Z,否,\nsite,乙,上海,C 类,否,mars\ngood,丙,上海,C 类,否,\n"
        let taken = try await console.take(sheet, into: "customer")
        #expect(!taken.isGood && taken.lines.count == 3)
        #expect(taken.lines[0].hasPrefix("✗ line 2 区域: ") && taken.lines[0].contains("类别: "))
        #expect(taken.lines[1].hasPrefix("✗ line 3 上级单位: ") && taken.lines[1].contains("所引用的第 2 行有误"))
        #expect(taken.lines[2] == "2 wrong, 1 taken")
        // Mended, only what was wrong is new.
        let mended = try await console.take(sheet.replacing("火星,Z", with: "上海,C"), into: "customer")
        #expect(mended.isGood && mended.lines == ["1 same, 2 taken"])
        try await console.close()
    }

    @Test func `ends with one clear line where it is no table, or for no register`() async throws {
        let console = try Console(.sqlite)
        for (sheet, kind, words) in [
            ("编号\nx\n", "nothing", "There is no register “nothing”"), ("名称\n甲\n", "customer", "there is no column Code"),
            ("编号,颜色\nx,红\n", "customer", "columns that are none: 颜色"), ("", "customer", "表中没有内容"),
        ] {
            let answer = try await console.take(sheet, into: kind)
            #expect(!answer.isGood && answer.errors.count == 1 && answer.errors[0].contains(words), "\(answer)")
        }
        try await console.close()
    }
}

/// A console with a database of its own.
private struct Console {
    private let database: TemporaryDatabase
    private let folder: URL

    init(_ kind: Dialect) throws {
        database = try TemporaryDatabase(kind)
        folder = URL.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// What a command said and how it ended.
    struct Answer {
        let lines: [String]
        let errors: [String]
        let isGood: Bool
    }

    func take(_ sheet: String, into kind: String, _ options: String...) async throws -> Answer {
        let file = folder.appending(path: "sheet.csv")
        try Data(sheet.utf8).write(to: file)
        // The program lies beside the tests that were built with it.
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "paigong").path()
        let edition = WebHouse.scenarios.deletingLastPathComponent().appending(path: "Editions/HD-EN-2021-A0").path()
        let arguments = ["import", file.path(), "--into", kind, "--database", database.address, "--edition", edition] + options
        let result = try await run(
            .path(.init(program)), arguments: Arguments(arguments), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
        return Answer(
            lines: lines(result.standardOutput), errors: lines(result.standardError), isGood: result.terminationStatus.isSuccess)
    }

    func close() async throws {
        try await database.remove()
        try FileManager.default.removeItem(at: folder)
    }
}
