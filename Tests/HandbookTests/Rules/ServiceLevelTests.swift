import Testing

@testable import Handbook

@Test(arguments: ["5x8/NBD", "7x24/NBD", "5x8/ND", "7x24/30CD", "5x8/4H", "7x24/2H", "7x24/999H"])
func `a level is written as it was read (12.1)`(text: String) throws {
    #expect(try #require(ServiceLevel(text)).description == text)
}

@Test func `a level is read in any letter case and with the printed sign (12.1.1)`() {
    #expect(ServiceLevel("5×8/nbd") == ServiceLevel(.officeHours, .nextBusinessDay))
    #expect(ServiceLevel("7X24/30cd") == ServiceLevel(.always, .calendarDays(30)))
}

@Test(arguments: [
    "", "/", "5x8", "5x8/", "/4H", "6x9/4H", "5x8/0H", "5x8/1000H", "5x8/-4H", "5x8/+4H", "5x8/H", "5x8/4H/", "5x8/4 H",
])
func `what is no level is not read as one (12.1)`(text: String) {
    #expect(ServiceLevel(text) == nil)
}
