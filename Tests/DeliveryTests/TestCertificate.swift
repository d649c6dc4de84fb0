import Foundation
import NIOSSL
import Subprocess
import Testing

/// A certificate that signed itself, made for one address and for this day alone.
struct TestCertificate: Sendable {
    private let folder: URL
    /// The certificate's file in PEM form.
    var path: String { folder.appending(path: "certificate.pem").path }
    private var key: String { folder.appending(path: "key.pem").path }

    init(for address: String) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "certificate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = try await run(
            .name("openssl"),
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj",
                "/CN=paigong test", "-addext", "subjectAltName=IP:\(address)", "-keyout", key, "-out", path,
            ], output: .discarded, error: .string(limit: 1 << 16))
        try #require(made.terminationStatus.isSuccess, "\(made.standardError)")
    }

    /// What a server needs to show it.
    func context() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(path).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: key, format: .pem)
        return try NIOSSLContext(configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
    }

    func remove() throws { try FileManager.default.removeItem(at: folder) }
}
