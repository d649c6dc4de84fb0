import Testing

@testable import Handbook

struct PhrasesTests {
    let phrases: Phrases

    init() throws {
        phrases = try Shipped.edition.phrases
    }

    @Test func `there are twenty phrases to avoid and nine that do good (2.9)`() {
        #expect(phrases.avoided.map(\.clause) == (1...20).map { "2.9.2(\($0))" })
        #expect(phrases.recommended.map(\.clause) == (1...9).map { "2.9.1(\($0))" })
    }

    @Test func `every trigger finds its own phrase (2.9.2)`() {
        for phrase in phrases.avoided {
            for trigger in phrase.triggers { #expect(phrases.found(in: "您好," + trigger + "。").contains(phrase)) }
        }
    }

    @Test(arguments: [
        ("这事 不归 我管,您稍等", "2.9.2(1)"), ("That is NOT MY JOB.", "2.9.2(1)"), ("先付钱再去!", "2.9.2(19)"),
        ("刚来,还没学过", "2.9.2(9)"),
    ])
    func `spaces, signs and letter case don't hide a phrase (2.9.2)`(text: String, clause: String) {
        #expect(phrases.found(in: text).map(\.clause) == [clause])
    }

    @Test func `better phrases and what does good hold nothing to avoid (2.9)`() {
        for text in phrases.avoided.map(\.better) + phrases.recommended.map(\.text) {
            #expect(phrases.found(in: text.zh) == [])
            #expect(phrases.found(in: text.en) == [])
        }
    }

    @Test func `each phrase is told once, in the book's order`() {
        let found = phrases.found(in: "我没空。不可能,不归我管,不可能!")
        #expect(found.map(\.clause) == ["2.9.2(1)", "2.9.2(8)", "2.9.2(13)"])
        #expect(found.map(\.everyday) == [false, true, true])
        #expect(phrases.found(in: "") == [])
    }
}
