import HTML
import Handbook
import Hummingbird

/// Turns whatever went wrong into a page that says so, or leads to the sign-in.
struct Answering: RouterMiddleware {
    let front: Front

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let needed as SignInNeeded {
            return .goOn(to: "/sign-in?then=\(needed.path.percentEncoded)")
        } catch {
            let answer = Answer(to: error, visit: context)
            return front.show(TroublePage(answer: answer), to: context, status: answer.status)
        }
    }
}
