import Handbook

/// Judges an open case's clocks by a calendar that has been announced since: performed by the clock, once a revision (12.1.1).
struct AdoptCalendar<Subject: Procedure>: Activity {
    static var row: Row<Subject.Step> {
        Row("–", "改按公布的日历", "Adopt the announced calendar", by: .clock, from: .any, clauses: ["12.1.1"])
    }

    @Input("修订", "Revision", 71...71) var revision: String
    @Input("原时限", "Due before") var before: Instant?
    @Input("新时限", "Due after") var after: Instant?

    func perform(on subject: inout Subject, in work: Work) {
        work.adopt(calendarOf: revision)
        guard before != after, let before, let after, let owner = work.header.owner else { return }
        let time = work.edition.time
        work.tell(
            .person(ID(owner)),
            Text(
                "\(work.number) 的时限随公布的节假日由 \(time.label(before, .zh)) 改为 \(time.label(after, .zh))",
                "\(work.number): with the announced holidays its limit moves from \(time.label(before, .en)) to \(time.label(after, .en))"
            ))
    }
}
