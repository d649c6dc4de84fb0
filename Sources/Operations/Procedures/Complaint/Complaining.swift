import Handbook

extension Complaint {
    /// Takes a complaint in, from the customer or typed by whoever was told: the manager's day begins (2.2.1).
    struct Complain: Activity {
        static let row = Row<Stage>(
            "2.2.1", "投诉", "Complain", by: .customer, .serviceDesk, from: .opening, to: .received, isReport: true,
            clauses: ["2.2.1"])
        static let guards: [Guard<Self>] = [
            .given("2.2.1", "知道是哪个客户", "It is known whose complaint it is", force: .refuse, field: "customer") {
                complain, _, work in
                .met(
                    if: work.actor.customer != nil || complain.customer != nil,
                    else: Text("请选择投诉的客户", "Choose the customer who complains"))
            },
            .given("2.8.4", "所涉单据属于此客户", "The case that it is about is the customer's", force: .refuse, field: "about") {
                complain, _, work in
                guard let about = complain.subject(in: work) else { return .met }
                let header = try CaseHeader.find(about, in: work.session)
                let isSeen = try work.actor.link.map { $0.subject == about } ?? work.session.isVisible(about, to: work.actor)
                return .met(
                    if: isSeen && header?.customer == (complain.customer ?? work.actor.customer)?.text,
                    else: Text("没有此客户的单据“\(about)”", "The customer has no case “\(about)”"))
            },
        ]

        @Input("投诉内容", "What is wrong", 2...4000, lines: true) var text: String
        @Input(code: "所涉单号", "Case that it is about") var about: String?
        @Input("客户", "Customer") var customer: ID<Customer>?
        @Input("投诉人", "Who complains") var complainant: String?

        func perform(on complaint: inout Complaint, in work: Work) throws {
            complaint.text = text
            complaint.customer = customer ?? work.actor.customer
            let about = subject(in: work)
            complaint.about = about
            complaint.complainant = complainant ?? (work.actor.customer == nil ? nil : work.actor.name)
            // A contact who comes by a link is nobody of the staff register, and reads it by that link alone.
            complaint.requester = work.actor.link == nil ? work.person : nil
            let subject = try about.flatMap { try CaseHeader.find($0, in: work.session) }
            complaint.region = try subject?.region ?? work.find(complaint.customer)?.region ?? work.home
            complaint.measures["opened"] = work.now.milliseconds
            work.start(.complaint, .workingDays(work.edition.limits.complaintReply.value))
            if let about { work.link(to: about, as: "complaint") }
            let told = Text("新投诉 \(work.number)：\(text)", "New complaint \(work.number): \(text)")
            work.tell(.role(.serviceManager), told)
            work.tell(.role(.technicalManager), told)
        }

        /// The case that it is about: by a link beside a case that one, without anybody typing it.
        private func subject(in work: Work) -> String? { about ?? work.actor.link?.subject }
    }

    /// A manager answers: what happened, and what is done about it.
    struct Reply: Activity {
        static let row = Row<Stage>(
            "2.2.1", "答复投诉", "Reply", by: .serviceManager, .technicalManager, from: [.received], to: .answered, isReport: true,
            clauses: ["2.2.1"])
        static let guards: [Guard<Self>] = [
            .before("2.2.1", "一个工作日内答复", "The answer is given within a working day") { _, work in try work.inTime(.complaint) }
        ]

        @Input("答复", "Answer", 2...4000, lines: true, toCustomer: true) var answer: String
        @Input("改进措施", "What is done about it", 1...2000, lines: true, toCustomer: true) var remedy: String?

        func perform(on complaint: inout Complaint, in work: Work) throws {
            complaint.answer = [answer, remedy].compactMap { $0 }.joined(separator: "\n")
            complaint.answeredAt = work.now
            complaint.owner = work.person
            complaint.measures["answered"] = work.now.milliseconds
            if try work.state(of: .complaint)?.stopped == nil { work.stop(.complaint) }
            work.schedule(
                SettleBySilence.verb,
                at: try work.edition.calendar.endOfWorkingDay(work.edition.limits.silentConfirmation.value, after: work.today))
            work.tell(.customer, Text("\(work.number) 已答复，请看是否满意", "\(work.number) is answered: please say whether it settles it"))
        }
    }

    /// The customer takes the answer, itself or by staff who say who said it.
    struct Settle: Activity {
        static let row = Row<Stage>(
            "2.2.1", "认可答复", "Settle", by: .customer, .serviceDesk, from: [.answered], to: .settled, clauses: ["2.2.1"])
        static let guards: [Guard<Self>] = [
            .given("2.2.1", "说明谁认可", "It is said who takes it", field: "saidBy") { settle, _, work in
                .met(
                    if: work.actor.customer != nil || settle.saidBy != nil,
                    else: Text("代客户填写须有说明人", "On the customer's behalf, say who said it"))
            }
        ]

        @Input("说明人", "Said by") var saidBy: String?
        @Input("意见", "Opinion", lines: true) var opinion: String?

        func perform(on complaint: inout Complaint, in work: Work) {
            complaint.measures["settled"] = work.now.milliseconds
            work.unschedule(SettleBySilence.verb)
        }
    }

    /// The customer isn't satisfied by the answer: the department's head hears of it, and the clock runs on.
    struct Persist: Activity {
        static let row = Row<Stage>(
            "2.2.1", "仍不满意", "Persist", by: .customer, .serviceDesk, from: [.answered], to: .received, isReport: true,
            isByway: true, clauses: ["2.2.1"])

        @Input("缘由", "Why", 2...2000, lines: true) var why: String

        func perform(on complaint: inout Complaint, in work: Work) {
            complaint.answer = nil
            complaint.answeredAt = nil
            complaint.measures["persisted", default: 0] += 1
            work.reopen(.complaint)
            work.unschedule(SettleBySilence.verb)
            let text = Text("\(work.number) 客户强烈不满：\(why)", "\(work.number): the customer is strongly dissatisfied: \(why)")
            work.tell(.role(.departmentHead), text)
            work.tell(.role(.serviceManager), text)
        }
    }

    /// A customer who says nothing for the days of the edition has taken the answer.
    struct SettleBySilence: Activity {
        static let row = Row<Stage>(
            "2.2.1", "静默了结", "Settle by silence", by: .clock, from: [.answered], to: .settled, clauses: ["2.2.1"])
        static let guards: [Guard<Self>] = [
            .before("12.2.1/10", "静默期已满", "The days of silence are over") { complaint, work in
                guard let answered = complaint.answeredAt else {
                    return .unmet(remedy: Text("尚未答复", "There is no answer yet"))
                }
                let end = try work.edition.calendar.endOfWorkingDay(
                    work.edition.limits.silentConfirmation.value, after: work.edition.time.day(of: answered))
                return .met(
                    if: work.now >= end,
                    else: Text(
                        "须待 \(work.edition.time.label(end, .zh))", "It has to wait until \(work.edition.time.label(end, .en))"))
            }
        ]

        func perform(on complaint: inout Complaint, in work: Work) { complaint.measures["settled"] = work.now.milliseconds }
    }
}
