import Delivery
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL

/// Serving the house over HTTP until the process is told to stop.
package struct Serving: Sendable {
    let front: Front
    let host: String
    let port: Int
    let certificate: (chain: String, key: String)?

    /// - Parameter certificate: the paths of a certificate chain and its key in PEM form; with them browsers come by TLS.
    package init(_ front: Front, host: String, port: Int, certificate: (chain: String, key: String)? = nil) {
        self.front = front
        self.host = host
        self.port = port
        self.certificate = certificate
    }

    /// Serves until SIGTERM or SIGINT; requests that are under way are answered first.
    package func run(whenReady ready: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        var logger = Logger(label: "paigong")
        logger.logLevel = .notice
        let application = Application(
            router: routes(front), server: try server(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) }, logger: logger)
        let log = logger
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await front.followOthers() }
            group.addTask { await keepTime { log.error("\($0)", metadata: ["error": "\($1)"]) } }
            if let postman { group.addTask { await postman.run { log.error("outbox", metadata: ["error": "\($0)"]) } } }
            try await application.runService()
            // A letter that is on its way still arrives and is noted.
            group.cancelAll()
        }
    }

    /// Carries letters out as long as the house is served; nil where no mail server is named.
    private var postman: Postman? {
        front.smtp.map { server in
            let editions = front.desk.editions
            return Postman(
                Outbox(front.desk.database, now: front.desk.now), by: server, address: front.address, edition: { editions.current })
        }
    }

    /// Has everything done that falls due, every few seconds, and tidies up once an hour; it never ends by itself.
    private func keepTime(troubled: @Sendable (_ work: String, any Error) -> Void) async {
        var rounds = 0
        repeat {
            await front.keepTime(tidies: rounds.isMultiple(of: 360), troubled: troubled)
            rounds += 1
        } while (try? await Task.sleep(for: .seconds(10))) != nil
    }

    private func server() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(75)))
        guard let certificate else { return plain }
        let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        return try .tls(plain, tlsConfiguration: tls)
    }
}

extension Front {
    /// Does once what time brings: what has fallen due, the counts of reports and, where it is time, tidying up.
    ///
    /// - Parameter troubled: told what failed; the rest is done all the same.
    func keepTime(tidies: Bool, troubled: (_ work: String, any Error) -> Void) async {
        func run(_ work: String, _ body: () async throws -> Void) async {
            do { try await body() } catch { troubled(work, error) }
        }
        await run("clock") { while try await desk.tick() > 0 {} }
        await run("counts") { while try await desk.sumUp() > 0 {} }
        if tidies { await run("tidying") { try await desk.tidy() } }
    }
}
