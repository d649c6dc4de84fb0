import Handbook
import Hummingbird
import Operations
import Synchronization

/// The API's description in OpenAPI 3.1, made from the declarations once for each edition.
package final class APIDescription: Sendable {
    private let made = Mutex<(edition: String, bytes: [UInt8])?>(nil)

    package init() {}

    /// The document as bytes.
    func bytes(under edition: Edition, at address: String) -> [UInt8] {
        if let made = made.withLock({ $0 }), made.edition == edition.hash { return made.bytes }
        let bytes = Self.document(under: edition, at: address).bytes
        made.withLock { $0 = (edition.hash, bytes) }
        return bytes
    }

    private static func document(under edition: Edition, at address: String) -> JSON {
        let forms = FormDescriptions(edition: edition)
        var paths: [(String, [(String, JSON)])] = []
        for operation in CommonOperations.all(under: edition) + forms.operations {
            let member = (operation.method.rawValue.lowercased(), operation.operation)
            if let index = paths.firstIndex(where: { $0.0 == operation.path }) {
                paths[index].1.append(member)
            } else {
                paths.append((operation.path, [member]))
            }
        }
        return .object([
            ("openapi", .text("3.1.0")),
            ("jsonSchemaDialect", .text("https://spec.openapis.org/oas/3.1/dialect/base")),
            (
                "info",
                .object([
                    ("title", .text("派工 Paigong")), ("version", .text("1")),
                    (
                        "description",
                        .text(
                            "手册的办理接口：一切由同一扇门进入，拒绝时说明条款和补救。\n\nThe handbook as an interface: everything enters by the one door, and a refusal says its clause and its remedy. Edition \(edition.name)."
                        )
                    ),
                ])
            ),
            ("servers", .list([.object([("url", .text(address))])])),
            ("security", .list([.object([("token", .list([]))])])),
            ("paths", .object(paths.map { ($0.0, .object($0.1)) })),
            (
                "components",
                .object([
                    ("schemas", .object(AnswerSchemas.all + forms.schemas)), ("responses", .object(responses)),
                    ("parameters", .object(CommonOperations.sharedParameters)), ("headers", .object(headers)),
                    (
                        "securitySchemes",
                        .object([
                            (
                                "token",
                                .object([
                                    ("type", .text("http")), ("scheme", .text("bearer")),
                                    ("description", .text("`paigong token PERSON --scopes write`, or on the profile page")),
                                ])
                            )
                        ])
                    ),
                ])
            ),
        ])
    }

    private static var responses: [(String, JSON)] {
        let content = JSON.object([
            ("application/problem+json", .object([("schema", .object([("$ref", .text("#/components/schemas/Problem"))]))]))
        ])
        return Described.names.sorted { $0.key < $1.key }.map { status, name in
            var headers = Described.usualHeaders
            if [429, 503].contains(status) {
                headers.append(("Retry-After", .object([("$ref", .text("#/components/headers/Retry-After"))])))
            }
            return (
                name,
                .object([
                    ("description", .text(Described.meanings[status] ?? name)), ("headers", .object(headers)), ("content", content),
                ])
            )
        }
    }

    private static let headers: [(String, JSON)] = [
        ("X-Request-Id", "string", "请求编号 The request's id"), ("RateLimit-Limit", "integer", "一次可连续请求数 Requests at once"),
        ("RateLimit-Remaining", "integer", "剩余 What is left"), ("RateLimit-Reset", "integer", "秒 Seconds until it is full"),
        ("Retry-After", "integer", "秒 Seconds to wait"), ("ETag", "string", "日志链首 The head of its journal's chain"),
        ("Location", "string", "新条目的路径 Where the new thing is"),
    ].map { name, type, meaning in
        (name, .object([("description", .text(meaning)), ("schema", .object([("type", .text(type))]))]))
    }
}

extension Front {
    /// The API's description.
    func describeAPI(_ call: Call) async throws -> Response {
        Response(description.bytes(under: edition, at: address), type: "application/json", to: call.visit)
    }
}
