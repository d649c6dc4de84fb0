import Crypto
import Foundation

/// Codes that change with the time (RFC 6238): six digits by HMAC-SHA-1 over steps of thirty seconds, as every phone's app makes them.
package struct TOTP: Sendable {
    let secret: [UInt8]

    package init(secret: [UInt8]) { self.secret = secret }

    /// A new secret of 160 random bits.
    static func drawn() -> TOTP {
        TOTP(secret: SymmetricKey(size: SymmetricKeySize(bitCount: 160)).withUnsafeBytes { Array($0) })
    }

    /// The step that a time in milliseconds lies in.
    package static func step(at milliseconds: Int64) -> Int64 { milliseconds / 30_000 }

    /// The code of a step.
    package func code(at step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(digest[digest.count - 1] & 15)
        let number = digest[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step that a code belongs to, of the present one and its neighbours, later than one that was used.
    func step(of code: String, at milliseconds: Int64, after last: Int64) -> Int64? {
        let now = Self.step(at: milliseconds)
        // Every step is compared to its end, so that the time tells nothing of the digits.
        return (now - 1...now + 1).filter { $0 > last && Self.isSame(self.code(at: $0), code) }.max()
    }

    /// The secret as people type it and apps read it.
    package var base32: String { Base32.text(of: secret) }

    /// What an app reads from the QR code.
    func address(for person: String) -> String {
        "otpauth://totp/Paigong:\(person.percentEncoded)?secret=\(base32)&issuer=Paigong&algorithm=SHA1&digits=6&period=30"
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count && zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Bytes as letters and digits that nobody mistakes for one another (RFC 4648).
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// The bytes as text, without padding.
    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var held = 0
        var bits = 0
        for byte in bytes {
            held = held << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[held >> bits & 31])
            }
            held &= 31
        }
        if bits > 0 { text.append(alphabet[held << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that a text stands for; nil where it is none.
    package static func bytes(of text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var held = 0
        var bits = 0
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            held = held << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(held >> bits & 255))
                held &= (1 << bits) - 1
            }
        }
        return bytes
    }
}
