import HTML
import Handbook
import Operations

/// On what a slip is printed: on sheets, or on three-part continuous paper.
enum PrintPaper: String {
    case sheet, three

    /// What an address asks for.
    init(_ asked: Asked) { self = asked["paper"].flatMap(PrintPaper.init) ?? .sheet }

    var query: String { self == .three ? "?paper=three" : "" }

    /// The way from one to the other.
    static func links(_ path: String, isThreePart: Bool, on page: Page) {
        let other = isThreePart ? PrintPaper.sheet : .three
        page.a(
            "btn q small", .href(path + other.query),
            say: isThreePart ? Text("A4 纸", "A4 paper") : Text("三联纸", "Three-part paper"))
    }
}

extension PaperReading {
    /// Whether it is one of the store's, which are written on three-part paper too.
    var isForStore: Bool { snapshot.kind == Paper.Kind.pickingList.rawValue }
}
