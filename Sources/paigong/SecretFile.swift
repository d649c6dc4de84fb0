import Foundation
import Operations
import Web

/// Secret bytes in a file that only its owner can read.
struct SecretFile {
    let path: String

    /// The bytes; new ones are drawn where there is no such file.
    func bytes(drawing count: Int) throws -> [UInt8] {
        if !FileManager.default.fileExists(atPath: path) {
            var generator = SystemRandomNumberGenerator()
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
                throw Failure("no secret can be written to \(path)")
            }
        }
        return Array(try Data(contentsOf: URL(filePath: path)))
    }
}

extension AccountKey {
    /// The key from PAIGONG_KEY (base 64), or from the file `paigong.key` beside the database; made on first use.
    static func kept(beside database: String) throws -> AccountKey {
        if let text = ProcessInfo.processInfo.environment["PAIGONG_KEY"] {
            guard let bytes = Data(base64Encoded: text), let key = AccountKey(bytes: Array(bytes)) else {
                throw Failure("PAIGONG_KEY must be 32 bytes in base 64, such as: openssl rand -base64 32")
            }
            return key
        }
        let isFile = !database.hasPrefix("postgres")
        let path = database.hasPrefix("sqlite:") ? String(database.dropFirst("sqlite:".count)) : database
        let folder = isFile ? URL(filePath: path).deletingLastPathComponent() : URL(filePath: ".")
        let file = folder.appending(path: "paigong.key").path
        guard let key = AccountKey(bytes: try SecretFile(path: file).bytes(drawing: 32)) else {
            throw Failure("\(file) holds no key of 32 bytes")
        }
        return key
    }
}
