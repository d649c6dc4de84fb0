import CCurl
import Foundation

/// The server through which mail goes out; it blocks a thread of its own for as long as a letter takes.
package struct SMTPServer: Sendable {
    private let url: String
    private let user: String?
    private let password: String?
    /// A file of certificates in PEM form that are trusted as well as this machine's own.
    private let authorities: String?

    /// Why a letter did not go, in the server's words where it said any.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// The server at `smtp://host:port` or `smtps://host:port`; throws `Fault` where the address is none.
    ///
    /// Nothing leaves this machine in the clear: beyond it, `smtp` goes on by STARTTLS or not at all.
    package init(url: String, user: String? = nil, password: String? = nil, trusting authorities: String? = nil) throws {
        guard let parts = URLComponents(string: url), ["smtp", "smtps"].contains(parts.scheme), parts.host?.isEmpty == false,
            parts.user == nil
        else { throw Fault(description: "PAIGONG_SMTP_URL is no smtp://host:port or smtps://host:port") }
        if let authorities, !FileManager.default.isReadableFile(atPath: authorities) {
            throw Fault(description: "PAIGONG_SMTP_CA is no file that can be read")
        }
        self.url = url
        self.user = user
        self.password = password
        self.authorities = authorities
    }

    /// The server that the environment names by PAIGONG_SMTP_URL, _USER, _PASSWORD and _CA; nil where it names none.
    package static func named(in environment: [String: String]) throws -> SMTPServer? {
        guard let url = environment["PAIGONG_SMTP_URL"], !url.isEmpty else { return nil }
        return try SMTPServer(
            url: url, user: environment["PAIGONG_SMTP_USER"], password: environment["PAIGONG_SMTP_PASSWORD"],
            trusting: environment["PAIGONG_SMTP_CA"].flatMap { $0.isEmpty ? nil : $0 })
    }

    /// Hands a message over; throws `Fault` where the server is not there or does not take it.
    package func send(_ message: [UInt8], from sender: MailAddress, to recipients: [MailAddress]) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                continuation.resume(with: Result { try sendNow(message, from: sender, to: recipients) })
            }
        }
    }

    private var isHere: Bool {
        ["localhost", "127.0.0.1", "[::1]", "::1"].contains(URLComponents(string: url)?.host ?? "")
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private func sendNow(_ message: [UInt8], from sender: MailAddress, to recipients: [MailAddress]) throws {
        guard Self.isReady, let handle = curl_easy_init() else { throw Fault(description: "libcurl can't be used") }
        defer { curl_easy_cleanup(handle) }
        var list: UnsafeMutablePointer<curl_slist>?
        for recipient in recipients { list = curl_slist_append(list, "<\(recipient)>") }
        defer { curl_slist_free_all(list) }
        let reader = Reader(message)
        let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer { words.deallocate() }
        curl_set_text(handle, CURLOPT_URL, url)
        curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        curl_set_long(handle, CURLOPT_USE_SSL, Int((isHere ? CURLUSESSL_TRY : CURLUSESSL_ALL).rawValue))
        if let authorities { curl_set_text(handle, CURLOPT_CAINFO, authorities) }
        if let user { curl_set_text(handle, CURLOPT_USERNAME, user) }
        if let password { curl_set_text(handle, CURLOPT_PASSWORD, password) }
        curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(sender)>")
        curl_set_list(handle, CURLOPT_MAIL_RCPT, list)
        curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, 10)
        curl_set_long(handle, CURLOPT_TIMEOUT, 60)
        curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        curl_set_long(handle, CURLOPT_UPLOAD, 1)
        curl_set_pointer(handle, CURLOPT_ERRORBUFFER, words)
        curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(reader).toOpaque())
        curl_set_reader(handle) { place, size, count, reader in
            guard let place, let reader else { return 0 }
            return Unmanaged<Reader>.fromOpaque(reader).takeUnretainedValue().read(into: place, most: size * count)
        }
        let code = withExtendedLifetime(reader) { curl_easy_perform(handle) }
        guard code == CURLE_OK else {
            let said = String(cString: words)
            throw Fault(description: said.isEmpty ? String(cString: curl_easy_strerror(code)) : said)
        }
    }

    /// Gives a message to libcurl piece by piece.
    private final class Reader {
        private let bytes: [UInt8]
        private var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(into place: UnsafeMutablePointer<CChar>, most: Int) -> Int {
            let count = min(most, bytes.count - position)
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawPointer(place).copyMemory(
                    from: source.baseAddress.map { $0 + position } ?? UnsafeRawPointer(place), byteCount: count)
            }
            position += count
            return count
        }
    }
}
