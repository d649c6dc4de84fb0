import Crypto
import Foundation
import Operations

/// The key that the secrets of second steps are kept under (AES-GCM, 256 bits); it lies outside the database.
package struct AccountKey: Sendable {
    private let key: SymmetricKey

    /// The key with those 32 secret bytes; nil where they are not so many.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The bytes, sealed for somebody: copied to another's row they can't be opened.
    func seal(_ bytes: [UInt8], for person: ID<Person>) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: Data(person.text.utf8))
        return Array(box.combined ?? Data())
    }

    /// What was sealed for somebody; throws where the key is another.
    func open(_ sealed: [UInt8], for person: ID<Person>) throws -> [UInt8] {
        Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(person.text.utf8)))
    }
}
