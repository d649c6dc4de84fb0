import Foundation

/// How Chinese names are read, so that `zw` and `zhangwei` find 张伟.
package enum Pinyin {
    /// The registers whose entries are found by the reading of their names.
    package static let named: Set<String> = [Person.kind, Customer.kind, Site.kind, Contact.kind]

    /// Surnames that are read otherwise than the character, where the library has them wrong.
    private static let surnames: [Character: String] = [
        "朴": "piao", "盖": "ge", "缪": "miao", "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "尉": "wei",
        "翟": "zhai", "乐": "yue", "员": "yun", "幺": "yao", "覃": "qin", "洗": "xian", "黑": "he", "逄": "pang", "晟": "cheng",
    ]

    /// Characters of given names and places that the library has wrong.
    private static let characters: [Character: String] = ["晟": "sheng", "睢": "sui"]

    /// The syllables of a name: one for each Chinese character, what stands in Latin letters as it is.
    package static func syllables(of name: String) -> [String] {
        guard let first = name.first, !name.allSatisfy(\.isASCII) else { return [] }
        let read = latin(name, "Han-Latin/Names").split(separator: " ").map(String.init)
        // Where signs and letters stand between the characters, syllables and characters can't be paired.
        guard read.count == name.count else { return read }
        var syllables = read
        for (index, character) in name.enumerated() { if let known = characters[character] { syllables[index] = known } }
        if let surname = surnames[first], name.count <= 4, characters[first] == nil { syllables[0] = surname }
        return syllables
    }

    /// The syllables in one word, and their first letters: `zhangwei zw`.
    package static func words(of name: String) -> String {
        let syllables = syllables(of: name)
        if syllables.isEmpty { return "" }
        return syllables.joined() + " " + String(syllables.compactMap(\.first))
    }

    /// Letters without tone marks, ü as v.
    private static func latin(_ name: String, _ transform: String) -> String {
        let read = name.applyingTransform(StringTransform(transform), reverse: false) ?? name
        var letters = String.UnicodeScalarView()
        for scalar in read.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.value == 0x308 {
                letters.removeLast()
                letters.append("v")
            } else if scalar.properties.generalCategory != .nonspacingMark {
                letters.append(scalar)
            }
        }
        return String(letters).lowercased()
    }
}
