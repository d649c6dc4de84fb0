extension Migration {
    /// Cases, records, journal and what follows from them.
    package static let house = Migration(
        name: "0001-house",
        statements: [
            "CREATE TABLE sequences (name TEXT PRIMARY KEY, next BIGINT NOT NULL)",
            """
            CREATE TABLE cases (
                number TEXT PRIMARY KEY, kind TEXT NOT NULL, stage TEXT NOT NULL, open INTEGER NOT NULL, title TEXT NOT NULL,
                region TEXT, customer TEXT, site TEXT, owner TEXT, level TEXT, opened BIGINT NOT NULL, due BIGINT, closed BIGINT,
                edition TEXT NOT NULL, parent TEXT REFERENCES cases, head_position BIGINT NOT NULL, head_hash TEXT NOT NULL,
                sealed_position BIGINT NOT NULL DEFAULT 0,
                place BIGINT GENERATED ALWAYS AS (COALESCE(-closed, due, 9223372036854775807)) STORED)
            """,
            "CREATE INDEX cases_unsealed ON cases (number) WHERE head_position > sealed_position",
            "CREATE INDEX cases_stage ON cases (kind, stage, region, place, number)",
            "CREATE INDEX cases_opened ON cases (kind, opened, number)",
            "CREATE INDEX cases_parent ON cases (parent) WHERE parent IS NOT NULL",
            "CREATE INDEX cases_closed ON cases (kind, closed) WHERE closed IS NOT NULL",
            """
            CREATE TABLE records (
                number TEXT PRIMARY KEY REFERENCES cases, record_version INTEGER NOT NULL, body TEXT NOT NULL)
            """,
            """
            CREATE TABLE case_audience (
                principal TEXT NOT NULL, kind TEXT NOT NULL, open INTEGER NOT NULL, place BIGINT NOT NULL, number TEXT NOT NULL,
                PRIMARY KEY (number, principal))
            """,
            "CREATE INDEX case_audience_list ON case_audience (principal, open, kind, place, number)",
            """
            CREATE TABLE case_people (
                number TEXT NOT NULL, person TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (number, person, part))
            """,
            "CREATE INDEX case_people_person ON case_people (person, part)",
            "CREATE TABLE case_devices (number TEXT NOT NULL, device TEXT NOT NULL, PRIMARY KEY (number, device))",
            "CREATE INDEX case_devices_device ON case_devices (device)",
            """
            CREATE TABLE case_topics (
                topic TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (topic, kind, number))
            """,
            "CREATE INDEX case_topics_number ON case_topics (number)",
            """
            CREATE TABLE case_links (
                number TEXT NOT NULL, other TEXT NOT NULL, relation TEXT NOT NULL, PRIMARY KEY (number, other, relation))
            """,
            "CREATE INDEX case_links_other ON case_links (other)",
            """
            CREATE TABLE appointments (
                number TEXT NOT NULL, person TEXT NOT NULL, starts BIGINT NOT NULL, ends BIGINT NOT NULL, trip TEXT,
                PRIMARY KEY (person, starts, number), CHECK (ends > starts))
            """,
            "CREATE INDEX appointments_number ON appointments (number)",
            "CREATE TABLE role_holders (person TEXT NOT NULL, role TEXT NOT NULL, region TEXT NOT NULL, PRIMARY KEY (role, region, person))",
            "CREATE INDEX role_holders_person ON role_holders (person)",
            """
            CREATE TABLE clock_events (
                id {identity}, number TEXT NOT NULL, clock TEXT NOT NULL, event TEXT NOT NULL, detail TEXT, done BIGINT NOT NULL,
                received BIGINT NOT NULL, position BIGINT NOT NULL, annulled_by BIGINT)
            """,
            "CREATE INDEX clock_events_number ON clock_events (number, clock, id)",
            """
            CREATE TABLE clocks (
                number TEXT NOT NULL, clock TEXT NOT NULL, term TEXT NOT NULL, started BIGINT NOT NULL, due BIGINT NOT NULL,
                stopped BIGINT, paused INTEGER NOT NULL, warned INTEGER NOT NULL, breached BIGINT, provisional INTEGER NOT NULL,
                PRIMARY KEY (number, clock))
            """,
            """
            CREATE TABLE schedules (
                id {identity}, number TEXT NOT NULL, key TEXT NOT NULL, verb TEXT NOT NULL, due BIGINT NOT NULL, UNIQUE (number, key))
            """,
            "CREATE INDEX schedules_due ON schedules (due)",
            """
            CREATE TABLE debts (
                id {identity}, number TEXT NOT NULL, kind TEXT NOT NULL, part TEXT NOT NULL, serial TEXT NOT NULL, due BIGINT NOT NULL,
                reason TEXT NOT NULL, position BIGINT NOT NULL, opened BIGINT NOT NULL, settled BIGINT, annulled_by BIGINT)
            """,
            "CREATE INDEX debts_number ON debts (number)",
            "CREATE INDEX debts_open ON debts (serial) WHERE settled IS NULL",
            """
            CREATE TABLE measures (
                number TEXT NOT NULL, name TEXT NOT NULL, value BIGINT NOT NULL, PRIMARY KEY (number, name))
            """,
            """
            CREATE TABLE journal (
                id {identity}, number TEXT NOT NULL REFERENCES cases, position BIGINT NOT NULL, verb TEXT NOT NULL, code TEXT NOT NULL,
                person TEXT NOT NULL, on_behalf TEXT, source TEXT NOT NULL, done BIGINT NOT NULL, received BIGINT NOT NULL,
                payload {blob}, payload_hash TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL, algorithm TEXT NOT NULL,
                edition TEXT NOT NULL, build TEXT NOT NULL, UNIQUE (number, position))
            """,
            "CREATE INDEX journal_person ON journal (person, id)",
            "CREATE INDEX journal_verb ON journal (verb, id)",
            """
            CREATE TABLE seals (
                position BIGINT PRIMARY KEY, at BIGINT NOT NULL, body {blob} NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
                algorithm TEXT NOT NULL, public_key TEXT NOT NULL, signature TEXT NOT NULL)
            """,
            """
            CREATE TABLE clause_events (
                id {identity}, clause TEXT NOT NULL, event TEXT NOT NULL, number TEXT NOT NULL, verb TEXT NOT NULL, place BIGINT NOT NULL,
                at BIGINT NOT NULL)
            """,
            "CREATE INDEX clause_events_clause ON clause_events (clause, id)",
            // What did not go by the book is rare: to find it must not cost a walk along what did.
            "CREATE INDEX clause_events_departed ON clause_events (clause, id) WHERE event <> 'attested'",
            "CREATE INDEX clause_events_departures ON clause_events (event, id) WHERE event <> 'attested'",
            """
            CREATE TABLE clause_counts (
                clause TEXT NOT NULL, day BIGINT NOT NULL, event TEXT NOT NULL, kind TEXT NOT NULL, verb TEXT NOT NULL,
                count BIGINT NOT NULL, PRIMARY KEY (clause, day, event, kind, verb))
            """,
            """
            CREATE TABLE activity_counts (
                kind TEXT NOT NULL, verb TEXT NOT NULL, day BIGINT NOT NULL, count BIGINT NOT NULL, PRIMARY KEY (kind, verb, day))
            """,
            "CREATE TABLE clause_rollup (one INTEGER PRIMARY KEY, last_id BIGINT NOT NULL, last_entry BIGINT NOT NULL)",
            "INSERT INTO clause_rollup (one, last_id, last_entry) VALUES (1, 0, 0)",
            """
            CREATE TABLE refusals (
                id {identity}, at BIGINT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, number TEXT, verb TEXT NOT NULL,
                reasons TEXT NOT NULL)
            """,
            "CREATE INDEX refusals_person ON refusals (person, id)",
            """
            CREATE TABLE drafts (
                person TEXT NOT NULL, place TEXT NOT NULL, verb TEXT NOT NULL, body TEXT NOT NULL, at BIGINT NOT NULL,
                PRIMARY KEY (person, place, verb))
            """,
            "CREATE INDEX drafts_at ON drafts (at)",
            """
            CREATE TABLE idempotency (
                person TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL,
                PRIMARY KEY (person, key))
            """,
            "CREATE INDEX idempotency_at ON idempotency (at)",
            """
            CREATE TABLE attachments (
                id {identity}, number TEXT NOT NULL REFERENCES cases, position BIGINT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL,
                person TEXT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX attachments_number ON attachments (number)",
            """
            CREATE TABLE papers (
                number TEXT NOT NULL REFERENCES cases, kind TEXT NOT NULL, version INTEGER NOT NULL, template INTEGER NOT NULL,
                snapshot {blob} NOT NULL, hash TEXT NOT NULL, class TEXT NOT NULL, at BIGINT NOT NULL, position BIGINT NOT NULL,
                PRIMARY KEY (number, kind, version))
            """,
            "CREATE INDEX papers_hash ON papers (hash)",
            """
            CREATE TABLE notices (
                id {identity}, principal TEXT NOT NULL, number TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX notices_principal ON notices (principal, id)",
            """
            CREATE TABLE outbox (
                id {identity}, target TEXT NOT NULL, number TEXT NOT NULL, payload TEXT NOT NULL, created BIGINT NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0, due BIGINT NOT NULL, sent BIGINT, dead INTEGER NOT NULL DEFAULT 0)
            """,
            "CREATE INDEX outbox_due ON outbox (target, id) WHERE sent IS NULL AND dead = 0",
            """
            CREATE TABLE tokens (
                hash TEXT PRIMARY KEY, person TEXT NOT NULL, scopes TEXT NOT NULL, created BIGINT NOT NULL, expires BIGINT NOT NULL,
                revoked BIGINT)
            """,
            """
            CREATE TABLE stock_moves (
                id {identity}, number TEXT NOT NULL REFERENCES cases, position BIGINT NOT NULL, purpose_zh TEXT NOT NULL,
                purpose_en TEXT NOT NULL, at BIGINT NOT NULL, reverses BIGINT UNIQUE REFERENCES stock_moves)
            """,
            "CREATE INDEX stock_moves_number ON stock_moves (number, position)",
            """
            CREATE TABLE stock_lines (
                move BIGINT NOT NULL REFERENCES stock_moves, line INTEGER NOT NULL, account TEXT NOT NULL, part TEXT NOT NULL,
                serial TEXT NOT NULL, quantity BIGINT NOT NULL CHECK (quantity <> 0), PRIMARY KEY (move, line))
            """,
            """
            CREATE TABLE stock_balances (
                account TEXT NOT NULL, part TEXT NOT NULL, serial TEXT NOT NULL, quantity BIGINT NOT NULL,
                PRIMARY KEY (account, part, serial),
                CHECK (quantity >= 0 OR account = 'outside'), CHECK (serial = '' OR quantity <= 1))
            """,
            "CREATE UNIQUE INDEX stock_one_place ON stock_balances (part, serial) WHERE serial <> '' AND quantity > 0 AND account <> 'outside'",
        ])
}
