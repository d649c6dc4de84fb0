extension ServiceTime {
    /// The moment that an ISO 8601 text writes, with an offset or `Z`, or without one in service time; nothing if it isn't one.
    ///
    /// Seconds, their fraction and the offset may be left out; a space may stand for the `T`; 24:00 is the day's end.
    package func instant(parsing text: String) -> Instant? {
        var digits = Digits(text)
        guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
            let dayOfMonth = digits.number(2), let day = Day(year: year, month: month, day: dayOfMonth),
            digits.skip("Tt "), let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2)
        else { return nil }
        var second = 0
        var nanosecond = 0
        if digits.skip(":") {
            guard let read = digits.number(2) else { return nil }
            second = read
            if digits.skip(".,") {
                guard let read = digits.fraction() else { return nil }
                nanosecond = read
            }
        }
        guard hour <= 24, minute <= 59, second <= 59, hour < 24 || (minute == 0 && second == 0 && nanosecond == 0) else {
            return nil
        }
        guard let east = digits.isAtEnd ? offset : Self.offset(&digits), digits.isAtEnd else { return nil }
        let time = Int64(hour) * .hour + Int64(minute) * .minute + Int64(second) * 1_000 + Int64(nanosecond / 1_000_000)
        return Instant(milliseconds: day.number.asDays + time - east)
    }

    /// "2026-05-18T12:30:00+08:00", with milliseconds only where there are some.
    package func iso(_ instant: Instant) -> String { DigitsWriter.text(48) { $0.put(iso: instant, in: self) } }

    /// "2026-05-18 周一 12:30" or "Mon 2026-05-18 12:30".
    package func label(_ instant: Instant, _ language: Language) -> String {
        DigitsWriter.text(48) { $0.put(label: instant, in: self, language) }
    }

    /// The label in both languages.
    package func label(_ instant: Instant) -> Text { Text(label(instant, .zh), label(instant, .en)) }

    /// "周一 12:30" within five days of `now`, "05-18 12:30" further off.
    package func shortLabel(_ instant: Instant, seenAt now: Instant, _ language: Language) -> String {
        DigitsWriter.text(24) { $0.put(shortLabel: instant, seenAt: now, in: self, language) }
    }

    /// The label of a moment that ends something: midnight is 24:00 of the day before.
    package func endLabel(_ instant: Instant, _ language: Language) -> String {
        guard millisecondOfDay(instant) == 0 else { return label(instant, language) }
        return "\(day(of: instant).adding(-1).label(language)) 24:00"
    }

    private static func offset(_ digits: inout Digits) -> Int64? {
        if digits.skip("Zz") { return 0 }
        let west = digits.skip("-")
        guard west || digits.skip("+"), let hours = digits.number(2), hours <= 14 else { return nil }
        _ = digits.skip(":")
        let minutes = digits.isAtEnd ? 0 : digits.number(2)
        guard let minutes, minutes <= 59 else { return nil }
        let east = Int64(hours) * .hour + Int64(minutes) * .minute
        return west ? -east : east
    }
}

extension Day {
    /// "2026-05-18 周一" or "Mon 2026-05-18".
    package func label(_ language: Language) -> String {
        DigitsWriter.text(32) { $0.put(self, in: language) }
    }
}

extension DigitsWriter {
    /// What `ServiceTime.iso` says.
    package mutating func put(iso instant: Instant, in time: ServiceTime) {
        let rest = time.millisecondOfDay(instant)
        put(time.day(of: instant))
        put("T")
        put(minuteOfDay: Int(rest / .minute))
        put(":")
        put(Int(rest / 1_000 % 60), 2)
        if rest % 1_000 != 0 {
            put(".")
            put(Int(rest % 1_000), 3)
        }
        put(time.offset < 0 ? "-" : "+")
        put(minuteOfDay: Int(abs(time.offset) / .minute))
    }

    /// What `ServiceTime.label` says.
    package mutating func put(label instant: Instant, in time: ServiceTime, _ language: Language) {
        put(time.day(of: instant), in: language)
        put(" ")
        put(minuteOfDay: time.minuteOfDay(instant))
    }

    /// What `ServiceTime.shortLabel` says.
    package mutating func put(shortLabel instant: Instant, seenAt now: Instant, in time: ServiceTime, _ language: Language) {
        let day = time.day(of: instant)
        if abs(day.number - time.day(of: now).number) < 6 {
            put(day.weekday.name.text(in: language))
        } else {
            put(month: day)
        }
        put(" ")
        put(minuteOfDay: time.minuteOfDay(instant))
    }

    /// A length of time: "5:07" for hours and minutes, "3 天" or "3 d" from two days on.
    package mutating func put(span milliseconds: Int64, _ language: Language) {
        let minutes = Int(milliseconds / .minute)
        if minutes >= 48 * 60 {
            put(minutes / 1440, 1)
            put(language == .zh ? " 天" : " d")
        } else {
            put(minutes / 60, 1)
            put(":")
            put(minutes % 60, 2)
        }
    }

    /// "2026-05-18 周一" or "Mon 2026-05-18".
    fileprivate mutating func put(_ day: Day, in language: Language) {
        switch language {
        case .zh:
            put(day)
            put(" ")
            put(day.weekday.name.zh)
        case .en:
            put(day.weekday.name.en)
            put(" ")
            put(day)
        }
    }

    /// "05-18".
    fileprivate mutating func put(month day: Day) {
        let (_, month, dayOfMonth) = day.civil
        put(month, 2)
        put("-")
        put(dayOfMonth, 2)
    }
}
