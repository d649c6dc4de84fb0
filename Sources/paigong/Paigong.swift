import ArgumentParser

/// The command line: each command says what it does, answers as text or JSON, and fails with one clear line.
@main
struct Paigong: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paigong", abstract: "Runs a service company's handbook.",
        subcommands: [
            Play.self, RuleCommand.self, Import.self, Export.self, Serve.self, User.self, Token.self, Migrate.self, Reindex.self,
            AuditCommand.self, ReportCommand.self,
            Policy.self, SeedCommand.self, Demo.self,
        ])
}
