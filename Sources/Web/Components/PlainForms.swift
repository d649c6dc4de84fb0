import HTML
import Handbook

/// One field of a form that no activity declares: a password, a code, a choice of language.
struct PlainField {
    let name: String
    let label: Text
    var type = "text"
    var value = ""
    /// What the browser may fill in, by the name that HTML has for it.
    var autocomplete: String?
    var help: Text?
    var trouble: Text?
    var isRequired = true
    /// Whether whoever opens the page types here first.
    var isFirst = false

    func write(on page: Page) {
        page.div(nil, .style(trouble == nil ? "field" : "field bad")) {
            page.label(nil, .for("f-\(name)"), say: label)
            page.input(
                nil, .type(type), .name(name), .id("f-\(name)"), type == "password" ? nil : .value(value),
                autocomplete.map { Attribute("autocomplete", $0) }, .flag("required", if: isRequired),
                .flag("autofocus", if: isFirst),
                help == nil && trouble == nil ? nil : Attribute("aria-describedby", "h-\(name)"),
                trouble == nil ? nil : Attribute("aria-invalid", "true"),
                autocomplete == "one-time-code" ? Attribute("inputmode", "numeric") : nil)
            if let trouble {
                page.p("err", .id("h-\(name)"), say: trouble)
            } else if let help {
                page.p("help", .id("h-\(name)"), say: help)
            }
        }
    }

    /// The two fields of a new password.
    static func newPassword(trouble: Text?) -> [PlainField] {
        [
            PlainField(
                name: "password", label: Text("新口令", "New password"), type: "password", autocomplete: "new-password",
                help: Text(
                    "至少 \(PasswordRules.fewest) 个字符；长比杂好，几个词连成一句就行",
                    "At least \(PasswordRules.fewest) characters; long is better than odd: a few words will do"),
                trouble: trouble),
            PlainField(name: "again", label: Text("再输一次", "Once more"), type: "password", autocomplete: "new-password"),
        ]
    }
}

extension Page {
    /// A form of ours that is sent as it is: it carries the visitor's token.
    func post(
        _ style: StaticString? = nil, to path: String, token: String, _ further: Attribute? = nil, content: () throws -> Void
    ) rethrows {
        try form(style, Attribute("method", "post"), .action(path), further) {
            hidden("_token", token)
            try content()
        }
    }

    /// A button that sends the form around it.
    func send(_ text: Text, style: StaticString = "btn", name: String? = nil, value: String? = nil) {
        button(style, .type("submit"), name.map { .name($0) }, value.map { .value($0) }, say: text)
    }

    /// What went wrong with the whole form, said first.
    func alert(_ text: Text?) {
        guard let text else { return }
        p("trouble", Attribute("role", "alert"), say: text)
    }
}
