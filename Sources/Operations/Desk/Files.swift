import Handbook
import Storage

extension Desk {
    /// The largest file that may be kept, in bytes.
    package static let largestFile = 20 << 20

    /// Stores a file by its content, so that an activity can name it; refuses what is too large or of no known type.
    package func keep(file name: String, bytes: [UInt8]) async throws -> Attachment {
        guard !bytes.isEmpty, bytes.count <= Desk.largestFile else {
            throw Malformed(faults: [
                FieldFault(
                    field: name, text: Text("文件须为 1 字节至 20 MB", "A file takes from one byte to 20 MB"), clause: nil)
            ])
        }
        // What it is called says nothing: its bytes do.
        guard let type = MediaType.sniff(bytes) else {
            throw Malformed(faults: [
                FieldFault(
                    field: name, text: Text("不支持这种文件", "Files of this type are not taken"), clause: nil)
            ])
        }
        let reference = try await database.write { session in try session.store(bytes: bytes, mediaType: type) }
        return Attachment(name: name, hash: reference.hash)
    }
}
