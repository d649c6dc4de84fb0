import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Testing

/// A browser as people use one: it keeps cookies, and sends forms with the token that stands in them.
final class Browser {
    private let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]
    var language = "zh-CN"

    init(_ client: any TestClientProtocol) { self.client = client }

    /// What the house answered last.
    private(set) var page = ""
    private(set) var answer: TestResponse?

    var status: HTTPResponse.Status? { answer?.status }
    var location: String? { answer?.headers[.location] }

    /// Opens a page; where the house leads elsewhere is not followed.
    @discardableResult func open(_ path: String) async throws -> HTTPResponse.Status {
        try await send(path, .get, nil)
    }

    /// Sends a form as the page at `from` would, with its token; by default the page that is open.
    @discardableResult func post(
        _ path: String, _ fields: KeyValuePairs<String, String>, from: String? = nil, token: String? = nil
    ) async throws -> HTTPResponse.Status {
        try await post(path, fields.map { ($0.key, $0.value) }, from, token)
    }

    /// The same with fields of no order.
    @discardableResult func post(
        _ path: String, form fields: [String: String], from: String? = nil, token: String? = nil
    ) async throws -> HTTPResponse.Status {
        try await post(path, fields.map { ($0.key, $0.value) }, from, token)
    }

    private func post(
        _ path: String, _ fields: [(String, String)], _ from: String?, _ token: String?
    ) async throws -> HTTPResponse.Status {
        if let from { try await open(from) }
        let own = token ?? self.token ?? ""
        let body = ([("_token", own)] + fields).map { "\($0.0)=\(Self.encoded($0.1))" }
        return try await send(path, .post, body.joined(separator: "&"))
    }

    /// The token of the page's forms.
    var token: String? { page.firstMatch(of: /name="_token" value="([^"]+)"/).map { String($0.1) } }

    /// The value of a hidden field of the page.
    func hidden(_ name: String) -> String? {
        page.split(separator: "<input").lazy.filter { $0.contains("name=\"\(name)\"") }
            .compactMap { $0.firstMatch(of: /value="([^"]*)"/).map { String($0.1) } }.first
    }

    private func send(_ path: String, _ method: HTTPRequest.Method, _ body: String?) async throws -> HTTPResponse.Status {
        var headers: HTTPFields = [.acceptLanguage: language, .userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"]
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        let answer = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        for field in answer.headers[values: .setCookie] {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair.first else { continue }
            cookies[String(name)] = field.contains("Max-Age=0") ? nil : pair.last.map(String.init)
        }
        self.answer = answer
        page = String(buffer: answer.body)
        return answer.status
    }

    /// Copies the cookies of another browser, as a thief would.
    func steal(_ other: Browser) { cookies = other.cookies }

    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                return String(Unicode.Scalar(byte))
            default: return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }
}

extension WebHouse {
    /// Somebody's browser after they followed a one-time link.
    func browser(of person: String, _ client: any TestClientProtocol) async throws -> Browser {
        let browser = Browser(client)
        let link = try await front.accounts.link(for: ID(person), to: .signIn)
        try await browser.post(link, [:], from: link)
        try #require(browser.status == .seeOther)
        return browser
    }

    /// Gives somebody a password, as an invitation would.
    func give(_ password: String, to person: String, _ client: any TestClientProtocol) async throws {
        let browser = Browser(client)
        let link = try await front.accounts.link(for: ID(person), to: .setPassword)
        try await browser.post(link, ["password": password, "again": password], from: link)
        try #require(browser.status == .seeOther)
    }

    /// Moves the clock.
    func wait(minutes: Int) { house.clock.set(house.clock.now.adding(minutes: minutes)) }
}
