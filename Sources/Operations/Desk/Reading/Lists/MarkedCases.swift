import Handbook

/// The cases behind a number of a report: those that bear a mark, on these days, of this product family and contract.
package struct MarkedCases: Hashable, Sendable {
    package let mark: Mark
    package var from: Day?
    package var to: Day?
    package var family: String?
    package var contract: String?

    package init(_ mark: Mark, from: Day? = nil, to: Day? = nil, family: String? = nil, contract: String? = nil) {
        self.mark = mark
        self.from = from
        self.to = to
        self.family = family
        self.contract = contract
    }

    /// The days, as the places at which the cases stand in the list.
    var places: ClosedRange<Int64> {
        let low = from.map { Int64($0.number) } ?? Int64.min
        return low...max(low, to.map { Int64($0.number) } ?? Int64.max)
    }
}

extension CaseScan {
    /// The walks to the cases behind a number: they go through regions whose every case the reader may see, so that they are counted
    /// exactly as the report counts them; whoever has no region has no reports.
    static func walks(to marked: MarkedCases, _ filter: CaseFilter, for actor: Actor, regions: [String]) -> [CaseWalk] {
        let mine = actor.principals
        let seen = mine.contains(Principal.company) ? regions + [""] : regions.filter { mine.contains(Principal.staff(of: $0)) }
        return seen.filter { filter.region == nil || filter.region == $0 }.map {
            .marked(
                marked.mark.id, region: $0, customer: filter.customer, family: marked.family, contract: marked.contract)
        }
    }
}
