/// Encodes a struct as a value: the other way of `ValueDecoder`. What is nil gives no member.
struct ValueEncoder: Encoder {
    fileprivate let place: Place
    // A value can hardly fail to be written, so nobody keeps account of where in it we are.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// What the struct says.
    static func value(of subject: some Encodable) throws -> Value {
        let place = Place()
        try subject.encode(to: ValueEncoder(place: place))
        return place.value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Members(place: place.asObject()))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(place: place.asList()) }
    func singleValueContainer() -> any SingleValueEncodingContainer { Single(place: place) }
}

/// Where a part of a value is put together; containers that are handed out keep filling theirs until the value is read.
private final class Place {
    var plain = Value.null
    var members: [String: Value]?
    var elements: [Value]?
    private var inner: [(position: Position, place: Place)] = []

    enum Position {
        case member(String)
        case element(Int)
    }

    /// What has been put together.
    var value: Value {
        for (position, place) in inner {
            switch position {
            case .member(let name): members?[name] = place.value
            case .element(let index): elements?[index] = place.value
            }
        }
        return members.map { .object($0) } ?? elements.map { .list($0) } ?? plain
    }

    func asObject() -> Place {
        members = members ?? Dictionary(minimumCapacity: 8)
        return self
    }

    func asList() -> Place {
        elements = elements ?? []
        return self
    }

    /// A place within this one for a container that is handed out.
    func inner(_ name: String) -> Place {
        let place = Place()
        inner.append((.member(name), place))
        return place
    }

    /// A place for the next element.
    func next() -> Place {
        let place = Place()
        inner.append((.element(elements?.count ?? 0), place))
        elements?.append(.null)
        return place
    }
}

extension Value {
    fileprivate init(whole integer: some BinaryInteger) throws {
        guard let exact = Int64(exactly: integer) else {
            throw EncodingError.invalidValue(integer, .init(codingPath: [], debugDescription: "the whole number is too large"))
        }
        self = .integer(exact)
    }

    /// A whole number stands without a fraction, as it is read back.
    fileprivate init(_ number: Double) { self = Int64(exactly: number).map { .integer($0) } ?? .number(number) }
}

private struct Single: SingleValueEncodingContainer {
    let place: Place
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { place.plain = .null }
    func encode(_ value: Bool) { place.plain = .bool(value) }
    func encode(_ value: String) { place.plain = .text(value) }
    func encode(_ value: Double) { place.plain = Value(value) }
    func encode(_ value: Float) { place.plain = Value(Double(value)) }
    func encode(_ value: some FixedWidthInteger & Encodable) throws { place.plain = try Value(whole: value) }
    func encode(_ value: some Encodable) throws { try value.encode(to: ValueEncoder(place: place)) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let place: Place
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { place.members?[key.stringValue] = .null }
    func encode(_ value: Bool, forKey key: Key) { place.members?[key.stringValue] = .bool(value) }
    func encode(_ value: String, forKey key: Key) { place.members?[key.stringValue] = .text(value) }
    func encode(_ value: Double, forKey key: Key) { place.members?[key.stringValue] = Value(value) }
    func encode(_ value: Float, forKey key: Key) { place.members?[key.stringValue] = Value(Double(value)) }
    func encode(_ value: some FixedWidthInteger & Encodable, forKey key: Key) throws {
        place.members?[key.stringValue] = try Value(whole: value)
    }
    func encode(_ value: some Encodable, forKey key: Key) throws {
        place.members?[key.stringValue] = try ValueEncoder.value(of: value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(Members<Nested>(place: place.inner(key.stringValue).asObject()))
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        Elements(place: place.inner(key.stringValue).asList())
    }
    func superEncoder() -> any Encoder { ValueEncoder(place: place.inner("super")) }
    func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(place: place.inner(key.stringValue)) }
}

private struct Elements: UnkeyedEncodingContainer {
    let place: Place
    var codingPath: [any CodingKey] { [] }
    var count: Int { place.elements?.count ?? 0 }

    func encodeNil() { place.elements?.append(.null) }
    func encode(_ value: Bool) { place.elements?.append(.bool(value)) }
    func encode(_ value: String) { place.elements?.append(.text(value)) }
    func encode(_ value: Double) { place.elements?.append(Value(value)) }
    func encode(_ value: Float) { place.elements?.append(Value(Double(value))) }
    func encode(_ value: some FixedWidthInteger & Encodable) throws { place.elements?.append(try Value(whole: value)) }
    func encode(_ value: some Encodable) throws { place.elements?.append(try ValueEncoder.value(of: value)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(Members<Nested>(place: place.next().asObject()))
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { Elements(place: place.next().asList()) }
    func superEncoder() -> any Encoder { ValueEncoder(place: place.next()) }
}
