/// When a service clock falls due, and what led there (12.1).
package struct Deadline: Hashable, Sendable {
    /// `Instant.distant` while a suspension is open.
    package let due: Instant
    package let warnings: [Warning]
    /// The counted milliseconds between the effective receipt and the due moment.
    package let counting: Int64
    /// The receipt, or the next opening where it came outside the covered hours.
    package let effectiveReceipt: Instant
    /// When it would have been due without suspensions.
    package let dueUnsuspended: Instant
    /// Whether a year that has not been announced was used.
    package let provisional: Bool

    /// The moment at which a share of the counting time is used.
    package struct Warning: Hashable, Sendable {
        package let share: Double
        package let at: Instant
    }

    /// Whether a suspension is open, so that nothing falls due.
    package var isOpen: Bool { due == .distant }
}
