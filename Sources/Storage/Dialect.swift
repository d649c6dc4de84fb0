/// The two databases that the house runs on; where their SQL differs, text is chosen by it.
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite, postgres
}
