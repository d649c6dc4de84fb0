import Handbook
import Testing

@testable import Operations

/// Random values, the same in every run, through everything that reads input: each is taken or told, nothing traps.
struct FuzzTests {
    /// SplitMix64: the same numbers everywhere.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let texts = [
        "", " ", "a", "浦东", "2026-05-18", "2026-05-18 09:00", "true", "0", "-1", "1e309", "\0", "\u{202E}x", "zhang-wei", "e-mail",
        "9223372036854775808", "drawn", "repair", "’; DROP TABLE cases;--", "{}", String(repeating: "长", count: 5000), "\u{301}",
        "👩‍👩‍👧‍👧",
    ]
    private static let integers: [Int64] = [0, 1, -1, 60, .max, .min, 1_779_078_600_000, 4_102_444_800_000]
    private static let doubles = [0, -0.0, 0.5, .infinity, -.infinity, .nan, 1e308, Double.leastNonzeroMagnitude, 9.3e18]

    private static func value(_ numbers: inout Numbers, names: [String], depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &numbers) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &numbers))
        case 2: return .integer(integers.randomElement(using: &numbers) ?? 0)
        case 3: return .number(doubles.randomElement(using: &numbers) ?? 0)
        case 4, 5: return .text(texts.randomElement(using: &numbers) ?? "")
        case 6:
            return .list((0..<Int.random(in: 0...3, using: &numbers)).map { _ in value(&numbers, names: names, depth: depth - 1) })
        default: return .object(members(&numbers, names: names, depth: depth - 1))
        }
    }

    private static func members(_ numbers: inout Numbers, names: [String], depth: Int) -> [String: Value] {
        var members: [String: Value] = [:]
        for _ in 0..<Int.random(in: 0...4, using: &numbers) {
            members[names.randomElement(using: &numbers) ?? ""] = value(&numbers, names: names, depth: depth)
        }
        return members
    }

    private static let partNames = [
        "exceptions", "kind", "givenBy", "at", "note", "file", "name", "hash", "way", "paper", "part", "serial", "quantity",
    ]

    @Test(arguments: DeclarationsTests.kinds) func `Random inputs of every activity are taken or told, and what is taken decodes`(
        _ kind: String
    ) throws {
        let procedure = try #require(Procedures.declared[kind])
        let type = try #require(Procedures.every.first { $0.kind == kind })
        let time = try House.shipped.get().time
        var numbers = Numbers(state: UInt64(kind.utf8.reduce(7) { $0 * 31 + UInt64($1) }))
        var (taken, told) = (0, 0)
        for activity in procedure.activities {
            let names = activity.fields.map(\.name) + Self.partNames
            for round in 0..<200 {
                var raw = Self.members(&numbers, names: names, depth: 3)
                if round.isMultiple(of: 2) { raw = raw.filter { member in activity.fields.contains { $0.name == member.key } } }
                for field in activity.fields where Bool.random(using: &numbers) {
                    raw[field.name] = Self.value(&numbers, names: Self.partNames, depth: 3)
                }
                var check = FieldCheck(time: time)
                let checked = check.check(raw, against: activity.fields)
                if check.faults.isEmpty { taken += 1 } else { told += 1 }
                // What passes the check must decode; what doesn't is never decoded.
                if check.faults.isEmpty {
                    #expect(throws: Never.self, "\(activity.verb) \(raw)") { try type.decode(activity.verb, .object(checked)) }
                }
                let bytes = CanonicalJSON.bytes(of: .object(raw))
                #expect(throws: Never.self) { try CanonicalJSON.value(of: bytes) }
            }
        }
        #expect(taken > 0 && told > taken)
    }

    @Test func `Any value through the decoder of any type is decoded or refused`() throws {
        var numbers = Numbers(state: 42)
        var (decoded, refused) = (0, 0)
        for _ in 0..<5000 {
            let value = Self.value(&numbers, names: Self.partNames, depth: 4)
            for type: any Decodable.Type in [
                Performed.self, Evidence.self, Signature.self, Checklist.self, [PartLine].self, Money.self, Int8.self, UInt64.self,
                Float.self,
                Instant.self, Day.self, [String: [Int?]].self, Customer.self, DispatchOrder.self, Value?.self,
            ] {
                do {
                    _ = try type.init(from: ValueDecoder(value: value, codingPath: []))
                    decoded += 1
                } catch {
                    refused += 1
                }
            }
        }
        #expect(decoded > 1000 && refused > 1000)
    }

    @Test func `The same value always gives the same bytes, and they read back as it`() throws {
        var numbers = Numbers(state: 3)
        for _ in 0..<2000 {
            let value = Self.value(&numbers, names: Self.partNames, depth: 4)
            let bytes = CanonicalJSON.bytes(of: value)
            let again = try CanonicalJSON.value(of: bytes)
            #expect(
                CanonicalJSON.bytes(of: again)
                    == CanonicalJSON.bytes(of: try CanonicalJSON.value(of: CanonicalJSON.bytes(of: again))))
        }
    }

    @Test func `A list in a list in a list is told and not followed`() throws {
        var deep: Value = "x"
        for _ in 0..<2000 { deep = .list([deep]) }
        var check = FieldCheck(time: try House.shipped.get().time)
        _ = check.check(["x": deep], against: [try InputTests.field("list")])
        #expect(check.faults.map(\.field) == ["x[1]"])
    }
}

extension Procedure {
    /// Decodes an activity's struct, as the desk does with what the check let through.
    fileprivate static func decode(_ verb: String, _ value: Value) throws {
        for type in activities + Everywhere.activities(of: Self.self) where type.verb == verb {
            _ = try ValueDecoder.decode(type, from: value)
        }
    }
}
