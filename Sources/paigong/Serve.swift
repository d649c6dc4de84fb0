import ArgumentParser
import Delivery
import Foundation
import Handbook
import Operations
import Web

/// Serves the house to browsers and programs.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves pages and API until it is told to stop.",
        discussion: """
            Mail goes out by the server that PAIGONG_SMTP_URL names (smtp://host:port, with STARTTLS, or smtps://host:port), as \
            PAIGONG_SMTP_USER with PAIGONG_SMTP_PASSWORD; without it, letters wait in the outbox. A server whose certificate is \
            the company's own is trusted by PAIGONG_SMTP_CA, a file in PEM form.
            """)

    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on.") var port = 8080
    @Option(help: "The address under which people reach the house, such as https://paigong.example.org.") var address: String?
    @Option(help: "A certificate chain in PEM form, to serve by TLS.") var tlsCertificate: String?
    @Option(help: "The certificate's key in PEM form.") var tlsKey: String?
    @Option(
        parsing: .upToNextOption, help: "Networks of proxies whose word about a request's origin is believed, such as 10.0.0.0/8.")
    var trustedProxy: [String] = []
    @Option(help: "Requests that one token may make in a minute.") var rate = 600
    @OptionGroup var house: House

    func validate() throws {
        guard TrustedProxies(trustedProxy) != nil else { throw ValidationError("--trusted-proxy takes addresses or networks") }
        guard (1...1_000_000).contains(rate) else { throw ValidationError("--rate takes 1 to 1000000") }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key come together")
        }
    }

    func run() async throws {
        let desk = try await house.open()
        let scheme = tlsCertificate == nil ? "http" : "https"
        let front = Front(
            desk, accounts: Accounts(desk.database, key: try .kept(beside: house.database), now: desk.now), assets: try Assets(),
            address: address ?? "\(scheme)://\(host):\(port)", smtp: try SMTPServer.named(in: ProcessInfo.processInfo.environment),
            limits: RateLimits(perMinute: rate, burst: max(1, rate / 5)), proxies: TrustedProxies(trustedProxy) ?? TrustedProxies())
        let certificate = tlsCertificate.flatMap { chain in tlsKey.map { (chain, $0) } }
        let setUp = try await front.setUpAddress()
        try await Serving(front, host: host, port: port, certificate: certificate).run { port in
            var told = "paigong serves on \(scheme)://\(host):\(port)\n"
            if let setUp { told += "There is no administrator yet. Enter the first one at (once, within a day):\n  \(setUp)\n" }
            // Written at once, also where the output is no terminal.
            FileHandle.standardOutput.write(Data(told.utf8))
        }
        await desk.database.close()
    }
}
