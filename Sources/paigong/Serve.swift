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
            desk, accounts: Accounts(desk.database, key: try .kept(beside: house.database), now: desk.now), assets: try Assets(),
            address: address ?? "\(scheme)://\(host):\(port)")
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
