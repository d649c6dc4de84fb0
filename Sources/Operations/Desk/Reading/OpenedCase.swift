import Handbook
import Storage

/// A case as somebody opens its page: all that the page shows, of one moment.
package struct OpenedCase: Sendable {
    package let reading: CaseReading
    /// What the form of the reader's next step starts from; nil where no step is theirs.
    package let basis: FormBasis?
    /// What was written about the same products and boards, for the staff.
    package let near: NearLibrary
}

extension Desk {
    /// Opens a case for its page; throws `Missing` where there is none that this person may see.
    ///
    /// - Parameter before: the position before which entries are shown; nil shows the latest.
    package func open(_ number: String, for actor: Actor, before: Int? = nil) async throws -> OpenedCase {
        try await read(number, for: actor, before: before) { reading, session in
            let isWork = [ServiceRequest.kind, DispatchOrder.kind].contains(reading.header.kind)
            return OpenedCase(
                reading: reading,
                basis: try reading.leading.map { try session.basis(of: $0, at: .at(number: number), for: actor) },
                near: isWork && actor.customer == nil ? try session.library(near: reading, for: actor) : .nothing)
        }
    }
}
