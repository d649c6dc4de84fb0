/// What the edition says nothing about, so that no answer can be given ("no calendar before 2021").
package struct PolicyGap: Error, Hashable, Sendable {
    package let text: Text

    package init(_ text: Text) {
        self.text = text
    }
}
