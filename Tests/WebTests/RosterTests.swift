import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `The duty roster` {
    @Test(arguments: WebHouse.databases)
    func `tells gaps, double bookings and absences of each day`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        let desk = house.house.desk
        let time = desk.editions.current.time
        try await house.open(
            "duty", "enter", by: "zhao-manager",
            ["code": "js-1", "region": "jiangsu", "person": "ma-jun", "from": "2026-05-12 00:00", "to": "2026-05-13 18:00"])
        try await house.open(
            "duty", "enter", by: "li-manager",
            ["code": "sh-may", "region": "shanghai", "person": "sun-yu", "from": "2026-05-12 12:00", "to": "2026-05-14 00:00"])
        try await house.act("take-leave", on: "person:ma-jun", by: "he-hr", ["from": "2026-05-13 00:00", "to": "2026-05-14 00:00"])
        let today = try #require(Day("2026-05-12"))
        let roster = try await desk.roster(of: today, in: nil, for: "wu-service")
        #expect(roster.days.count == 31)

        let first = roster.day(today, in: "jiangsu", time)
        #expect(first.gaps.isEmpty && first.turns.map(\.isAway) == [false])
        let second = roster.day(today.adding(1), in: "jiangsu", time)
        #expect(second.gaps.map { time.minuteOfDay($0.from) } == [18 * 60])
        #expect(second.turns.map(\.isAway) == [true])
        #expect(roster.day(today.adding(2), in: "jiangsu", time).turns.isEmpty)

        let double = try #require(roster.day(today, in: "shanghai", time).doubles.first)
        // Whoever began later is called.
        #expect(double.called == "sun-yu" && double.other == "zhang-wei")
        #expect(time.minuteOfDay(double.stretch.from) == 12 * 60)
        #expect(roster.current.filter { $0.duty.region == "shanghai" }.map(\.duty.person.text) == ["zhang-wei"])
        // Who is out for one region can't go out for the other.
        try await house.open(
            "duty", "enter", by: "zhao-manager",
            ["code": "js-2", "region": "jiangsu", "person": "zhang-wei", "from": "2026-05-20 00:00", "to": "2026-05-21 00:00"])
        let both = try await desk.roster(of: today, in: nil, for: "wu-service")
        #expect(both.day(today.adding(8), in: "jiangsu", time).turns.map(\.elsewhere) == [["shanghai"]])
        #expect(both.day(today.adding(9), in: "shanghai", time).turns.map(\.elsewhere) == [[]])
        // A region sees its own.
        #expect(try await desk.roster(of: today, in: nil, for: "ma-jun").regions == ["jiangsu"])
        #expect(try await desk.roster(of: today, in: "shanghai", for: "ma-jun").duties.isEmpty)
        try await house.serve { client in
            let page = try await house.page("/roster?month=2026-05", for: "wu-service", client)
            #expect(page.text.contains("兼江苏"))
        }
    }

    @Test(arguments: WebHouse.databases)
    func `is handed over with what is open, and amending keeps it`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        let desk = house.house.desk
        try await house.open("SR", "receive", by: "gu-customer", ["description": "链路中断", "serial": "SN-OSN-0001"])
        try await house.open(
            "duty", "enter", by: "li-manager",
            ["code": "sh-may", "region": "shanghai", "person": "li-manager", "from": "2026-05-12 09:00", "to": "2026-05-14 00:00"])
        try await house.act("hand-over", on: "duty:sh-2026", by: "zhang-wei", ["to": "li-manager", "note": "客户十点后方便"])
        let amended: [String: Value] = [
            "code": "sh-2026", "region": "shanghai", "person": "zhang-wei", "from": "2026-01-01 00:00", "to": "2026-12-01 00:00",
        ]
        try await house.act("amend", on: "duty:sh-2026", by: "li-manager", amended)
        let today = try #require(Day("2026-05-12"))
        let waiting = try await desk.roster(of: today, in: nil, for: "li-manager").current.compactMap(\.duty.handOver)
        #expect(waiting.map(\.cases) == [["SR-2026-000001"]])
        try await house.serve { client in
            let next = try await house.page("/roster", for: "li-manager", client).text
            #expect(next.contains("客户十点后方便") && next.contains("/cases/duty:sh-2026/accept-hand-over"))
            #expect(try await !house.page("/roster", for: "wang-desk", client).text.contains("accept-hand-over"))
            try await house.act("accept-hand-over", on: "duty:sh-2026", by: "li-manager")
            #expect(try await !house.page("/roster", for: "li-manager", client).text.contains("待接班"))
            #expect(try await house.page("/roster", for: "gu-customer", client).status == .notFound)
        }
    }
}
