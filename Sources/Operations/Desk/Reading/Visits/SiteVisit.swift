import Handbook

/// One visit of an engineer, with everything that its steps need where there is no network.
package struct SiteVisit: Sendable {
    package let header: CaseHeader
    /// The edition under which the order is judged.
    package let edition: Edition
    package let type: Text
    package let appointment: Instant?
    package let minutes: Int
    package let customer: String?
    package let site: Site?
    package let contacts: [Contact]
    package let ticket: Ticket?
    package let crew: [Colleague]
    package let devices: [Equipment]
    /// What the order holds: issued to it and not yet used.
    package let held: [HeldPart]
    /// The operations to which the customer has agreed (3.2.8).
    package let operations: [String]
    /// When the engineer came; nil before the visit.
    package let arrived: Instant?
    /// What was done so far, as it is shown to be signed on site.
    package let shown: ShownRecord
    /// The models and parts that it is about, as articles and guides name them.
    package let topics: Set<String>
    /// The families of its devices.
    package let families: Set<String>
    package let isSigned: Bool
    package let isSignatureOwed: Bool
    /// The work record that was put out last, which a signature given after leaving binds.
    package let record: PutPaper?
    /// Whether the reader leads the order; a helper only logs.
    package let isLead: Bool

    /// The procedure that a visit belongs to.
    package static var procedure: DeclaredProcedure? { Procedures.declared[DispatchOrder.kind] }

    /// The work ticket as it is shown at the gate.
    package struct Ticket: Sendable {
        package let number: String
        package let leader: String
        package let from: Instant
        package let to: Instant
    }

    /// Somebody of ours who goes along, or who sent them.
    package struct Colleague: Sendable {
        package let part: String
        package let code: String
        package let name: String
        package let phone: String?
    }

    /// A device of the order, with the serials of its boards.
    package struct Equipment: Sendable {
        package let serial: String
        package let model: String
        package let version: String?
        package let place: String
        package let boards: [HeldPart]
    }

    /// A part with its name and serial.
    package struct HeldPart: Sendable {
        package let part: String
        package let name: String
        package let serial: String
        package let quantity: Int
        package var slot: String?
    }
}

extension SiteVisit {
    /// The steps of a sheet that the reader may do, in the order in which they may follow each other from a stage.
    ///
    /// A step that can't start where the one before it leads is left out; so is a signature where one stands.
    package func steps(of sheet: Sheet, from stage: String) -> [Sheet.Step] {
        var stage = stage
        return steps(of: sheet).filter { step in
            guard let activity = Self.procedure?.activity(step.verb), activity.starts(in: stage) else { return false }
            if let to = activity.to { stage = to }
            return true
        }
    }

    /// The steps of a sheet that are the reader's, whatever the stage.
    package func steps(of sheet: Sheet) -> [Sheet.Step] {
        sheet.steps.filter { step in
            if step.verb == DispatchOrder.Sign.verb { return isLead && !isSigned }
            if step.verb == DispatchOrder.SignatureOwed.verb { return isLead && !isSigned && !isSignatureOwed }
            return isLead || Self.procedure?.activity(step.verb)?.by.contains(.orderEngineer) ?? false
        }
    }
}
