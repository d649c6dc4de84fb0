/// Where IP addresses, of version 4 or 6, stand in folded bytes (1.3.6).
func addresses(in bytes: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
        guard isAddressByte(bytes[at]) else {
            at += 1
            continue
        }
        let start = at
        while at < bytes.count, isAddressByte(bytes[at]) { at += 1 }
        var end = at
        while end > start, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: ":") && !isDouble(bytes, end) {
            end -= 1
        }
        let run = bytes[start..<end]
        let isPartOfWord = start > 0 && isWordByte(bytes[start - 1]) || at < bytes.count && isWordByte(bytes[at])
        if !isPartOfWord, isFour(run) || isSix(run) { places.append(start..<end) }
    }
    return places
}

private func isAddressByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (97...102).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
}

private func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
}

private func isDouble(_ bytes: [UInt8], _ end: Int) -> Bool {
    end > 1 && bytes[end - 2] == UInt8(ascii: ":")
}

/// Four numbers up to 255 with dots between; a port after a colon may follow.
private func isFour(_ run: ArraySlice<UInt8>) -> Bool {
    let host = run.prefix { $0 != UInt8(ascii: ":") }
    let numbers = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return numbers.count == 4
        && numbers.allSatisfy { digits in
            (1...3).contains(digits.count) && digits.allSatisfy(isDigit)
                && digits.reduce(0) { $0 * 10 + Int($1 - 48) } <= 255
        }
}

/// Eight groups of up to four hexadecimal digits with colons between, or fewer around one "::".
private func isSix(_ run: ArraySlice<UInt8>) -> Bool {
    guard run.count >= 5, run.contains(where: isDigit), !run.contains(UInt8(ascii: ".")) else { return false }
    let groups = run.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.count <= 4 }), (3...8).contains(groups.count) else { return false }
    return groups.contains(where: \.isEmpty) || groups.count == 8
}
