import HTML
import Handbook
import Operations

extension Page {
    /// How a clause is held: a shape and the word.
    func mechanism(_ mechanism: Mechanism) {
        span("mech") {
            i(nil, Attribute("aria-hidden", "true"), text: mechanism.shape)
            say(mechanism.label)
        }
    }

    /// Where a clause stands with the house.
    func standing(_ standing: ClauseStanding) {
        tag(standing.sort.label, standing.sort == .held ? .done : standing.sort == .waiting ? .wait : nil)
    }

    /// What happened to a clause: the word in its colour.
    func event(_ event: ClauseEvents.Event) {
        switch event {
        case .attested: tag(event.label, .done)
        case .refused: tag(event.label, .wait)
        case .deviated: tag(event.label, .risk)
        case .broken: tag(event.label, .late)
        }
    }
}

extension Mechanism {
    /// A shape that tells the ways apart at a glance, beside the word.
    var shape: String {
        switch self {
        case .enforce: "■"
        case .compute: "∑"
        case .attest: "✓"
        case .record: "✎"
        case .remind: "◷"
        case .reference: "§"
        }
    }
}
