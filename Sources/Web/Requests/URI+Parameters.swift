import HummingbirdCore

extension URI {
    /// The parameters behind the question mark in their order, as browsers write forms: blanks as plus signs.
    var parameters: [(name: String, value: String)] {
        (query ?? "").split(separator: "&").prefix(200).compactMap { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormBody.decoded(halves[0].utf8), let value = halves.count == 2 ? FormBody.decoded(halves[1].utf8) : ""
            else { return nil }
            return (name, value)
        }
    }
}
