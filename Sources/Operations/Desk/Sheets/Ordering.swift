import Handbook

extension [Desk.Plan] {
    /// What the rows of a register's sheet bring, by number; nothing is known of what can't be read.
    func foreseen(under columns: SheetColumns) -> [String: [String: Value]] {
        var foreseen: [String: [String: Value]] = [:]
        for plan in self where plan.row.standing != .taken {
            guard let number = columns.number(of: plan.row) else { continue }
            if foreseen[number] == nil || plan.submission != nil { foreseen[number] = plan.submission?.input ?? [:] }
        }
        return foreseen
    }

    /// The rows in the order that works; those are refused that hang on each other, or on a row that is wrong.
    func inOrder(_ relied: [Set<String>], under columns: SheetColumns) -> [SheetRow] {
        var rows = map(\.row)
        var places: [String: Int] = [:]
        for (place, row) in rows.enumerated() where row.standing != .taken {
            guard let number = columns.number(of: row), places[number] == nil else { continue }
            places[number] = place
        }
        let needs = relied.map { Set($0.compactMap { places[$0] }) }
        let prefers = indices.map { place in
            guard let input = self[place].submission?.input else { return Set<Int>() }
            let named = columns.opening.fields.flatMap { $0.references(in: input[$0.name] ?? .null) }
            return Set(named.compactMap { places[$0] }).subtracting([place]).subtracting(needs[place])
        }
        let order = SheetOrder(needs: needs, prefers: prefers)
        let stuck = order.circles.union(order.waiting)
        for place in order.places where rows[place].standing.isReady {
            let circle = order.circles.contains(place) ? needs[place].intersection(order.circles).min() : nil
            let wrong = needs[place].sorted().first { rows[$0].standing == .wrong || stuck.contains($0) }
            guard let other = circle ?? wrong else { continue }
            let text = Self.hindrance(rows[other].line, isOwn: other == place, isCircle: circle != nil)
            let column = columns.column(referringTo: relied[place], in: self[place].submission)
            rows[place].refuse([SheetRow.Fault(column: column, text: text)])
        }
        return order.places.map { rows[$0] }
    }

    /// Why a row can't be entered that refers to a line of the same sheet.
    private static func hindrance(_ line: Int, isOwn: Bool, isCircle: Bool) -> Text {
        if isOwn { return Text("不能引用本行自己", "A row can't refer to itself") }
        if isCircle {
            return Text(
                "与第 \(line) 行互相引用，成了一圈：请先空出一处，录入后再补",
                "It and line \(line) refer to each other in a circle: leave one empty and amend it later")
        }
        return Text("所引用的第 \(line) 行有误，请先改好那一行", "Line \(line), to which it refers, is wrong: mend that one first")
    }
}

extension SheetColumns {
    /// The number of the entry that a row brings; nil where it names none.
    fileprivate func number(of row: SheetRow) -> String? { code(of: row).map { "\(procedure.kind):\($0)" } }

    /// The column in which one of these numbers is named.
    fileprivate func column(referringTo numbers: Set<String>, in submission: Submission?) -> Int? {
        guard let submission else { return nil }
        return fields.firstIndex { field in
            guard let field else { return false }
            return !numbers.isDisjoint(with: field.references(in: submission.input[field.name] ?? .null))
        }
    }
}
