import Handbook

/// How satisfied a customer is (21/D-4): asked later and apart, not under the engineer's eyes.
package struct Rating: Codable, Hashable, Sendable {
    package var score: Satisfaction
    package var words: String?
    package var by: String
    package var at: Instant
}

/// The five words of the scale, and the whole number for which each counts.
package enum Satisfaction: String, Choice {
    case great, good, fair, poor, bad

    package static let first = Satisfaction.great
    package var name: Text {
        switch self {
        case .great: Text("非常满意", "Very satisfied")
        case .good: Text("满意", "Satisfied")
        case .fair: Text("一般", "Neither")
        case .poor: Text("不满意", "Dissatisfied")
        case .bad: Text("很不满意", "Very dissatisfied")
        }
    }

    /// 5 for the best, 1 for the worst.
    package var score: Int64 {
        switch self {
        case .great: 5
        case .good: 4
        case .fair: 3
        case .poor: 2
        case .bad: 1
        }
    }
}

/// What customers rate.
protocol Rated {
    var rating: Rating? { get set }
    var measures: [String: Int64] { get set }
}

extension Rated {
    /// Whether nobody has rated it yet.
    var isUnrated: Verdict { .met(if: rating == nil, else: Text("已经评价过，谢谢", "It was rated already, thank you")) }

    /// Keeps a rating; one that says no good is told to the service manager.
    mutating func take(_ score: Satisfaction, _ words: String?, in work: Work) {
        rating = Rating(score: score, words: words, by: work.actor.name, at: work.now)
        measures["rating"] = score.score
        guard score.score <= 2 else { return }
        work.tell(
            .role(.serviceManager),
            Text(
                "\(work.number) 客户\(score.name.zh)：\(words ?? "没有说明")",
                "\(work.number): the customer is \(score.name.en.lowercased()): \(words ?? "no words")"))
    }
}

extension Rating {
    /// Whether it says that the customer is satisfied; neither one nor the other is not.
    var isGood: Bool { score.score >= 4 }
}

extension ServiceRequest: Rated {
    /// The customer rates how the request was served.
    struct Rate: Activity {
        static let row = Row<Stage>(
            "12.2.1/10", "评价", "Rate", by: .customer, from: [.confirmed, .closed], isByway: true, clauses: ["12.2.1/10"])
        static let guards: [Guard<Self>] = [.before("12.2.1/10", "尚未评价", "It is not rated yet") { request, _ in request.isUnrated }]

        @Input("满意程度", "How satisfied", clause: "12.2.1/10") var score: Satisfaction
        @Input("想说的话", "In your words", 1...1000, lines: true) var words: String?

        func perform(on request: inout ServiceRequest, in work: Work) { request.take(score, words, in: work) }
    }
}

extension DispatchOrder: Rated {
    /// The customer rates the visit, once the engineer has left.
    struct Rate: Activity {
        static let row = Row<Stage>(
            "13.1", "评价", "Rate", by: .customer, from: [.left, .handedIn, .reviewed, .refreshed, .closed], isByway: true,
            clauses: ["13.1"])
        static let guards: [Guard<Self>] = [.before("13.1", "尚未评价", "It is not rated yet") { order, _ in order.isUnrated }]

        @Input("满意程度", "How satisfied", clause: "13.1") var score: Satisfaction
        @Input("想说的话", "In your words", 1...1000, lines: true) var words: String?

        func perform(on order: inout DispatchOrder, in work: Work) { order.take(score, words, in: work) }
    }
}
