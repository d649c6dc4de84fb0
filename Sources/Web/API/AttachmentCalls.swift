import HTTPTypes
import Handbook
import Hummingbird
import Operations
import Storage

extension Front {
    /// The files of a case.
    func listAttachments(_ call: Call) async throws -> Response {
        let number = try call.visit.part("case")
        let reading = try await desk.reading(of: number, for: try call.known().actor)
        let files = reading.files.map { file -> JSON in
            .object([
                ("name", .text(file.attachment.name)), ("hash", .text(file.attachment.hash)), ("person", .text(file.person)),
                ("at", JSON(file.at, in: edition.time)),
                ("href", .text("/api/v1/cases/\(number.percentEncoded)/attachments/\(file.attachment.hash.percentEncoded)")),
            ])
        }
        return call.answer(.object([("attachments", .list(files))]))
    }

    /// One file of a case.
    func giveAttachment(_ call: Call) async throws -> Response {
        let reading = try await desk.reading(of: try call.visit.part("case"), for: try call.known().actor)
        let hash = try call.visit.part("hash")
        guard let file = reading.files.first(where: { $0.attachment.hash == hash }),
            let blob = try await desk.database.read({ session in try session.blob(hash) })
        else { throw Missing("没有这个文件", "There is no such file") }
        try await note(read: .file(file.attachment.name), of: reading, by: try call.person())
        return Response(
            blob.bytes, type: blob.reference.mediaType, to: call.visit,
            headers: .download(file.attachment.name))
    }

    /// Keeps a file by its content, so that an activity can name it: sent as it is, or as the one file of a form.
    func takeAttachment(_ call: Call) async throws -> Response {
        let query = try QueryParameters(call, "name")
        try query.check()
        var request = call.request
        let type = request.headers[.contentType] ?? ""
        let bytes = Array(buffer: try await request.collectBody(upTo: Desk.largestFile + 64 << 10))
        let kept: Attachment
        if type.lowercased().hasPrefix("multipart/form-data") {
            let files = (Multipart.parts(of: bytes, type: type) ?? []).filter { $0.file != nil }
            guard files.count == 1, let file = files.first else {
                throw Unreadable(.badRequest, "表单应有且仅有一个文件", "The form must hold exactly one file")
            }
            kept = try await desk.keep(file: try name(query.text("name") ?? file.file), bytes: file.bytes)
        } else if type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
            throw Unreadable(.unsupportedMediaType, "请直接上传文件或用 multipart/form-data", "Send the file itself or multipart/form-data")
        } else {
            kept = try await desk.keep(file: try name(query.text("name")), bytes: bytes)
        }
        return call.answer(.object([("name", .text(kept.name)), ("hash", .text(kept.hash))]), status: .created)
    }

    /// A file's name as it is kept: one line of at most 200 characters.
    private func name(_ given: String?) throws -> String {
        var check = FieldCheck(edition)
        let checked = check.check(["name": .text(given ?? "file")], against: FieldKind.attachmentParts.filter { $0.name == "name" })
        if !check.faults.isEmpty { throw Malformed(faults: check.faults) }
        return checked["name"]?.text ?? "file"
    }
}
