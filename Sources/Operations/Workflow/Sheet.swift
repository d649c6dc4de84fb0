import Handbook

/// Steps that one person does in one breath: they stand on one sheet with one button, and are journaled as the activities they are.
package struct Sheet: Sendable {
    package let title: Text
    /// The steps in order; the first may open a case.
    package let steps: [Step]
    /// Steps of which one is meant where the sheet is sent: the signature, or that it is owed.
    package let either: Set<String>

    /// One step of a sheet.
    package struct Step: Sendable {
        package let verb: String
        /// Whether the sheet goes on without it where nothing asks for it.
        package let isSkippable: Bool
    }

    package init(
        _ chinese: String, _ english: String, _ steps: [any NamedActivity.Type], skipping: [any NamedActivity.Type] = [],
        either: [any NamedActivity.Type] = []
    ) {
        title = Text(chinese, english)
        let skippable = Set((skipping + either).map { $0.verb })
        self.steps = steps.map { Step(verb: $0.verb, isSkippable: skippable.contains($0.verb)) }
        self.either = Set(either.map { $0.verb })
    }

    /// Its name in addresses: the first step's verb.
    package var name: String { steps.first?.verb ?? "" }
}
