import Testing

@testable import Handbook

@Test(arguments: [
    ("2026-12-31", "2026-11-01", "2027-01-30", ReplacementCover.Source.replacement),
    ("2027-06-30", "2026-11-01", "2027-06-30", .original),
    ("2027-01-30", "2026-11-01", "2027-01-30", .original),
    ("2023-12-31", "2023-12-01", "2024-02-29", .replacement),
])
func `a replacement is covered to the later of 90 days and the original end (12.2.3(f))`(
    original: String, replaced: String, end: String, by: ReplacementCover.Source
) throws {
    let finding = try ReplacementCover(originalEnd: day(original), from: day(replaced)).find(in: Shipped.edition)
    #expect(finding.end.iso == end)
    #expect(finding.by == by)
}
