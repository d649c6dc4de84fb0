/// Every number of the handbook that a guard, a clock or a page compares with.
package struct Limits: Sendable {
    /// A delay is told this long ahead (3.1.5).
    package let delayNotice: Limit
    /// The tolerance told with an appointment (3.1.3).
    package let arrivalTolerance: Limit
    /// The earliest that one arrives before the appointment (3.1.5).
    package let earlyArrivalFrom: Limit
    /// The latest that one arrives before the appointment (3.1.5).
    package let earlyArrivalTo: Limit
    /// The length of an appointment that names none (3.1.3, ours).
    package let appointmentLength: Limit
    /// Above this height the customer has a ladder ready (12.2.5 note 3).
    package let ladderHeight: Limit
    /// Equipment is installed no higher (12.2.5 note 3).
    package let workHeight: Limit
    /// The longest that one listens in on a customer's call (1.2.2(7)).
    package let listenSeconds: Limit
    /// The phone is answered within so many rings (2.3.1).
    package let phoneRings: Limit
    /// Grave operations start no earlier than this hour of the night (1.4.3).
    package let riskWindowFrom: Limit
    /// Grave operations end by this hour of the night (1.4.3).
    package let riskWindowTo: Limit
    /// The work record is handed in within this time (12.2.5/7, ours).
    package let recordHandIn: Limit
    /// The working hours of a working day begin at this hour (21/D-1, ours).
    package let workFrom: Limit
    /// The working hours of a working day end at this hour (21/D-1, ours).
    package let workTo: Limit
    /// Work from this hour of the evening on is night work (21/D-1, ours).
    package let nightFrom: Limit
    /// Work before this hour of the morning is night work (21/D-1, ours).
    package let nightTo: Limit
    /// A signature that is owed is asked for again at this interval (12.2.5/8, ours).
    package let signatureChase: Limit
    /// Silence for this long counts as confirmation (12.2.1/10, ours).
    package let silentConfirmation: Limit
    /// A complaint is answered within this time (2.2.1, ours).
    package let complaintReply: Limit
    /// A project order reports at this interval (3.2.17).
    package let dailyReport: Limit
    /// A residency reports at this interval (17.2(6)).
    package let weeklyReport: Limit
    /// A risky rectification plan goes to R&D this far ahead (14.9(2)).
    package let rectificationReview: Limit
    /// A part left at an on-site swap is due back (12.2.5(c)).
    package let faultyPartReturn: Limit
    /// The faulty part is due back after an advance replacement (12.2.4(a)).
    package let advanceReplacementReturn: Limit
    /// When a part owed is asked for (12.2.4(a), ours).
    package let returnReminders: [Limit]
    /// A replacement is covered at least this long (12.2.3(f)).
    package let replacementCover: Limit
    /// The customer tells of configuration changes (12.2.3 note 2).
    package let configurationNotice: Limit
    /// Another fault of a device within this time is a repeat fault (12.2.7, ours).
    package let repeatFault: Limit
    /// How long before its end cover is shown as ending (12.2.7, ours).
    package let coverWarnings: [Limit]
    /// Damage is claimed within this time of arrival (11.2.2(2)(b)).
    package let claimDamage: Limit
    /// Wrong goods are claimed within this time of arrival (11.2.3(2)(a)).
    package let claimWrong: Limit
    /// A fault within this powered running is DOA (11.1(4)).
    package let doaHours: Limit
    /// The summary report after recovery, by level from 1 to 3 (20/250, ours).
    package let incidentReport: [Limit]
    /// The customer version of the incident report (20/270).
    package let incidentCustomise: Limit
    /// Repetition within this time raises the level (19.2(5)).
    package let incidentRepeat: Limit
    /// Recurrence within this time continues the incident (19.7(1)).
    package let incidentContinuation: Limit
    /// So many badge misses in a row weigh more (5.3.3(2)(c)).
    package let badgeMisses: Limit
    /// So many badges lost in a year are criticised and fined (5.3.3(3)(b)).
    package let badgeLosses: Limit
    /// A certificate is shown as ending this long ahead (8.2.1, ours).
    package let certificateWarning: Limit
    /// A new edition is read within this time (0.4, ours).
    package let editionGrace: Limit
    /// A draft is kept this long (0.3, ours).
    package let draftDays: Limit
    /// A repeated request is recognised this long (0.3, ours).
    package let idempotencyDays: Limit
    /// All of them by name, in the edition's order; those of a list are numbered from 1 ("cover-warnings/1").
    package let all: [(name: String, limit: Limit)]

    /// The time for the summary report of an incident of a level, 1 to 3 (20/250).
    package func incidentReport(level: Int) -> Limit {
        incidentReport[min(max(level, 1), 3) - 1]
    }
}

extension Limits {
    /// Reads limits.yaml.
    init?(_ entry: Entry) {
        guard let reader = LimitReader(entry) else { return nil }
        delayNotice = reader.limit("delay-notice", .minutes)
        arrivalTolerance = reader.limit("arrival-tolerance", .minutes)
        earlyArrivalFrom = reader.limit("early-arrival-from", .minutes)
        earlyArrivalTo = reader.limit("early-arrival-to", .minutes)
        appointmentLength = reader.limit("appointment-length", .minutes)
        ladderHeight = reader.limit("ladder-height", .feet)
        workHeight = reader.limit("work-height", .feet)
        listenSeconds = reader.limit("listening", .seconds)
        phoneRings = reader.limit("phone-rings", .count)
        riskWindowFrom = reader.limit("risk-window-from", .hours)
        riskWindowTo = reader.limit("risk-window-to", .hours)
        recordHandIn = reader.limit("record-hand-in", .workingDays)
        workFrom = reader.limit("work-from", .hours)
        workTo = reader.limit("work-to", .hours)
        nightFrom = reader.limit("night-from", .hours)
        nightTo = reader.limit("night-to", .hours)
        signatureChase = reader.limit("signature-chase", .workingDays)
        silentConfirmation = reader.limit("silent-confirmation", .workingDays)
        complaintReply = reader.limit("complaint-reply", .workingDays)
        dailyReport = reader.limit("daily-report", .days)
        weeklyReport = reader.limit("weekly-report", .weeks)
        rectificationReview = reader.limit("rectification-review", .days)
        faultyPartReturn = reader.limit("faulty-part-return", .workingDays)
        advanceReplacementReturn = reader.limit("advance-replacement-return", .workingDays)
        returnReminders = reader.limits("return-reminders", .workingDays, 1...10)
        replacementCover = reader.limit("replacement-cover", .days)
        configurationNotice = reader.limit("configuration-notice", .days)
        repeatFault = reader.limit("repeat-fault", .days)
        coverWarnings = reader.limits("cover-warnings", .days, 1...10)
        claimDamage = reader.limit("claim-damage", .days)
        claimWrong = reader.limit("claim-wrong", .days)
        doaHours = reader.limit("doa-running", .hours)
        incidentReport = reader.limits("incident-report", .hours, 3...3)
        incidentCustomise = reader.limit("incident-customise", .workingDays)
        incidentRepeat = reader.limit("incident-repeat", .months)
        incidentContinuation = reader.limit("incident-continuation", .hours)
        badgeMisses = reader.limit("badge-misses", .count)
        badgeLosses = reader.limit("badge-losses", .count)
        certificateWarning = reader.limit("certificate-warning", .days)
        editionGrace = reader.limit("edition-grace", .days)
        draftDays = reader.limit("draft", .days)
        idempotencyDays = reader.limit("idempotency", .days)
        all = reader.finish()
        reader.check(
            earlyArrivalFrom.value >= earlyArrivalTo.value, "early-arrival-to", "early-arrival-from",
            "应不大于 early-arrival-from", "it must not exceed early-arrival-from")
        reader.check(
            workFrom.value < workTo.value && workTo.value <= 24, "work-to", "work-from", "应晚于 work-from,且不过 24",
            "it must be later than work-from, and at most 24")
        reader.check(
            riskWindowFrom.value < riskWindowTo.value && riskWindowTo.value <= 24, "risk-window-to", "risk-window-from",
            "应晚于 risk-window-from,且不过 24", "it must be later than risk-window-from, and at most 24")
    }
}
