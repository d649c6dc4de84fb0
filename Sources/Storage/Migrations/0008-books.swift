extension Migration {
    /// What the pages of registers, devices, stock and duty are read by: each list walks an index from its key on.
    package static let books = Migration(
        name: "0008-books",
        statements: [
            ("people", ["customer", "deputy"]), ("customers", ["parent"]), ("contacts", ["customer"]), ("sites", ["customer"]),
            ("product_models", ["family"]), ("devices", ["customer", "site", "model"]), ("contracts", ["customer"]),
            ("certificates", ["person"]), ("levels", ["person", "family"]), ("duties", ["person"]), ("parts", ["family"]),
        ].flatMap { table, columns in
            // What refers to an entry, in the order of the codes.
            columns.map { "CREATE INDEX \(table)_of_\($0) ON \(table) (\($0), code) WHERE valid_to IS NULL" }
        }
            + [
                "people", "customers", "contacts", "sites", "product_families", "product_models", "devices", "contracts",
                "certificates", "levels", "duties", "parts", "warehouses", "editions",
            ].map {
                // The versions of one entry, the latest first.
                "CREATE INDEX \($0)_versions ON \($0) (number, id)"
            }
            + [
                "CREATE INDEX devices_of_region ON devices (region, code) WHERE valid_to IS NULL AND active = 1",
                "CREATE INDEX devices_by_code ON devices (code) WHERE valid_to IS NULL AND active = 1",
                "CREATE INDEX duties_by_end ON duties (region, ends) WHERE valid_to IS NULL AND active = 1",
                "CREATE INDEX open_cases_of_customer ON cases (customer, kind, number) WHERE open = 1",
                "CREATE INDEX open_cases_of_site ON cases (site, kind, number) WHERE open = 1",
                "CREATE INDEX stock_lines_of_part ON stock_lines (part, move)",
                "CREATE INDEX stock_lines_of_serial ON stock_lines (serial, part, move) WHERE serial <> ''",
                "CREATE INDEX stock_in_accounts ON stock_balances (account, part, serial) WHERE quantity > 0",
                "CREATE INDEX stock_of_part ON stock_balances (part, account, serial)",
                """
                CREATE INDEX stock_with_orders ON stock_balances (account, part, serial)
                    WHERE quantity > 0 AND substr(account, 1, 6) = 'order:'
                """,
                "CREATE INDEX debts_by_due ON debts (due, id) WHERE settled IS NULL",
            ])
}
