import Handbook

/// Why what came in is no table that can be taken, in one sentence.
package struct TableFault: Error, Hashable {
    package let text: Text
    /// Whether it is too much of a table rather than none.
    package let isTooLarge: Bool

    init(_ chinese: String, _ english: String, isTooLarge: Bool = false) {
        text = Text(chinese, english)
        self.isTooLarge = isTooLarge
    }
}
