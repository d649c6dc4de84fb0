extension Migration {
    /// Steps that stayed on the phone of somebody who acts no more, and the keys by which their phones may hand them in.
    package static let deposits = Migration(
        name: "0014-deposits",
        statements: [
            "CREATE TABLE deposit_keys (hash TEXT PRIMARY KEY, person TEXT NOT NULL, created BIGINT NOT NULL)",
            "CREATE INDEX deposit_keys_created ON deposit_keys (created)",
            """
            CREATE TABLE deposits (
                id {identity}, person TEXT NOT NULL, key TEXT NOT NULL, number TEXT NOT NULL REFERENCES cases, verb TEXT NOT NULL,
                done BIGINT NOT NULL, skew BIGINT, source TEXT NOT NULL, body TEXT NOT NULL, size BIGINT NOT NULL,
                received BIGINT NOT NULL, brought_by TEXT, settled BIGINT, settled_by TEXT, position BIGINT,
                is_set_aside INTEGER NOT NULL DEFAULT 0, UNIQUE (person, key))
            """,
            "CREATE INDEX deposits_waiting ON deposits (id) WHERE settled IS NULL",
            "CREATE INDEX deposits_settled ON deposits (id) WHERE settled IS NOT NULL",
        ])
}
