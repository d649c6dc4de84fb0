import Handbook
import Testing

@testable import Operations
@testable import Web

@Suite struct `A slip's direction` {
    private func direction(_ ways: (from: String, to: String)...) -> StockDirection {
        StockDirection(
            ways.map { way in
                PartReading.Move(
                    id: 1, number: "DO-2026-000001", position: 3, at: Instant(milliseconds: 0), person: "qian-store",
                    purpose: Text("领料", "Issue"), isReversal: false, part: "fan-18", serial: "F-1", quantity: 1, from: way.from,
                    to: way.to)
            })
    }

    private static let store = "warehouse:sh-main"
    private static let other = "warehouse:sz-main"
    private static let order = "order:DO-2026-000001"
    private static let site = "site:pudong-dc"

    @Test func `is across only where all parts go from one store of ours to another`() {
        let across = direction((Self.store, Self.other), (Self.other, Self.store))
        #expect(across == .across)
        #expect(across.title == Text("调拨单", "Transfer slip"))
        #expect(across.counterpart == Text("领料人", "Recipient"))
    }

    @Test func `is mixed where parts go several ways, or pass no store`() {
        for mixed in [
            direction((Self.store, Self.other), (Self.store, Self.order)),
            direction((Self.store, Self.order), (Self.order, Self.store)),
            direction((Self.store, "outside"), ("outside", Self.store)),
            direction((Self.order, Self.site)),
        ] {
            #expect(mixed == .mixed)
            #expect(mixed.title == Text("出入库单", "Stock slip"))
        }
    }

    @Test func `is into, out of or back to the store where all parts go that way`() {
        let into = direction(("outside", Self.store))
        let out = direction((Self.store, Self.order), (Self.store, Self.site))
        let back = direction((Self.order, Self.store), (Self.site, Self.store))
        #expect(into == .into && out == .out && back == .back)
        #expect([into, out, back].map(\.title.zh) == ["入库单", "出库单", "退库单"])
        #expect([into, out, back].map(\.counterpart.en) == ["Deliverer", "Recipient", "Deliverer"])
    }
}
