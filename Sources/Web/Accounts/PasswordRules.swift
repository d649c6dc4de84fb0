import Foundation
import Handbook

/// What a password must be: long, and not one that everybody tries. Nothing is said of digits and signs.
package enum PasswordRules {
    /// The fewest characters.
    package static let fewest = 12
    /// The most bytes, so that nobody keeps the threads busy with a novel.
    static let most = 512

    /// The password as it is hashed, however the keyboard composed its characters.
    static func composed(_ password: String) -> String { password.precomposedStringWithCompatibilityMapping }

    /// What is wrong with a password for somebody with these names; nil where nothing is.
    package static func fault(in password: String, names: [String]) -> Text? {
        let composed = composed(password)
        guard composed.utf8.count <= most else {
            return Text("口令不超过 \(most) 字节", "A password has at most \(most) bytes")
        }
        guard composed.unicodeScalars.count >= fewest else {
            return Text(
                "口令至少 \(fewest) 个字符；几个词连成一句就好记",
                "A password has at least \(fewest) characters; a few words make one that is easy to keep")
        }
        let lowered = composed.lowercased()
        let own = names.map { $0.lowercased() }.filter { $0.count >= 3 }
        if isCommon(lowered) || own.contains(where: { lowered.replacing($0, with: "").unicodeScalars.count < fewest / 2 }) {
            return Text("此口令太常见或含有您的姓名、编号，容易被猜中", "This password is too common, or made of your own name or code")
        }
        return nil
    }

    private static func isCommon(_ password: String) -> Bool {
        let scalars = password.unicodeScalars.map(\.value)
        // All alike, or one step up or down from each to the next: 111111111111, abcdefghijkl.
        let steps = Set(zip(scalars, scalars.dropFirst()).map { Int64($1) - Int64($0) })
        if steps.count <= 1 && steps.allSatisfy({ abs($0) <= 1 }) { return true }
        if Set(scalars).count <= 3 { return true }
        let letters = password.filter { $0.isLetter || $0.isNumber }
        return CommonPasswords.all.contains(letters) || CommonPasswords.isDoubled(letters)
    }
}
