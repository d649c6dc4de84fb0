import Testing

@testable import Handbook

struct QualificationTests {
    /// An engineer who fulfils all that senior needs.
    func asked(
        vendor: String = "huawei", years: Double = 5, training: Qualification.Training = .senior,
        certificate: String = "HCIE", expires: String = "2027-01-01", held: QualificationLevel? = .intermediate
    ) throws -> Qualification {
        try Qualification(
            at: day("2026-05-18"), vendor: vendor, years: years, training: training,
            certificates: [.init(name: certificate, expires: day(expires))], held: held)
    }

    func level(_ asked: Qualification) throws -> QualificationLevel? {
        asked.find(in: try Shipped.edition).level
    }

    @Test func `senior needs intermediate held, training, the expert certificate and three years (8.2.1(3))`() throws {
        #expect(try level(asked()) == .senior)
        #expect(try level(asked(held: .junior)) == .intermediate)
        #expect(try level(asked(training: .intermediate)) == .intermediate)
        #expect(try level(asked(certificate: "HCNP")) == .intermediate)
        #expect(try level(asked(years: 2.9)) == .junior)
    }

    @Test func `each lack is named for each higher level (8.2.1)`() throws {
        let finding = try asked(years: 1, training: .none, held: nil).find(in: Shipped.edition)
        #expect(finding.level == nil)
        #expect(finding.missing.map(\.level) == [.junior, .intermediate, .senior])
        #expect(finding.missing.first?.needs == [.training, .years])
        #expect(finding.missing.last?.needs == [.held, .training, .years])
    }

    @Test func `an expired certificate does not count, one on its last day does (8.2.1)`() throws {
        #expect(try level(asked(expires: "2026-05-18")) == .senior)
        #expect(try level(asked(expires: "2026-05-17")) == nil)
    }

    @Test func `equivalent ability stands for any training (8.2.1)`() throws {
        #expect(try level(asked(training: .equivalent)) == .senior)
    }

    @Test(arguments: [("HCNA", "junior"), ("HCIA-Datacom", "junior"), ("hcip", "intermediate"), ("HCIE-Cloud", "senior")])
    func `certificates old and new stand on the same ladder (8.2.1)`(name: String, level: String) throws {
        #expect(try self.level(asked(certificate: name))?.rawValue == level)
    }

    @Test func `another vendor's ladder is used for its own certificates only (8.2.1)`() throws {
        #expect(try level(asked(vendor: "h3c", certificate: "H3CIE")) == .senior)
        #expect(try level(asked(vendor: "h3c", certificate: "HCIE")) == nil)
    }
}
