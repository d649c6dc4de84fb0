import HTML
import Handbook

/// What narrows a list: fields whose values stand in the address, so that what was asked can be sent to somebody else.
struct Question {
    let page: Page

    /// A text or a day to look for.
    func find(_ name: String, _ label: Text, _ value: String?, type: String = "text", hint: Attribute? = nil) {
        page.label {
            page.span(say: label)
            page.input(nil, .type(type), .name(name), value.map { .value($0) }, Attribute("autocomplete", "off"), hint)
        }
    }

    /// An entry of a register, looked up while one types; `title` is what the one that is asked for is called.
    func find(_ name: String, _ label: Text, _ value: String?, among kind: String, title: (String) -> String) {
        page.label {
            page.span(say: label)
            page.input(
                nil, .type("text"), .name(name), .value(value ?? ""), Attribute("autocomplete", "off"), Attribute("size", "10"),
                Attribute("data-lookup", kind), value.map { Attribute("data-title", title($0)) })
        }
    }

    /// One of a few; with `all` none need be chosen.
    func choose(
        _ name: String, _ label: Text, _ value: String?, _ options: [(id: String, name: Text)],
        all: Text? = Text("全部", "All")
    ) {
        page.label {
            page.span(say: label)
            page.select(nil, .name(name)) {
                if let all { page.option(nil, .value(""), say: all) }
                for option in options {
                    page.option(nil, .value(option.id), .flag("selected", if: option.id == value), say: option.name)
                }
            }
        }
    }
}

extension Page {
    /// A form that narrows the list at a path; what is kept goes along unseen.
    func question(
        _ path: String, style: StaticString = "ask", keeping kept: KeyValuePairs<String, String?> = [:],
        send: Text = Text("查找", "Find"), fields: (Question) -> Void
    ) {
        form(style, .action(path), Attribute("role", "search")) {
            for case (let name, let value?) in kept { hidden(name, value) }
            fields(Question(page: self))
            button("btn q", .type("submit"), say: send)
        }
    }
}
