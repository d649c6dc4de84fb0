import Handbook

/// That a case has changed, for those who are looking at it or at a list that has it.
package struct Change: Hashable, Sendable {
    package let number: String
    /// The position of the journal entry that changed it.
    package let position: Int
    /// Who changed it.
    package let person: ID<Person>
    /// Who may see it, and who could until now.
    package let principals: Set<String>

    package init(number: String, position: Int, person: ID<Person>, principals: Set<String>) {
        self.number = number
        self.position = position
        self.person = person
        self.principals = principals
    }
}
