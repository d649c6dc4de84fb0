import HTML
import Handbook

/// A column of a list: its name, which a cell bears on a phone where lines are stacked, and what stands in it.
struct Column {
    let name: Text
    let sort: Sort

    /// What stands in a column, which says how it is set.
    enum Sort: String {
        /// Text, which may be broken.
        case text = ""
        /// Figures, set flush right.
        case number = "num"
        /// What is never broken.
        case short, code
        /// What the line is about.
        case head
    }

    init(_ chinese: String, _ english: String, _ sort: Sort = .text) {
        self.init(Text(chinese, english), sort)
    }

    init(_ name: Text, _ sort: Sort = .text) {
        self.name = name
        self.sort = sort
    }
}

/// The cells of one line of a list, written one after the other: for people, or for a sheet that takes the list away.
final class Cells {
    private let page: Page
    private let columns: [Column]
    /// Whether the cells of a line stand below each other on a phone, each with its column's name.
    private let isStacked: Bool
    private let gathering: GatheredList?
    private var next = 0

    fileprivate init(_ page: Page, _ columns: [Column], isStacked: Bool, for gathering: GatheredList? = nil) {
        self.page = page
        self.columns = columns
        self.isStacked = isStacked
        self.gathering = gathering
    }

    /// Writes the next cell; one that is empty is left out on a phone.
    func callAsFunction(isEmpty: Bool = false, content: () -> Void) {
        let column = columns[next % columns.count]
        let isFirst = next == 0
        next += 1
        if let gathering {
            let start = page.count
            content()
            return gathering.take(isEmpty ? [] : page.bytes(from: start)[...], column.sort)
        }
        if column.sort == .head { return page.th("head", Attribute("scope", "row"), content: content) }
        let style = isEmpty ? "\(column.sort.rawValue) none" : column.sort.rawValue
        page.td(
            nil, style.isEmpty ? nil : .style(style),
            isFirst || !isStacked ? nil : Attribute("data-label", column.name.text(in: page.language)), content: content)
    }

    /// Writes the next cell with a text.
    func callAsFunction(text: String) { callAsFunction { page.text(text) } }

    /// Writes the next cell with a sentence.
    func callAsFunction(say text: Text) { callAsFunction { page.say(text) } }
}

extension Page {
    /// A list as a table on a sheet of its own: heads once, then a line for each row.
    ///
    /// - Parameters:
    ///   - style: further classes; `stack` puts the cells of a line below each other on a phone; `figures` is a wide
    ///     table of numbers.
    ///   - mark: what a line is found by and looks like.
    func list<Row>(
        _ columns: [Column], _ rows: some Sequence<Row>, style: String = "stack", mark: (Row) -> Attribute? = { _ in nil },
        line: (Row, Cells) -> Void
    ) {
        // A wide table of figures is moved by the keyboard too, where no link in it can be reached.
        div("sheet scroll", style == "figures" ? Attribute("tabindex", "0") : nil) {
            listing(columns, rows, style: style, mark: mark, line: line)
        }
    }

    /// A list as a table on a sheet that stands already.
    func listing<Row>(
        _ columns: [Column], _ rows: some Sequence<Row>, style: String = "", mark: (Row) -> Attribute? = { _ in nil },
        line: (Row, Cells) -> Void
    ) {
        if let gathering = gathering as? GatheredList {
            gathering.begin(columns, language)
            for row in rows {
                gathering.beginLine()
                line(row, Cells(self, columns, isStacked: false, for: gathering))
            }
            return
        }
        table(nil, .style(style.isEmpty ? "list" : "list \(style)")) {
            thead {
                tr {
                    for column in columns {
                        th(
                            nil, Attribute("scope", "col"), column.sort == .number ? .style("num") : nil, say: column.name)
                    }
                }
            }
            tbody { for row in rows { tr(nil, mark(row)) { line(row, Cells(self, columns, isStacked: style == "stack")) } } }
        }
    }
}
