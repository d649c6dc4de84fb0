import Yams

/// Reads the files of an edition into entries, and notes files that are missing, unknown or not YAML.
struct EditionReader {
    /// The files that an edition consists of.
    static let files = [
        "calendar.yaml", "clauses.yaml", "edition.yaml", "evidence.yaml", "guards.yaml", "ladder.yaml", "levels.yaml",
        "limits.yaml", "organization.yaml", "phrases.yaml", "secrets.yaml",
    ]

    let log = FaultLog()
    private let source: EditionSource

    /// A reader of a source; files that don't belong are faults.
    init(_ source: EditionSource) {
        self.source = source
        for file in source.files.keys.sorted() where !Self.files.contains(file) {
            log.report(file, 0, "版本中不应有此文件", "the edition has no such file")
        }
    }

    /// The root of a file.
    func root(_ file: String) -> Entry? {
        guard let yaml = source.files[file] else {
            log.report(file, 0, "缺少文件", "the file is missing")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: yaml, .basic) else {
                log.report(file, 1, "文件是空的", "the file is empty")
                return nil
            }
            return Entry(node: node, file: file, log: log)
        } catch let error as YamlError {
            report(error, in: file)
        } catch {
            log.report(file, 1, "不是 YAML", "the file is not YAML")
        }
        return nil
    }

    private func report(_ error: YamlError, in file: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            log.report(file, mark.line, "YAML 写法有误:\(problem)", "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.joined(separator: ", ")
            log.report(file, context.mark.line, "键写了两次:\(names)", "the key is written twice: \(names)")
        default:
            log.report(file, 1, "不是 YAML", "the file is not YAML")
        }
    }
}
