/// What people get wrong, and the house refuses: every second story has one in store for the moment at which it is made.
enum Mistake: String, CaseIterable, Sendable {
    // With a request.
    case misfires, skipsRemote, waitsForWhatIsThere, suspendsNothing, mergesIntoAnother, confirmsForNobody, closesUnconfirmed
    case closesUnanswered, closesBeforeTheOrder
    // With an order.
    case assignsAsEngineer, doubleBooks, sendsTheClerk, issuesUnconfirmed, issuesWhatIsNotThere, touchesAnother, worksUnasked
    case writesThePassword, handsInTooEarly, handsInUnsigned, inflatesHours, signsAnOldPaper, reviewsTheirOwn, closesUnreturned
    case closesUnrefreshed, cancelsLate, releasesNothing

    static let ofRequests: [Mistake] = [
        .misfires, .skipsRemote, .waitsForWhatIsThere, .suspendsNothing, .mergesIntoAnother, .confirmsForNobody, .closesUnconfirmed,
        .closesUnanswered, .closesBeforeTheOrder,
    ]

    static let ofOrders = allCases.filter { !ofRequests.contains($0) }

    /// The mistake that the story in that place of the list has in store.
    static func inStore(for index: Int, of mistakes: [Mistake]) -> Mistake? {
        index.isMultiple(of: 2) ? mistakes[index / 2 % mistakes.count] : nil
    }

    /// Whether it can only be made where a part is swapped.
    var needsSwap: Bool {
        [.issuesUnconfirmed, .issuesWhatIsNotThere, .closesUnreturned, .closesUnrefreshed].contains(self)
    }
}
