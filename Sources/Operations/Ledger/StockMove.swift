import Handbook

/// An account of the stock ledger: a place where parts can be.
package enum StockAccount: Hashable, Sendable {
    case warehouse(ID<Warehouse>)
    /// Issued for an order and not yet used or returned.
    case order(String)
    /// In a customer's device or on their site.
    case site(String)
    /// Outside the house: suppliers, opening balances, what was written off. The only account that may go below nought.
    case outside

    /// The account as it is kept: `warehouse:SH-MAIN`.
    package var text: String {
        switch self {
        case .warehouse(let warehouse): "warehouse:\(warehouse.text)"
        case .order(let number): "order:\(number)"
        case .site(let site): "site:\(site)"
        case .outside: "outside"
        }
    }
}

/// A movement of parts from one account to another: never edited, only reversed.
package struct StockMove: Hashable, Sendable {
    package let part: String
    package let serial: String?
    package let quantity: Int
    package let from: StockAccount
    package let to: StockAccount
    package let purpose: Text
}

/// A part owed to us or by us to the store: a row with its own clock, so that the order can close (12.2.5(c)).
package struct Debt: Hashable, Sendable {
    /// What is owed.
    package enum Kind: String, Sendable {
        /// A faulty part left at the customer's.
        case faultyPart = "faulty-part"
        /// A spare not brought back.
        case spare
    }

    package let kind: Kind
    package let part: String
    package let serial: String
    package let due: Instant
    package let reason: String
}
