import Handbook
import Operations

/// Where everything of a procedure's picture stands: stages in a column, ways on in their boxes, far ways in lanes beside them.
struct FlowLayout {
    private(set) var boxes: [Box] = []
    private(set) var arrows: [Arrow] = []
    private(set) var height = 0
    private(set) var left = 6
    private(set) var right = FlowLayout.width - 6

    /// As wide as the smallest phone shows.
    static let width = 328
    static let head = 26
    static let line = 19
    static let gap = 20
    private static let lane = 9

    /// A stage, or what opens a case.
    struct Box {
        /// The stage's id; nil for what opens a case.
        let stage: String?
        let name: Text
        let top: Int
        let rows: [Row]
        var bottom: Int { top + FlowLayout.head + rows.count * FlowLayout.line + (rows.isEmpty ? 0 : 5) }
        var isEnd = false
    }

    /// An activity within a box.
    struct Row {
        let activity: DeclaredActivity
        let y: Int
        /// Whether it leads on; others stay in the stage.
        let leads: Bool
    }

    /// A way from one stage to another.
    struct Arrow: Hashable {
        enum Way: Hashable { case down, right, left }

        let from: Int
        let to: Int
        let way: Way
        var lane = 0
    }

    init(_ procedure: DeclaredProcedure) {
        let openings = procedure.activities.filter(\.isOpening)
        let stages = procedure.stages.map(\.id)
        place(nil, Text("开单", "Opening"), openings.map { ($0, true) }, procedure)
        for (id, name) in procedure.stages {
            // What may be done in every open stage stands once, below the picture.
            let own = procedure.activities.filter { $0.starts(in: id) }
            let leading = own.filter { $0.to != nil && $0.to != id }
            let staying = own.filter { $0.to == nil || $0.to == id }
            place(id, name, leading.map { ($0, true) } + staying.map { ($0, false) }, procedure)
        }
        height = (boxes.last?.bottom ?? 0) + 8
        for (index, box) in boxes.enumerated() {
            for row in box.rows where row.leads {
                guard let to = row.activity.to, let target = stages.firstIndex(of: to) else { continue }
                add(from: row, in: index, to: target + 1)
            }
        }
        spread(.right)
        spread(.left)
    }

    private mutating func place(
        _ stage: String?, _ name: Text, _ activities: [(DeclaredActivity, Bool)], _ procedure: DeclaredProcedure
    ) {
        let top = (boxes.last?.bottom).map { $0 + Self.gap } ?? 4
        let rows = activities.enumerated().map { index, activity in
            Row(activity: activity.0, y: top + Self.head + index * Self.line + Self.line / 2, leads: activity.1)
        }
        var box = Box(stage: stage, name: name, top: top, rows: rows)
        if let stage { box.isEnd = !procedure.isOpen(stage) }
        boxes.append(box)
    }

    private mutating func add(from row: Row, in index: Int, to target: Int) {
        let middle = boxes[target].top + Self.head / 2
        let way: Arrow.Way = target == index + 1 ? .down : target > index ? .right : .left
        let arrow =
            way == .down
            ? Arrow(from: boxes[index].bottom, to: boxes[target].top, way: .down) : Arrow(from: row.y, to: middle, way: way)
        if !arrows.contains(arrow) { arrows.append(arrow) }
    }

    /// Ways to one stage share a lane; lanes that would cross stand beside each other, the short ones inside.
    private mutating func spread(_ way: Arrow.Way) {
        let targets = Dictionary(grouping: arrows.filter { $0.way == way }, by: \.to)
        let spans = targets.map { to, arrows in
            (to: to, from: min(to, arrows.map(\.from).min() ?? to), until: max(to, arrows.map(\.from).max() ?? to))
        }.sorted { ($0.until - $0.from, $0.to) < ($1.until - $1.from, $1.to) }
        var taken: [[ClosedRange<Int>]] = []
        for span in spans {
            let range = span.from...span.until
            let lane = taken.firstIndex { !$0.contains { $0.overlaps(range) } } ?? taken.count
            if lane == taken.count { taken.append([]) }
            taken[lane].append(range)
            for index in arrows.indices where arrows[index].way == way && arrows[index].to == span.to { arrows[index].lane = lane }
        }
        let margin = taken.isEmpty ? 0 : 6 + taken.count * Self.lane
        if way == .right { right -= margin } else { left += margin }
    }

    /// Where a lane runs.
    func x(of arrow: Arrow) -> Int {
        arrow.way == .right ? right + 10 + arrow.lane * Self.lane : left - 10 - arrow.lane * Self.lane
    }
}
