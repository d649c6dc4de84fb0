import Delivery
import Foundation
import Testing

@Suite struct `Mail beyond this machine` {
    /// It is on loopback as well, but no name that counts as this machine: so the mail goes as to any other.
    private static let elsewhere = "127.0.0.2"
    private static let words = ["PAIGONG_SMTP_USER": "house", "PAIGONG_SMTP_PASSWORD": "word"]

    @Test func `goes by STARTTLS, and signs in behind it only`() async throws {
        let post = try await Post()
        let certificate = try await TestCertificate(for: Self.elsewhere)
        let server = try await MailServer(at: Self.elsewhere, certificate)
        try await post.write("secret way", to: "mail:gu@example.com")
        let trusting = Self.words.merging(["PAIGONG_SMTP_CA": certificate.path]) { $1 }
        #expect(try await post.postman(to: server.url, trusting).round() == 1)
        let mail = try #require(server.mails.first)
        #expect(mail.isByTLS && mail.recipients == ["<gu@example.com>"])
        #expect(mail.credentials == Data("\0house\0word".utf8).base64EncodedString())
        #expect(server.told.prefix(5) == ["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL"])
        try await server.close()
        try certificate.remove()
        try await post.remove()
    }

    @Test func `stays where the server offers no STARTTLS, which takes it when it is this machine`() async throws {
        let post = try await Post()
        let (there, here) = (try await MailServer(at: Self.elsewhere), try await MailServer())
        try await post.write("patient", to: "mail:gu@example.com")
        #expect(try await post.postman(to: there.url, Self.words).round() == 0)
        let line = try #require(try await post.outbox.lines(.waiting).first)
        #expect(line.attempts == 1 && line.trouble?.contains("STARTTLS") == true)
        // Neither the letter nor the word that signs in was said.
        #expect(there.mails.isEmpty && !there.told.contains("AUTH") && !there.told.contains("MAIL"))
        post.pass(minutes: 2)
        #expect(try await post.postman(to: here.url, Self.words).round() == 1)
        #expect(here.mails.map(\.isByTLS) == [false])
        try await there.close()
        try await here.close()
        try await post.remove()
    }

    @Test(arguments: [
        (elsewhere, false, "self-signed certificate"), ("127.0.0.3", true, "does not match|no alternative certificate"),
    ])
    func `goes to nobody whose certificate is not trusted, or another's`(
        _ address: String, _ isTrusted: Bool, _ trouble: String
    ) async throws {
        let post = try await Post()
        let certificate = try await TestCertificate(for: address)
        let server = try await MailServer(at: Self.elsewhere, certificate)
        try await post.write("secret way", to: "mail:gu@example.com")
        let trusting = isTrusted ? Self.words.merging(["PAIGONG_SMTP_CA": certificate.path]) { $1 } : Self.words
        #expect(try await post.postman(to: server.url, trusting).round() == 0)
        let line = try #require(try await post.outbox.lines(.waiting).first)
        let said = try #require(line.trouble)
        #expect(try said.contains(Regex(trouble)), "\(said)")
        #expect(server.mails.isEmpty && server.told == ["EHLO", "STARTTLS"])
        try await server.close()
        try certificate.remove()
        try await post.remove()
    }

    @Test func `is not begun where the file of trusted certificates can't be read`() {
        #expect(throws: SMTPServer.Fault.self) { try SMTPServer(url: "smtp://mail.example.com", trusting: "/nowhere.pem") }
    }
}
