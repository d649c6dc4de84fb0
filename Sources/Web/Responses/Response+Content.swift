import HTML
import HTTPTypes
import Hummingbird

extension HTTPFields {
    /// What a browser keeps as a file of that name, whatever it holds, and never shows in the house's own name.
    static func download(_ name: String, type: String? = nil) -> HTTPFields {
        var fields: HTTPFields = [
            .contentDisposition: "attachment; filename*=UTF-8''\(name.percentEncoded)", .xContentTypeOptions: "nosniff",
            .cacheControl: "no-store",
        ]
        fields[.contentType] = type
        return fields
    }
}

extension Response {
    /// An answer with a content that nobody may keep, packed where the browser takes it.
    init(
        _ bytes: some Collection<UInt8>, type: String, to visit: Visit, status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) {
        var headers = headers
        headers[.contentType] = type
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        // Below a packet nothing is won.
        guard visit.takesGzip, bytes.count > 1_400, let packed = Gzip.pack(Array(bytes)) else {
            self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            return
        }
        headers[.contentEncoding] = "gzip"
        headers[.vary] = "accept-encoding"
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: packed)))
    }

    /// After a form was taken: the browser goes on with another page, so that going back repeats nothing.
    static func goOn(to path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }
}
