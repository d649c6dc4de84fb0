import HTML
import Handbook
import Operations

/// Fields as a finger fills them in: one tap chooses, and what is often typed is offered.
extension FormFields {
    /// The options of a field that has few enough to stand side by side; nil where one chooses from a list or types.
    func fewOptions(of field: Field, _ value: Value) -> [(id: String, label: String)]? {
        var options: [(id: String, label: String)] = []
        switch field.kind {
        case .choice(let all): options = offered(field, all)
        case .reference(let kind):
            options = (choices[field.name] ?? choices[kind] ?? []).map { ($0.code, $0.title) }
        default: return nil
        }
        let typed = value.typed
        guard (1...6).contains(options.count), typed.isEmpty || options.contains(where: { $0.id == typed }) else { return nil }
        return options
    }

    /// Options side by side, of which one tap chooses one.
    func taps(_ field: Field, _ value: Value, _ path: String, _ options: [(id: String, label: String)]) {
        let typed = value.typed
        page.fieldset(nil, .style(troubles[path] == nil ? "field taps" : "field taps bad"), .id(id(path)), described(path)) {
            page.legend {
                page.say(field.label)
                if field.mayStayEmpty { page.small(say: Text("选填", "optional")) }
            }
            page.div("options") {
                for option in options {
                    page.label("option") {
                        page.input(
                            nil, .type("radio"), .name(path), .value(option.id), .flag("checked", if: option.id == typed),
                            .flag("required", if: !field.isOptional))
                        page.span(text: option.label)
                    }
                }
            }
            remarks(field, path)
        }
    }

    /// What is offered while one types.
    func list(_ offered: [ChoiceEntry], _ path: String) {
        page.element("<datalist", "</datalist>")(nil, .id("list-\(path)")) {
            for entry in offered { page.option(nil, .value(entry.code), text: entry.title == entry.code ? "" : entry.title) }
        }
    }
}
