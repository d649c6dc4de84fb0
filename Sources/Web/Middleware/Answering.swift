import HTML
import Handbook
import Hummingbird

/// Turns whatever went wrong into a page that says so, a problem where a program asks, or leads to the sign-in.
struct Answering: RouterMiddleware {
    let front: Front

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let needed as SignInNeeded {
            return .goOn(to: "/sign-in?then=\(needed.path.percentEncoded)")
        } catch {
            let isUnknown = (error as? any HTTPResponseError)?.status == .notFound
            if context.isOfAPI {
                return Answer(to: isUnknown ? front.unknown(request) : error, visit: context).problem(to: context)
            }
            let answer = Answer(to: error, visit: context)
            var response = front.show(TroublePage(answer: answer), to: context, status: answer.status)
            for header in answer.headers { response.headers[header.name] = header.value }
            return response
        }
    }
}
