/// One year of the calendar: the days that differ from plain Monday to Friday (12.1.1).
package struct CalendarYear: Sendable {
    package let year: Int
    /// Whether it has not been announced.
    package let isProvisional: Bool
    /// Weekdays that are public holidays.
    package let holidays: [NamedDay]
    /// Weekends that are worked in exchange.
    package let workdays: [NamedDay]
}

/// A day that differs from the plain week, with the occasion for it.
package struct NamedDay: Hashable, Sendable {
    package let day: Day
    package let occasion: Text
}
