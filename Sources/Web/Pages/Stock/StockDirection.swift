import Handbook
import Operations

/// Which way the parts of a slip go: it names the slip, and who signs for the other side.
enum StockDirection {
    /// Into the store from outside, out of it, back from an order or a site, from one store to another, or several of these at once.
    case into, out, back, across, mixed

    init(_ moves: [PartReading.Move]) {
        func isStore(_ account: String) -> Bool { account.hasPrefix("\(Warehouse.kind):") }
        let fromStore = moves.contains { isStore($0.from) }
        let toStore = moves.contains { isStore($0.to) }
        self =
            switch (fromStore, toStore) {
            case (true, true): moves.allSatisfy { isStore($0.from) && isStore($0.to) } ? .across : .mixed
            case (true, false): .out
            case (false, true): moves.contains { $0.from != StockAccount.outside.text } ? .back : .into
            case (false, false): .mixed
            }
    }

    var title: Text {
        switch self {
        case .into: Text("入库单", "Receipt into store")
        case .out: Text("出库单", "Issue slip")
        case .back: Text("退库单", "Return slip")
        case .across: Text("调拨单", "Transfer slip")
        case .mixed: Text("出入库单", "Stock slip")
        }
    }

    /// Whoever stands across from the store.
    var counterpart: Text {
        switch self {
        case .into, .back: Text("交料人", "Deliverer")
        case .out, .across, .mixed: Text("领料人", "Recipient")
        }
    }

    var signs: [Text] {
        switch self {
        case .into, .back: [counterpart, Text("收料人", "Received by"), Text("日期", "Date")]
        case .out, .across, .mixed: [Text("发料人", "Given by"), counterpart, Text("日期", "Date")]
        }
    }
}
