import HTML
import Handbook
import Operations

/// The picture of a procedure, drawn from its declaration as SVG that stands on any page and on paper.
struct FlowDrawing {
    let procedure: DeclaredProcedure
    let edition: Edition

    func write(on page: Page) {
        let layout = FlowLayout(procedure)
        page.element("<svg", "</svg>")(
            "flow", Attribute("viewBox", "0 0 \(FlowLayout.width) \(layout.height)"),
            Attribute("width", String(FlowLayout.width)), Attribute("height", String(layout.height)), Attribute("role", "img"),
            Attribute("aria-labelledby", "flow-title flow-desc")
        ) {
            page.element("<title", "</title>")(
                nil, .id("flow-title"), say: Text("\(procedure.title.zh)的流程图", "The course of a \(procedure.title.en)"))
            page.element("<desc", "</desc>")(nil, .id("flow-desc"), say: description)
            for arrow in layout.arrows { write(arrow, layout, on: page) }
            for box in layout.boxes { write(box, layout, on: page) }
        }
    }

    /// The picture in words.
    private var description: Text {
        func sentence(_ language: Language) -> String {
            procedure.activities.filter { $0.to != nil }.map { activity in
                let to = procedure.name(ofStage: activity.to ?? "").text(in: language)
                return "\(activity.title.text(in: language)) → \(to)"
            }.joined(separator: language == .zh ? "；" : "; ")
        }
        return Text(sentence(.zh), sentence(.en))
    }

    private func write(_ arrow: FlowLayout.Arrow, _ layout: FlowLayout, on page: Page) {
        let x = layout.x(of: arrow)
        let (path, head): (String, String) =
            switch arrow.way {
            case .down:
                (
                    "M\(FlowLayout.width / 2) \(arrow.from)V\(arrow.to - 6)",
                    "M\(FlowLayout.width / 2 - 4) \(arrow.to - 7)h8l-4 7z"
                )
            case .right:
                (
                    "M\(layout.right) \(arrow.from)H\(x)V\(arrow.to)H\(layout.right + 6)",
                    "M\(layout.right + 7) \(arrow.to - 4)v8l-7 -4z"
                )
            case .left:
                ("M\(layout.left) \(arrow.from)H\(x)V\(arrow.to)H\(layout.left - 6)", "M\(layout.left - 7) \(arrow.to - 4)v8l7 -4z")
            }
        page.element("<path", "</path>")(nil, .style(arrow.way == .left ? "way back" : "way"), Attribute("d", path)) {}
        page.element("<path", "</path>")("head", Attribute("d", head)) {}
    }

    private func write(_ box: FlowLayout.Box, _ layout: FlowLayout, on page: Page) {
        let width = layout.right - layout.left
        page.element("<rect", "</rect>")(
            nil, .style(box.stage == nil ? "box start" : box.isEnd ? "box end" : "box"), Attribute("x", String(layout.left)),
            Attribute("y", String(box.top)), Attribute("width", String(width)), Attribute("height", String(box.bottom - box.top)),
            Attribute("rx", box.isEnd ? "12" : "4")
        ) {}
        let name = box.name.text(in: page.language)
        text(name, "name", x: layout.left + 10, y: box.top + 17, width: width - 20, on: page)
        for row in box.rows { write(row, layout, on: page) }
    }

    private func write(_ row: FlowLayout.Row, _ layout: FlowLayout, on page: Page) {
        let activity = row.activity
        let room = layout.right - layout.left - 34
        let code = activity.code == "–" ? "" : "\(activity.code) "
        let title = code + activity.title.text(in: page.language)
        text(row.leads ? "→" : "·", "sign", x: layout.left + 10, y: row.y + 4, width: 12, on: page)
        text(title, row.leads ? "leads" : "stays", x: layout.left + 24, y: row.y + 4, width: room, on: page)
        let roles = activity.by.map { edition.organization.role($0.id)?.name.text(in: page.language) ?? $0.id }
        let rest = room - Self.length(title) - 10
        if rest > 40, !roles.isEmpty {
            let joined = roles.joined(separator: page.language == .zh ? "、" : ", ")
            let shown = Self.fitting(joined, rest)
            page.element("<text", "</text>")(
                "who", Attribute("x", String(layout.right - 8)), Attribute("y", String(row.y + 4)), Attribute("text-anchor", "end"),
                text: shown)
        }
    }

    private func text(_ text: String, _ style: String, x: Int, y: Int, width: Int, on page: Page) {
        page.element("<text", "</text>")(
            nil, .style(style), Attribute("x", String(x)), Attribute("y", String(y)), text: Self.fitting(text, width))
    }

    /// About how long a text is at the picture's size: a Chinese character is twice a Latin letter.
    private static func length(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E00 ? 24 : 13) } / 2
    }

    /// As much of a text as fits.
    private static func fitting(_ text: String, _ width: Int) -> String {
        if length(text) <= width { return text }
        var shown = ""
        for character in text {
            if length(shown + String(character)) > width - 10 { break }
            shown.append(character)
        }
        return shown + "…"
    }
}
