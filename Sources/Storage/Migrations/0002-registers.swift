extension Migration {
    /// The registers' typed tables: one row a version of an entry, with the time from which and to which it held.
    package static let registers = Migration(
        name: "0002-registers",
        statements: ([
            (
                "people",
                """
                name TEXT NOT NULL, region TEXT, city TEXT, phone TEXT, mail TEXT, employment TEXT NOT NULL, grants TEXT NOT
                NULL, customer TEXT, leave TEXT NOT NULL, deputy TEXT, deputy_from BIGINT, deputy_to BIGINT
                """, ["region", "deputy"]
            ),
            (
                "customers",
                """
                name TEXT NOT NULL, region TEXT NOT NULL, parent TEXT, grade TEXT NOT NULL, asks_callback INTEGER NOT NULL,
                secrecy TEXT
                """, []
            ),
            (
                "contacts",
                """
                name TEXT NOT NULL, customer TEXT NOT NULL, region TEXT NOT NULL, post TEXT, phone TEXT NOT NULL, mail TEXT
                """, ["customer"]
            ),
            (
                "sites",
                """
                name TEXT NOT NULL, customer TEXT NOT NULL, region TEXT NOT NULL, city TEXT, address TEXT, rooms TEXT NOT
                NULL, access_rules TEXT, credentials TEXT NOT NULL, asks_work_ticket INTEGER NOT NULL, is_unattended INTEGER NOT NULL, window_from
                INTEGER, window_to INTEGER, sensitive_periods TEXT NOT NULL
                """, ["customer"]
            ),
            (
                "product_families",
                """
                name TEXT NOT NULL, grading TEXT NOT NULL, vendor TEXT NOT NULL
                """, []
            ),
            (
                "product_models",
                """
                name TEXT NOT NULL, family TEXT NOT NULL, end_of_production TEXT
                """, []
            ),
            (
                "devices",
                """
                model TEXT NOT NULL, customer TEXT NOT NULL, site TEXT NOT NULL, region TEXT NOT NULL, room TEXT, position
                TEXT, version TEXT, warranty_until TEXT, boards TEXT NOT NULL
                """, ["site", "customer"]
            ),
            (
                "contracts",
                """
                name TEXT NOT NULL, customer TEXT NOT NULL, region TEXT NOT NULL, begins TEXT NOT NULL, ends TEXT NOT NULL,
                response TEXT NOT NULL, restore TEXT, arrival TEXT NOT NULL, covers_on_site INTEGER NOT NULL,
                covers_advance_replacement INTEGER NOT NULL, covers_retention INTEGER NOT NULL, sites TEXT NOT NULL, devices
                TEXT NOT NULL
                """, ["customer"]
            ),
            (
                "certificates",
                """
                person TEXT NOT NULL, vendor TEXT NOT NULL, name TEXT NOT NULL, domain TEXT, expires TEXT NOT NULL, scan TEXT
                """, ["person"]
            ),
            (
                "levels",
                """
                person TEXT NOT NULL, family TEXT NOT NULL, level TEXT NOT NULL, since TEXT NOT NULL
                """, ["person"]
            ),
            (
                "duties",
                """
                region TEXT NOT NULL, person TEXT NOT NULL, begins BIGINT NOT NULL, ends BIGINT NOT NULL
                """, ["region"]
            ),
            (
                "parts",
                """
                name TEXT NOT NULL, family TEXT, is_serialised INTEGER NOT NULL, list_price BIGINT
                """, []
            ),
            (
                "warehouses",
                """
                name TEXT NOT NULL, region TEXT NOT NULL
                """, []
            ),
            (
                "order_templates",
                """
                name TEXT NOT NULL, type TEXT NOT NULL, work TEXT NOT NULL, spares TEXT NOT NULL
                """, []
            ),
            (
                "editions",
                """
                name TEXT NOT NULL, revision INTEGER NOT NULL, hash TEXT NOT NULL, in_force_from TEXT NOT NULL
                """, []
            ),
        ] as [(table: String, columns: String, indexed: [String])]).flatMap { table, columns, indexed in
            [
                """
                CREATE TABLE \(table) (
                    id {identity}, number TEXT NOT NULL, code TEXT NOT NULL, active INTEGER NOT NULL, valid_from BIGINT NOT NULL,
                    valid_to BIGINT, \(columns))
                """,
                "CREATE UNIQUE INDEX \(table)_current ON \(table) (number) WHERE valid_to IS NULL",
            ] + indexed.map { "CREATE INDEX \(table)_\($0) ON \(table) (\($0)) WHERE valid_to IS NULL" }
        })
}
