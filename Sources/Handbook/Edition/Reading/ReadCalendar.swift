extension ServiceCalendar {
    /// Reads calendar.yaml (12.1.1).
    init?(_ entry: Entry, time: ServiceTime?) {
        guard let fields = entry.fields(["make-up-days-are-covered", "fixed", "years"]) else { return nil }
        let cover = fields["make-up-days-are-covered"]?.fields(["value", "clause"], optional: ["inferred"])
        let coversMakeUpDays = cover?["value"]?.flag()
        _ = cover?["clause"]?.clause()
        _ = cover?.flag("inferred")
        let fixedPart = fields["fixed"]?.fields(["days"], optional: ["inferred"])
        _ = fixedPart?.flag("inferred")
        let fixed = fixedPart?["days"]?.each(0...60) { $0.date(in: 2_024) }
        let years = fields["years"]?.each(1...200, CalendarYear.init)
        fields["years"]?.reportRepeats(of: "year")
        guard let time, let coversMakeUpDays, let fixed, let years else { return nil }
        let dates = fixed.map { (month: $0.month, day: $0.day) }
        guard let calendar = Self(time: time, years: years, fixed: dates, coversMakeUpDays: coversMakeUpDays) else {
            fields["years"]?.fault("年份须连续递增", "the years must follow each other without a gap")
            return nil
        }
        self = calendar
    }
}

extension CalendarYear {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["year", "provisional", "holidays", "workdays"]) else { return nil }
        let year = fields["year"]?.whole(in: 1_970...2_200)
        let isProvisional = fields["provisional"]?.flag()
        var seen: Set<Day> = []
        func days(_ key: String, weekend: Bool) -> [NamedDay]? {
            fields[key]?.each(0...60) { entry -> [NamedDay]? in
                guard let part = entry.fields(["zh", "en", "days"]) else { return nil }
                let occasion = part.text()
                let days = part["days"]?.each(1...60) { entry -> Day? in
                    guard let year, let day = entry.date(in: year) else { return nil }
                    if day.weekday.isWeekend != weekend {
                        entry.fault(
                            weekend ? "\(day.iso) 不是周末" : "\(day.iso) 不是周一至周五",
                            weekend ? "\(day.iso) is not at a weekend" : "\(day.iso) is not from Monday to Friday")
                    }
                    if !seen.insert(day).inserted { entry.fault("\(day.iso) 写了两次", "\(day.iso) is written twice") }
                    return day
                }
                guard let occasion, let days else { return nil }
                return days.map { NamedDay(day: $0, occasion: occasion) }
            }?.flatMap { $0 }.sorted { $0.day < $1.day }
        }
        let holidays = days("holidays", weekend: false)
        let workdays = days("workdays", weekend: true)
        guard let year, let isProvisional, let holidays, let workdays else { return nil }
        self.init(year: year, isProvisional: isProvisional, holidays: holidays, workdays: workdays)
    }
}

extension Entry {
    /// A day of a year, written 05-18.
    fileprivate func date(in year: Int) -> Day? {
        guard let text = node.scalar?.string, let day = Day("\(DigitsWriter.text(20) { $0.put(year, 4) })-\(text)") else {
            fault("应为 \(year) 年的月日,如 05-18", "a month and day of \(year) such as 05-18 is expected")
            return nil
        }
        return day
    }
}
