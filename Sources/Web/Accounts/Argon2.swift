import CArgon2
import Crypto

/// Argon2id as the house uses it: 19 MiB, two passes, one lane. What it gives says itself how it was made.
enum Argon2 {
    /// The hash of a password under a new salt; nil where there is no memory for it.
    static func encoded(_ password: String) -> String? {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        var text = [CChar](repeating: 0, count: 128)
        let bytes = Array(password.utf8)
        guard
            argon2id_hash_encoded(2, 19 << 10, 1, bytes, bytes.count, salt, salt.count, 32, &text, text.count)
                == ARGON2_OK.rawValue
        else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a password is the one that was hashed; takes the same time for any that is not.
    static func verify(_ password: String, _ encoded: String) -> Bool {
        let bytes = Array(password.utf8)
        return argon2id_verify(encoded, bytes, bytes.count) == ARGON2_OK.rawValue
    }

    /// The hash of nobody's password, by which a try for an unknown name costs what one for a known name costs.
    static let nobody =
        "$argon2id$v=19$m=19456,t=2,p=1$cGFpZ29uZy1ub2JvZHkhIQ$w4Pdo0ZC2Hq6NvYk1vY8f3cXgq3rj9bC0mQ2l5uTzXk"
}
