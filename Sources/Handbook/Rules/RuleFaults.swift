/// One input field that a rule can't work with.
package struct RuleFault: Hashable, Sendable {
    /// Its name, with its place where it is in a list ("certificates[0].expires"); empty for the input as a whole.
    package let field: String
    package let text: Text

    package init(_ field: String, _ zh: String, _ en: String) {
        self.field = field
        text = Text(zh, en)
    }

    var json: JSON {
        .object([("field", .text(field)), ("zh", .text(text.zh)), ("en", .text(text.en))])
    }
}

/// Everything wrong with a rule's input.
package struct RuleFaults: Error, Hashable, Sendable {
    package let faults: [RuleFault]

    package init(_ faults: [RuleFault]) {
        self.faults = faults
    }

    /// {"error": the first, "errors": all where there are more}.
    var json: JSON {
        let first = faults.first ?? RuleFault("", "输入有误", "bad input")
        var fields: [(String, JSON)] = [("error", first.json)]
        if faults.count > 1 { fields.append(("errors", .list(faults.map(\.json)))) }
        return .object(fields)
    }
}
