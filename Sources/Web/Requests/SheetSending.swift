import HTTPTypes
import Handbook
import Operations

/// A step of a sheet as it was sent.
struct SentStep {
    let activity: DeclaredActivity
    let form: SubmittedForm
}

/// What came of a sheet that was sent: where it led, the steps that were done, and the one at which it stopped.
struct SheetOutcome {
    var place: Submission.Place
    var done: [DeclaredActivity] = []
    var stop: Stop?

    /// The step that was refused, or whose form asked for one more row; those before it are done.
    struct Stop {
        let verb: String
        /// Why it was refused; nil where a row was asked for.
        let answer: Answer?
        var status: HTTPResponse.Status { answer?.status ?? .ok }
    }
}

extension Front {
    /// Does the steps of a sheet one after the other, each with a key of its own under the sheet's.
    ///
    /// - Parameters:
    ///   - isLeftOut: whether a step has nothing to do where the ones before it have led.
    ///   - change: what else a step's submission says.
    func send(
        _ steps: [SentStep], at place: Submission.Place, by guest: Guest, _ visit: Visit,
        isLeftOut: (DeclaredActivity, Submission.Place) async throws -> Bool = { _, _ in false },
        change: (inout Submission, SubmittedForm) -> Void = { _, _ in }
    ) async throws -> SheetOutcome {
        var outcome = SheetOutcome(place: place)
        for step in steps {
            let verb = step.activity.verb
            if try await isLeftOut(step.activity, outcome.place) { continue }
            if step.form.more != nil {
                outcome.stop = SheetOutcome.Stop(verb: verb, answer: nil)
                break
            }
            do {
                var submission = try step.form.submission(by: guest.person, outcome.place, verb, time: edition.time)
                submission.key = step.form.key.map { "\($0).\(verb)" }
                change(&submission, step.form)
                outcome.place = .at(number: try await desk.perform(submission).number)
                outcome.done.append(step.activity)
            } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
                outcome.stop = SheetOutcome.Stop(verb: verb, answer: Answer(to: error, visit: visit))
                break
            }
        }
        return outcome
    }
}
