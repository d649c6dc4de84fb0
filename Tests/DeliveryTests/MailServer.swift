import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A mail server on a loopback address that keeps what it takes, or refuses every recipient; with a certificate, it takes
/// nothing and nobody's word before STARTTLS.
final class MailServer: Sendable {
    /// A message that it took.
    struct Mail: Sendable {
        var recipients: [String] = []
        /// Who handed it over, where anybody signed in.
        var credentials: String?
        var isByTLS = false
        var text = ""
    }

    private let channel: any Channel
    private let host: String
    private let taken: Shelf

    var url: String { "smtp://\(host):\(channel.localAddress?.port ?? 0)" }
    var mails: [Mail] { taken.mails.withLock { $0 } }
    /// The words of SMTP that it was told, in order, without what came with them.
    var told: [String] { taken.told.withLock { $0 } }

    init(refusing: Bool = false, at host: String = "127.0.0.1", _ certificate: TestCertificate? = nil) async throws {
        let shelf = Shelf()
        taken = shelf
        self.host = host
        let tls = try certificate?.context()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Talk(shelf, refusing, tls)) }
            }
            .bind(host: host, port: 0).get()
    }

    func close() async throws { try await channel.close() }

    private final class Shelf: Sendable {
        let mails = Mutex<[Mail]>([])
        let told = Mutex<[String]>([])
    }

    /// One conversation.
    private final class Talk: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let shelf: Shelf
        private let isRefusing: Bool
        private let tls: NIOSSLContext?
        private var isByTLS = false
        private var heard = ""
        private var mail = Mail()
        private var isInText = false
        private var isSigningIn = false
        private var credentials: String?

        init(_ shelf: Shelf, _ isRefusing: Bool, _ tls: NIOSSLContext?) {
            self.shelf = shelf
            self.isRefusing = isRefusing
            self.tls = tls
        }

        func channelActive(context: ChannelHandlerContext) { say("220 here", context) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            heard += String(buffer: unwrapInboundIn(data))
            while let end = heard.range(of: "\r\n") {
                let line = String(heard[..<end.lowerBound])
                heard = String(heard[end.upperBound...])
                if isSigningIn { signIn(line, context) } else if isInText { take(line, context) } else { answer(line, context) }
            }
        }

        private func signIn(_ line: String, _ context: ChannelHandlerContext) {
            isSigningIn = false
            credentials = line
            say("235 welcome", context)
        }

        private func take(_ line: String, _ context: ChannelHandlerContext) {
            guard line == "." else { return mail.text += line + "\r\n" }
            isInText = false
            shelf.mails.withLock { $0.append(mail) }
            say("250 taken", context)
        }

        private func answer(_ line: String, _ context: ChannelHandlerContext) {
            let word = line.prefix { $0 != " " }.uppercased()
            shelf.told.withLock { $0.append(word) }
            switch word {
            case "EHLO": say("250-here\r\n250 \(isWaitingForTLS ? "STARTTLS" : "AUTH PLAIN")", context)
            case "STARTTLS": startTLS(context)
            case "AUTH" where isWaitingForTLS, "MAIL" where isWaitingForTLS: say("530 STARTTLS first", context)
            case "AUTH":
                isSigningIn = true
                say("334 ", context)
            case "MAIL":
                mail = Mail()
                mail.credentials = credentials
                mail.isByTLS = isByTLS
                say("250 go on", context)
            case "RCPT":
                mail.recipients.append(String(line.dropFirst("RCPT TO:".count)))
                say(isRefusing ? "550 nobody of that name" : "250 go on", context)
            case "DATA":
                isInText = true
                say("354 say it", context)
            case "QUIT": say("221 bye", context)
            default: say("250 here", context)
            }
        }

        private var isWaitingForTLS: Bool { tls != nil && !isByTLS }

        private func startTLS(_ context: ChannelHandlerContext) {
            guard let tls, !isByTLS else { return say("502 not here", context) }
            // The answer itself still goes in the clear.
            say("220 go on", context)
            isByTLS = true
            do {
                try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
            } catch {
                context.close(promise: nil)
            }
        }

        private func say(_ line: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
        }
    }
}
