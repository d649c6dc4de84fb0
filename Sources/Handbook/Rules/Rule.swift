/// A rule of the handbook: it finds a value from its arguments and an edition alone, and can explain it.
///
/// The value is found without the explanation, so that those who only compare it don't pay for sentences.
package protocol Rule: Sendable {
    associatedtype Finding: Sendable

    /// Its name for `paigong rule NAME` and the interface.
    static var name: String { get }
    static var title: Text { get }
    /// The fields of its JSON input.
    static var inputs: [RuleField] { get }
    /// The fields of its JSON output besides edition and explanation.
    static var outputs: [RuleField] { get }
    /// The input that is blamed where the edition has a gap.
    static var gapField: String { get }
    /// The clauses by which it finds and explains its answers.
    static func clauses(in edition: Edition) -> Set<String>

    /// Takes its arguments from checked input; throws what only this rule can find wrong.
    init(_ input: RuleInput, in edition: Edition) throws(RuleFaults)

    /// The value, or a gap in the edition.
    func find(in edition: Edition) throws(PolicyGap) -> Finding

    /// The value as JSON fields.
    func fields(of finding: Finding, in edition: Edition) -> [(String, JSON)]

    /// How the value came about, with the clauses.
    func explain(_ finding: Finding, in edition: Edition) -> [Explanation]
}
