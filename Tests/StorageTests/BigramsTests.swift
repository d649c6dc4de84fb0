import Storage
import Testing

struct BigramsTests {
    @Test(arguments: [
        ("客户管理", ["客户", "户管", "管理", "理"]),
        ("HP 1/24-ab", ["hp", "p", "1", "24", "4", "ab", "b"]),
        ("ＡＢ１２", ["ab", "b1", "12", "2"]),
        ("É e\u{301}", ["é", "é"]),
        ("𠮷野", ["𠮷野", "野"]),
        ("，。 !", []),
    ])
    func `Each letter stands with its successor, the last alone`(_ text: String, _ expected: [String]) {
        #expect(Bigrams.tokens(of: text) == expected)
    }
}
