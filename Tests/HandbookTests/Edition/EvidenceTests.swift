import Testing

@testable import Handbook

struct EvidenceTests {
    let evidence: EvidenceKinds

    init() throws {
        evidence = try Shipped.edition.evidence
    }

    @Test(arguments: ["1.3.5", "1.4.1", "1.4.2"])
    func `six kinds are printed, and an agreement is not among them (1.4.1)`(clause: String) {
        let printed = evidence.kinds(under: clause).filter { !$0.inferred }.map(\.id)
        #expect(printed == ["fax", "recording", "on-site-confirmation", "notice", "minutes", "e-mail"])
        #expect(!evidence.allows("agreement", under: clause))
    }

    @Test(arguments: ["1.4.5", "1.4.6"])
    func `an agreement is the seventh kind for remote tools and data (1.4.5)`(clause: String) {
        #expect(evidence.kinds(under: clause).count { !$0.inferred } == 7)
        #expect(evidence.allows("agreement", under: clause))
        #expect(evidence.allows("work-ticket", under: clause))
    }

    @Test func `a partner gets secrets on written consent only (1.2.2(10))`() {
        #expect(evidence.allows("e-mail", under: "1.2.2(10)"))
        #expect(!evidence.allows("recording", under: "1.2.2(10)"))
        #expect(!evidence.allows("phone", under: "1.2.2(10)"))
    }

    @Test func `live work is not allowed by phone, management authorization is (18.3, 18.5(2))`() {
        #expect(!evidence.allows("phone", under: "18.5(2)"))
        #expect(evidence.allows("phone", under: "18.3"))
    }

    @Test func `a refusal to be rectified is proved by notice, fax or memo (14.6(2))`() {
        for kind in ["notice", "fax", "memo"] { #expect(evidence.allows(kind, under: "14.6(2)")) }
        #expect(!evidence.allows("recording", under: "14.6(2)"))
    }

    @Test func `unknown kinds and clauses without a list allow nothing`() {
        #expect(!evidence.allows("telepathy", under: "1.4.1"))
        #expect(!evidence.allows("fax", under: "2.1.1"))
    }
}
