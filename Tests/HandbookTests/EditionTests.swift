import Testing

@testable import Handbook

@Test func `the edition that comes with the house has no faults`() throws {
    _ = try Shipped.edition
}
