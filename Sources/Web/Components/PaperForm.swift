import HTML
import Handbook
import Operations

/// A paper's labelled lines as the ruled form that they replace: short ones stand side by side, long ones across.
struct PaperForm {
    let rows: [Paper.Row]

    func write(on page: Page) {
        if rows.isEmpty { return }
        page.table("form") {
            page.tbody {
                for line in lines(in: page.language) {
                    page.tr {
                        for row in line {
                            page.th(nil, Attribute("scope", "row")) {
                                page.say(row.label)
                                if let clause = row.clause { page.small(text: clause) }
                            }
                            page.td(nil, line.count == 1 ? Attribute("colspan", "3") : nil, say: row.value)
                        }
                    }
                }
            }
        }
    }

    /// The rows of each ruled line, one or two.
    private func lines(in language: Language) -> [[Paper.Row]] {
        var lines: [[Paper.Row]] = []
        for row in rows {
            if let last = lines.last, last.count == 1, row.isShort(in: language), last[0].isShort(in: language) {
                lines[lines.count - 1].append(row)
            } else {
                lines.append([row])
            }
        }
        return lines
    }
}

extension Paper.Row {
    /// Whether its value fits on half a line: about sixteen Chinese characters.
    fileprivate func isShort(in language: Language) -> Bool {
        let words = value.text(in: language)
        return !words.contains("\n") && words.width <= 32
    }
}

extension String {
    /// How wide it is in print, in Latin letters: Chinese characters are two.
    var width: Int { unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) } }
}
