import Handbook

extension DispatchOrder {
    /// What an engineer does at a visit, in order (3.1–3.3, 13/025–13/050): each sheet is what is done in one go.
    ///
    /// What is signed on site is the record before one leaves, so the signature stands before the leaving.
    package static let visit = [
        Sheet("接单", "Accept", [Accept.self]),
        Sheet("延误告知", "Tell of a delay", [ReportDelay.self]),
        Sheet("到场", "Arrive", [Arrive.self]),
        Sheet(
            "作业", "Work", [LogWork.self, SwapPart.self, UseParts.self, AddPhoto.self],
            skipping: [LogWork.self, SwapPart.self, UseParts.self, AddPhoto.self]),
        Sheet("增加操作", "One more operation", [ExtraOperation.self]),
        Sheet(
            "签字、离场、交回", "Sign, leave, hand in", [Sign.self, SignatureOwed.self, Leave.self, SubmitReceipt.self],
            either: [Sign.self, SignatureOwed.self]),
        Sheet("中断离场", "Interrupt", [Interrupt.self]),
    ]
}
