import CPostgreSQL

/// A result of libpq, freed with the object.
final class PostgresResult {
    private let pointer: OpaquePointer

    /// Takes over a result; nil stands for a lost connection or for no memory.
    init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var isGood: Bool {
        let status = PQresultStatus(pointer)
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
    }

    /// The command that was really done, such as `COMMIT`, or `ROLLBACK` for a COMMIT of a failed transaction.
    var command: String { String(cString: PQcmdStatus(pointer)) }

    /// The number of rows that were changed; a SELECT changes none.
    var changes: Int {
        command.hasPrefix("SELECT") ? 0 : Int(String(cString: PQcmdTuples(pointer))) ?? 0
    }

    /// The five characters that tell the kind of an error.
    var state: String { field(Int32(UInt8(ascii: "C"))) ?? "" }

    /// The name of the constraint that was violated.
    var constraint: String? { field(Int32(UInt8(ascii: "n"))) }

    /// The error in the server's words, on one line.
    var message: String {
        field(Int32(UInt8(ascii: "M"))) ?? String(cString: PQresultErrorMessage(pointer)).replacing("\n", with: " ")
    }

    private func field(_ code: Int32) -> String? {
        PQresultErrorField(pointer, code).map { String(cString: $0) }
    }

    /// The types of the columns.
    var types: [Oid] { (0..<PQnfields(pointer)).map { PQftype(pointer, $0) } }

    /// The names of the columns.
    var names: [String] { (0..<PQnfields(pointer)).map { String(cString: PQfname(pointer, $0)) } }

    /// All rows, read in the format in which they were asked for.
    func rows() -> [SQLRow] {
        let decoders = types.enumerated().map { position, type in
            PostgresDecoder(type: type, isBinary: PQfformat(pointer, Int32(position)) == 1)
        }
        var written = ResultWriter()
        for row in 0..<PQntuples(pointer) {
            for (position, decoder) in decoders.enumerated() {
                if PQgetisnull(pointer, row, Int32(position)) == 1 {
                    written.put(.null)
                } else {
                    decoder.read(bytes(row, Int32(position)), into: &written)
                }
            }
        }
        return written.rows(named: names)
    }

    private func bytes(_ row: Int32, _ position: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, position), count: Int(PQgetlength(pointer, row, position)))
    }
}
