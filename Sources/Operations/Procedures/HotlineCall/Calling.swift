import Handbook

extension HotlineCall {
    /// Notes a call that was answered (2.3.1).
    struct LogCall: Activity {
        static let row = Row<Stage>(
            "2.3.1", "登记来电", "Log call", by: .serviceDesk, .engineer, from: .opening, to: .answered, isReport: true,
            clauses: ["2.3.1", "12.2.1/1"])
        static let guards: [Guard<Self>] = [
            .given("2.3.1", "三声内接起", "It was picked up within three rings", field: "rings") { call, _, work in
                let most = work.edition.limits.phoneRings.value
                return .met(
                    if: (call.rings ?? 0) <= most,
                    else: Text(
                        "响了 \(call.rings ?? 0) 声才接，应不超过 \(most) 声", "It rang \(call.rings ?? 0) times; \(most) are the limit"))
            }
        ]

        @Input("来电号码", "Phone", 3...40, clause: "12.2(1)") var phone: String
        @Input("来电人", "Caller") var caller: String?
        @Input("客户", "Customer") var customer: ID<Customer>?
        @Input("事由", "Matter", lines: true) var matter: String?
        @Input("振铃次数", "Rings", 0...60) var rings: Int?

        func perform(on call: inout HotlineCall, in work: Work) throws {
            try call.take(caller, phone, matter, customer, in: work)
        }
    }

    /// Notes a call that nobody answered, so that somebody calls back (2.3.3).
    struct LogMissedCall: Activity {
        static let row = Row<Stage>(
            "2.3.3", "登记未接来电", "Log missed call", by: .serviceDesk, .engineer, from: .opening, to: .missed, isReport: true,
            clauses: ["2.3.3"])

        @Input("来电号码", "Phone", 3...40) var phone: String
        @Input("来电人", "Caller") var caller: String?

        func perform(on call: inout HotlineCall, in work: Work) throws {
            try call.take(caller, phone, nil, nil, in: work)
            call.measures["missed"] = work.now.milliseconds
            let text = Text("未接来电 \(phone)，请回电", "A call from \(phone) was missed: please call back")
            if let region = call.region, let person = try work.onCall(in: region) { work.tell(.person(person), text) }
            work.tell(.role(.serviceDesk), text)
        }
    }

    /// Calls back somebody whose call was missed.
    struct CallBack: Activity {
        static let row = Row<Stage>(
            "2.3.3", "回电", "Call back", by: .serviceDesk, .engineer, from: [.missed], to: .answered, isReport: true,
            clauses: ["2.3.3"])

        @Input("来电人", "Caller") var caller: String?
        @Input("客户", "Customer") var customer: ID<Customer>?
        @Input("事由", "Matter", 1...4000, lines: true) var matter: String

        func perform(on call: inout HotlineCall, in work: Work) throws {
            try call.take(caller ?? call.caller, call.phone, matter, customer, in: work)
            call.measures["called-back"] = work.now.milliseconds
        }
    }

    /// Makes the call a service request: what was told goes along (12.2).
    struct BecomeRequest: Activity {
        static let row = Row<Stage>(
            "12.2", "转为服务请求", "Become request", by: .serviceDesk, .engineer, from: [.answered], to: .requested,
            opens: [ServiceRequest.self], clauses: ["12.2"])
        static let guards: [Guard<Self>] = [
            .given("12.2(3)", "说明了事由", "The matter is told", field: "description") { act, call, _ in
                .met(if: (act.description ?? call.matter) != nil, else: Text("请填写故障描述", "Describe the fault"))
            }
        ]

        @Input("故障描述", "Description of the fault", 1...4000, lines: true) var description: String?
        @Input(code: "序列号或条码", "Serial or barcode") var serial: String?

        func perform(on call: inout HotlineCall, in work: Work) throws {
            call.request = try work.open(
                ServiceRequest.Receive.self,
                [
                    "description": (description ?? call.matter).map { .text($0) } ?? .null,
                    "customer": call.customer.map { .text($0.text) } ?? .null, "contact": call.caller.map { .text($0) } ?? .null,
                    "phone": .text(call.phone), "serial": serial.map { .text($0) } ?? .null, "channel": "hotline",
                ])
        }
    }

    /// Ends a call that asks for nothing more.
    struct EndCall: Activity {
        static let row = Row<Stage>(
            "2.3.1", "结束", "End call", by: .serviceDesk, .engineer, from: [.answered, .missed], to: .ended, clauses: ["2.3.2"])

        @Input("结果", "Result", 2...1000, lines: true) var result: String

        func perform(on call: inout HotlineCall, in work: Work) {}
    }
}

extension HotlineCall {
    fileprivate mutating func take(
        _ caller: String?, _ phone: String, _ matter: String?, _ customer: ID<Customer>?, in work: Work
    ) throws {
        self.caller = caller
        self.phone = phone
        self.matter = matter ?? self.matter
        self.customer = customer ?? self.customer
        region = try work.find(self.customer)?.region ?? region ?? work.home
        takenBy = work.person
    }
}
