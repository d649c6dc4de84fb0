import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `Revisions of the handbook` {
    @Test(arguments: WebHouse.databases)
    func `are listed, read part by part, and compared in words with the clause`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        let source = try await house.house.desk.source()
        var files = source.files
        files["limits.yaml"] = files["limits.yaml"]?.replacing(
            "record-hand-in: { value: 2,", with: "record-hand-in: { value: 3,")
        files["guards.yaml"] = files["guards.yaml"]?.replacing("guards: {}", with: "guards: { \"DO/assign/8.2.2(a)\": refuse }")
        try await house.house.desk.importEdition(EditionSource(name: source.name, files: files), by: "admin")
        try await house.serve { client in
            let list = try await house.page("/editions", for: "zhang-wei", client).text
            #expect(list.contains("HD-EN-2021-A0 #2") && list.contains("/editions/2/difference"))
            let limits = try await house.page("/editions/2?part=limits", for: "zhang-wei", client).text
            #expect(limits.contains("提交工作记录") && limits.contains("3 个工作日") && limits.contains("/handbook/12.2.5%2F7"))
            for part in EditionPart.allCases {
                let page = try await house.page("/editions/1?part=\(part.rawValue)", for: "zhang-wei", client)
                #expect(page.status == .ok && page.text.utf8.count < 100_000)
            }
            let difference = try await house.page("/editions/2/difference", for: "zhang-wei", client).text
            #expect(difference.contains("<s>2 个工作日</s> → <b>3 个工作日</b>"))
            #expect(difference.contains("DO/assign/8.2.2(a)") && difference.contains("guards.yaml、limits.yaml"))
            let back = try await house.page("/editions/1/difference?from=2", for: "zhang-wei", client).text
            #expect(back.contains("<s>3 个工作日</s> → <b>2 个工作日</b>") && back.contains("删去"))
            let sheet = try await house.page("/editions/2/difference?as=csv", for: "zhang-wei", client).text
            #expect(sheet.contains("时限与数值,提交工作记录,2 个工作日,3 个工作日,12.2.5/7"))
            #expect(try await house.page("/editions/3", for: "zhang-wei", client).status == .notFound)
            #expect(try await house.page("/editions", for: "lu-customer", client).status == .notFound)
        }
    }

    @Test(arguments: WebHouse.databases) func `go on counting behind one that was retired, whose place the one before takes`(
        _ kind: Dialect
    ) async throws {
        let house = try await WebHouse(kind)
        let desk = house.house.desk
        let first = try await desk.source()
        func source(_ days: Int) -> EditionSource {
            var files = first.files
            files["limits.yaml"] = files["limits.yaml"]?.replacing(
                "record-hand-in: { value: 2,", with: "record-hand-in: { value: \(days),")
            return EditionSource(name: first.name, files: files)
        }
        let second = try #require(try await desk.importEdition(source(3), by: "admin"))
        try await house.act("retire", on: second.number, by: "admin", ["reason": "有误，暂不施行"])
        try await desk.tick()
        #expect(desk.editions.current.hash == first.hash)
        try await desk.importEdition(source(4), by: "admin")
        #expect(try await desk.revisions(for: "admin").map(\.revision) == [3, 2, 1])
        #expect(desk.editions.current.hash == source(4).hash)
        try await house.house.remove()
    }
}
