/// What people get wrong, and the house refuses: each story has one in store for the moment at which it is made.
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

    /// Whether it can only be made where a part is swapped.
    var needsSwap: Bool {
        [.issuesUnconfirmed, .issuesWhatIsNotThere, .closesUnreturned, .closesUnrefreshed].contains(self)
    }
}
