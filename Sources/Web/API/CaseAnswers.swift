import Handbook
import Operations

/// Cases and their parts as programs read them.
struct CaseAnswers {
    let time: ServiceTime

    /// The narrow row of a case, with its names where they are known.
    func header(_ header: CaseHeader, title: (_ kind: String, _ code: String) -> String? = { _, _ in nil }) -> [(String, JSON)] {
        let procedure = Procedures.declared[header.kind]
        let stage = procedure?.name(ofStage: header.stage) ?? Text(header.stage, header.stage)
        func named(_ kind: String, _ code: String?) -> JSON {
            guard let code else { return .null }
            return .object([("code", .text(code)), ("title", JSON(title(kind, code)))])
        }
        return [
            ("number", .text(header.number)), ("kind", .text(header.kind)),
            ("procedure", JSON(procedure?.title ?? Text(header.kind, header.kind))),
            (
                "stage",
                .object([("id", .text(header.stage)), ("zh", .text(stage.zh)), ("en", .text(stage.en))])
            ),
            ("isOpen", .flag(header.isOpen)), ("title", .text(header.title)), ("region", JSON(header.region)),
            ("customer", named(Customer.kind, header.customer)), ("site", named(Site.kind, header.site)),
            ("owner", named(Person.kind, header.owner)), ("level", JSON(header.level)), ("opened", JSON(header.opened, in: time)),
            ("due", JSON(header.due, in: time)), ("closed", JSON(header.closed, in: time)), ("parent", JSON(header.parent)),
            ("edition", .text(header.edition)), ("position", .whole(Int64(header.headPosition))), ("hash", .text(header.headHash)),
        ]
    }

    /// A whole case; its record only for the staff.
    func whole(_ reading: CaseReading, isForStaff: Bool) throws -> JSON {
        try .object(
            header(reading.header) { reading.titles["\($0):\($1)"] } + [
                ("clocks", .list(reading.clocks.map { clock($0, at: reading.now) })),
                (
                    "people",
                    .list(
                        reading.people.map {
                            .object([
                                ("part", .text($0.part)), ("person", .text($0.person)),
                                ("name", .text(reading.title(of: Person.kind, $0.person))),
                            ])
                        })
                ),
                (
                    "facts",
                    .object([
                        ("devices", .list(reading.devices.map { .text($0) })),
                        (
                            "related",
                            .list(
                                reading.related.map {
                                    .object([
                                        ("number", .text($0.number)), ("relation", .text($0.relation)),
                                        ("title", JSON(reading.titles[$0.number])),
                                    ])
                                })
                        ),
                    ])
                ),
                ("record", isForStaff ? JSON(.object(reading.record())) : .null),
            ])
    }

    private func clock(_ state: ClockState, at now: Instant) -> JSON {
        .object([
            ("id", .text(state.clock.id)), ("title", JSON(state.clock.title)), ("clause", .text(state.clock.clause)),
            ("term", .text(state.term.text)), ("started", JSON(state.started, in: time)), ("due", JSON(state.due, in: time)),
            ("stopped", JSON(state.stopped, in: time)), ("state", .text(state.word(at: now))),
            ("isProvisional", .flag(state.isProvisional)), ("warnings", .list(state.warnings.map { JSON($0, in: time) })),
        ])
    }

    /// An entry of a journal, with what was kept of it.
    func entry(_ entry: JournalEntry) throws -> JSON {
        try .object([
            ("position", .whole(Int64(entry.position))), ("verb", .text(entry.verb)), ("code", .text(entry.code)),
            ("person", .text(entry.person)), ("onBehalf", JSON(entry.onBehalf)), ("source", .text(entry.source)),
            ("done", JSON(entry.done, in: time)), ("received", JSON(entry.received, in: time)), ("hash", .text(entry.hash)),
            ("edition", .text(entry.edition)), ("build", .text(entry.build)), ("content", JSON(entry.content())),
        ])
    }

    /// A step that is open to somebody: what stands in its way, and the schema of its form.
    func step(_ ready: Readiness, of number: String, edition: Edition) -> JSON {
        let activity = ready.activity
        return .object([
            ("verb", .text(activity.verb)), ("code", .text(activity.code)), ("title", JSON(activity.title)),
            ("to", JSON(activity.to)), ("isReady", .flag(ready.isReady)), ("clauses", .list(activity.clauses.map { .text($0) })),
            ("obstacles", .list(ready.obstacles.map { JSON($0) })),
            (
                "margins",
                .list(ready.margins.map { .object([("clause", .text($0.clause)), ("margin", JSON($0.margin))]) })
            ),
            ("href", .text("/api/v1/cases/\(number.percentEncoded)/activities/\(activity.verb)")),
            ("schema", FormSchema(edition: edition).form(activity.fields)),
        ])
    }
}
