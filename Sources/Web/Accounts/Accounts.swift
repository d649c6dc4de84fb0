import Crypto
import Handbook
import Operations
import Storage

/// Who may come in, and by what: sessions, one-time links, passwords. What people may do once inside is the desk's to say.
package struct Accounts: Sendable {
    let database: any Database
    let now: @Sendable () -> Instant

    package init(_ database: any Database, now: @escaping @Sendable () -> Instant) {
        self.database = database
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

    var digest: String { contentHash(of: Array(text.utf8)) }
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
