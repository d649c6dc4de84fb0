import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite struct `The procedures' pages` {
    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere)) func `show every stage and step, with what the cases say`(
        _ dialect: Dialect
    )
        async throws
    {
        let house = try await WebHouse(dialect)
        try await house.play("01-a-fault-is-repaired.yaml")
        try await house.serve { client in
            for kind in Procedures.declared.keys.sorted() {
                let page = try await house.page("/procedures/\(kind)", as: "zhang-wei", client)
                #expect(page.utf8.count < 100_000, "\(kind)")
                let declared = try #require(Procedures.declared[kind])
                for stage in declared.stages { #expect(page.contains(stage.name.zh), "\(kind) \(stage.id)") }
                for activity in declared.activities {
                    #expect(page.contains("id=\"\(activity.verb)\""), "\(kind) \(activity.verb)")
                }
            }
            let order = try await house.front.desk.procedure("DO", for: "zhang-wei")
            #expect(order.sample > 0)
            #expect((order.times["accepted"]?.median ?? 0) > 0)
            #expect(order.papers["leave"] != nil || order.papers["sign"] != nil)
            let customer = try await house.front.desk.procedure("DO", for: "gu-customer")
            #expect(customer.times.isEmpty && customer.sample == 0)
        }
    }

    @Test(arguments: Procedures.declared.keys.sorted()) func `are drawn without anything outside the picture or upon another`(
        _ kind: String
    ) throws {
        let layout = FlowLayout(try #require(Procedures.declared[kind]))
        for (upper, lower) in zip(layout.boxes, layout.boxes.dropFirst()) { #expect(upper.bottom < lower.top) }
        #expect(layout.left < layout.right - 180)
        #expect((layout.boxes.last?.bottom ?? 0) <= layout.height)
        for arrow in layout.arrows where arrow.way != .down {
            #expect((0...FlowLayout.width).contains(layout.x(of: arrow)))
        }
        // Two lanes that run side by side never share a place.
        for one in layout.arrows where one.way != .down {
            for other in layout.arrows where other.way == one.way && other.to != one.to && other.lane == one.lane {
                let (first, second) = (
                    min(one.from, one.to)...max(one.from, one.to), min(other.from, other.to)...max(other.from, other.to)
                )
                #expect(!first.overlaps(second))
            }
        }
    }
}
