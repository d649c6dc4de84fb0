import Crypto
import Handbook
import Operations
import Storage

/// Who may come in, and by what: passwords, second steps, sessions, one-time links. What people may do inside is the desk's to say.
package struct Accounts: Sendable {
    let database: any Database
    let now: @Sendable () -> Instant
    /// What the secrets of second steps are kept under; without it nobody can enrol one.
    let key: AccountKey?
    let threads: HashingThreads

    package init(
        _ database: any Database, key: AccountKey? = nil, threads: HashingThreads = .shared, now: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.key = key
        self.threads = threads
        self.now = now
    }
}

/// A secret that is shown once: only its digest is kept.
struct Secret: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    /// A new one of 256 random bits.
    static func drawn() -> Secret {
        Secret(SymmetricKey(size: .bits256).withUnsafeBytes { $0.urlSafeBase64 })
    }

    /// A new one of 128 random bits, for an address that people send each other.
    static func short() -> Secret {
        Secret(SymmetricKey(size: .bits128).withUnsafeBytes { $0.urlSafeBase64 })
    }

    var digest: String { contentHash(of: Array(text.utf8)) }

    /// What the forms carry that were shown to the bearer of this secret, so that no other site can send one.
    var formToken: String { contentHash(of: Array("form \(text)".utf8)).suffix(43).description }

    /// What the phone of this secret's bearer keeps to hand in what is left on it; the secret can't be had from it.
    var depositKey: Secret { Secret(contentHash(of: Array("deposit \(text)".utf8)).suffix(43).description) }

    /// Whether a text that came in a cookie can be such a secret at all.
    static func isReadable(_ text: String) -> Bool { (20...100).contains(text.utf8.count) }
}

extension Sequence<UInt8> {
    /// The bytes as text that can stand in an address.
    var urlSafeBase64: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        var held = 0
        var bits = 0
        for byte in self {
            held = held << 8 | Int(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[held >> bits & 63])
            }
            held &= 63
        }
        if bits > 0 { text.append(alphabet[held << (6 - bits) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }
}
