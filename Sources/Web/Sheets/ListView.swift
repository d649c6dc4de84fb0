import Delivery
import HTML
import Handbook
import Hummingbird
import Operations

/// A page with a list that can be taken away as a sheet: what the sheet holds is what the page shows, to the list's end.
protocol ListView: View, SendableMetatype {
    /// What the file is called, without the day and the ending.
    var sheetName: String { get }
    /// Writes the list, and nothing that stands around it.
    func list(on page: Page)
    /// What the address asks for further down the list; nil at its end.
    var onward: String? { get }
    /// The name under which the address asks for that.
    var cursor: String { get }
}

extension ListView {
    var cursor: String { "after" }
}

extension Front {
    /// Shows a page of a list; where the address asks for it `as` a sheet, gives the whole list instead, read page by page.
    ///
    /// - Parameter read: reads the page that is asked for; whoever may not see it may not take it away either.
    func show<Shown: ListView>(
        _ request: Request, _ visit: Visit, reading read: @escaping @Sendable (Asked) async throws -> Shown
    ) async throws -> Response {
        let asked = Asked(request)
        let first = try await read(asked)
        guard let format = asked["as"].flatMap(SheetFormat.init) else { return show(first, to: visit) }
        let (heads, lines) = gathered(first, visit.language)
        let sheet = OutgoingSheet(name: first.sheetName, title: first.title, heads: heads)
        let (front, language, onward, cursor) = (self, visit.language, first.onward, first.cursor)
        return try await give(sheet, as: format, to: visit) { take in
            try await take(lines)
            var (rows, onward) = (lines.count, onward)
            while let place = onward, rows < OutgoingSheet.mostRows {
                let page = try await read(asked.with(cursor, place))
                let lines = front.gathered(page, language).lines
                try await take(lines)
                rows += lines.count
                onward = page.onward
            }
        }
    }

    private func gathered(_ view: some ListView, _ language: Language) -> (heads: [String], lines: [[Cell]]) {
        let list = GatheredList(time: edition.time)
        let page = Page(language, time: edition.time)
        page.gathering = list
        view.list(on: page)
        return (list.heads, list.lines)
    }
}

extension Page {
    /// The ways to take a list away as a sheet, with what was asked of it.
    func takeAway(_ path: String) {
        for format in SheetFormat.allCases {
            let join = path.contains("?") ? "&" : "?"
            a("btn q small", .href("\(path)\(join)as=\(format.rawValue)"), .flag("download"), text: format.rawValue.uppercased())
        }
    }
}
