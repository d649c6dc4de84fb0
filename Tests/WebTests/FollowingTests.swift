import Handbook
import HummingbirdTesting
import Operations
import Scenarios
import Storage
import Testing
import Web

/// The customer's papers.
extension `Customers` {
    @Test func `A receipt is its customer's once it is reviewed`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let file = WebHouse.scenarios.appending(path: "12-a-receipt-returned.yaml")
            let scenario = try #require(try Scenario.all(in: file).first)
            house.house.clock.set(try #require(house.front.desk.editions.current.time.instant(parsing: scenario.start)))
            var player = Player(scenario, in: house.house)
            for (time, step) in try player.timed() {
                if case .act(let act) = step.kind, act.verb == "accept-receipt" { break }
                house.house.clock.set(time)
                try await player.play(step)
            }
            try #require(player.failures == [])
            let customer = try await house.browser(of: "gu-customer", client)
            let order = "DO-2026-000001"
            let receipt = "/cases/\(order)/papers/receipt/2"
            #expect(try await customer.open("/portal/cases/\(order)") == .ok)
            #expect(customer.page.contains("work-record/2") && !customer.page.contains("papers/receipt"))
            #expect(try await customer.open("/cases/\(order)") == .ok)
            #expect(!customer.page.contains("papers/receipt"))
            #expect(try await customer.open(receipt) == .notFound)
            try await house.front.desk.perform(Submission(by: "li-manager", .at(number: order), "accept-receipt"))
            try await customer.open("/portal/cases/\(order)")
            #expect(customer.page.contains(receipt))
            #expect(try await customer.open(receipt) == .ok)
        }
    }
}
