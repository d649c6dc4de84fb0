/// In what order a sheet's rows go through the door: what a row refers to goes before it.
struct SheetOrder {
    /// The rows' places, in the order that works; those that hang on a circle stand last.
    private(set) var places: [Int] = []
    /// The rows that refer to each other in a circle, so that none of them can be first; and those that wait for one of them.
    private(set) var circles: Set<Int>
    private(set) var waiting: Set<Int>

    /// - Parameters:
    ///   - needs: the rows that have to be entered before each.
    ///   - prefers: the rows that had better be amended before it.
    init(needs: [Set<Int>], prefers: [Set<Int>]) {
        var placed: Set<Int> = []
        var left = Array(needs.indices)
        while !left.isEmpty {
            var next = left.filter { needs[$0].isSubset(of: placed) && prefers[$0].isSubset(of: placed) }
            if next.isEmpty { next = left.first { needs[$0].isSubset(of: placed) }.map { [$0] } ?? [] }
            if next.isEmpty { break }
            places += next
            placed.formUnion(next)
            left.removeAll(where: placed.contains)
        }
        places += left
        circles = Set(left)
        // Whatever nobody on a circle refers to only waits for one.
        while true {
            let named = circles.reduce(into: Set<Int>()) { $0.formUnion(needs[$1]) }
            if circles.isSubset(of: named) { break }
            circles.formIntersection(named)
        }
        waiting = Set(left).subtracting(circles)
    }
}
