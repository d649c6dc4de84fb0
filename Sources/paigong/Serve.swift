import ArgumentParser
import Foundation
import Handbook
import Operations
import Web

/// Serves the house to browsers and programs.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves pages and API until it is told to stop.")

    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on.") var port = 8080
    @Option(help: "The address under which people reach the house, such as https://paigong.example.org.") var address: String?
    @Option(help: "A certificate chain in PEM form, to serve by TLS.") var tlsCertificate: String?
    @Option(help: "The certificate's key in PEM form.") var tlsKey: String?
    @OptionGroup var house: House

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key come together")
        }
    }

    func run() async throws {
        let desk = try await house.open()
        let scheme = tlsCertificate == nil ? "http" : "https"
        let front = Front(
            desk, accounts: Accounts(desk.database, now: desk.now), assets: try Assets(),
            address: address ?? "\(scheme)://\(host):\(port)")
        let certificate = tlsCertificate.flatMap { chain in tlsKey.map { (chain, $0) } }
        try await Serving(front, host: host, port: port, certificate: certificate).run { port in
            print("paigong serves on \(scheme)://\(host):\(port)")
        }
        await desk.database.close()
    }
}
