import Handbook
import Storage

/// Carries what waits in the outbox to where it shall go, as long as the house is open.
package struct Postman: Sendable {
    private let outbox: Outbox
    private let server: SMTPServer
    private let edition: @Sendable () -> Edition
    /// The address under which people reach the house.
    private let address: String

    package init(_ outbox: Outbox, by server: SMTPServer, address: String, edition: @escaping @Sendable () -> Edition) {
        self.outbox = outbox
        self.server = server
        self.address = address
        self.edition = edition
    }

    /// Goes round every few seconds until its task is cancelled; what is on its way then still arrives and is noted.
    package func run(report: @Sendable (any Error) -> Void) async {
        while !Task.isCancelled {
            do {
                try await round()
            } catch {
                report(error)
            }
            try? await Task.sleep(for: .seconds(5))
        }
    }

    /// Sends everything that is due, one after the other, and gives how many letters went.
    @discardableResult
    package func round() async throws -> Int {
        var gone = 0
        while !Task.isCancelled, let line = try await outbox.take() {
            let isGone: Bool
            do {
                isGone = try await carry(line)
            } catch let fault as SMTPServer.Fault {
                try await outbox.putOff(line, because: fault.description)
                continue
            }
            try await outbox.settle(line, isDeclined: !isGone)
            if isGone { gone += 1 }
        }
        return gone
    }

    /// Sends a line; false where nobody wants it any more.
    private func carry(_ line: Outbox.Line) async throws -> Bool {
        guard let content = line.content else { throw SMTPServer.Fault(description: "its content can't be read") }
        let recipients = try await outbox.database.read { session in try session.recipients(of: line.target) }
        if recipients.haveDeclined { return false }
        guard !recipients.addresses.isEmpty else {
            throw SMTPServer.Fault(description: "\(line.target) has no mail address in the registers")
        }
        let edition = edition()
        let mail = try Mail(line, content, to: recipients.addresses, from: edition.organization, at: address)
        try await server.send(mail.message(in: edition.time), from: mail.sender, to: recipients.addresses)
        return true
    }
}
