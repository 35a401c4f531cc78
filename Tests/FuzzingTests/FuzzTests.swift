import Foundation
import SiteFiles
import Testing

@testable import Fuzzing

/// The folder of Package.swift.
let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

struct FuzzTests {
  /// `make fuzz` runs many more, and longer ones, in processes of their own.
  static let cases = 0..<120 as Range<UInt64>

  /// A crash ends the whole run without a word about its cause, so the number of the case is written into a
  /// file before it starts. `swift run fuzz case NUMBER FOLDER` then shows it.
  private static let progress = URL(fileURLWithPath: repository + "/.build/fuzz-case")

  @Test func `damaged files are read or refused with their place, and what is built is sound`()
    async throws
  {
    let seeds = try Seeds(repository: repository)
    let mutator = Mutator(seeds, longestRepetition: 4_000)
    let judge = Judge(seeds)
    for number in Self.cases {
      try Data("\(number)\n".utf8).write(to: Self.progress)
      let fuzzed = mutator.fuzzCase(number)
      let findings = try await judge.findings(in: fuzzed)
      #expect(
        findings == [],
        "case \(number), \(fuzzed.mutations) in \(fuzzed.target); see it with: swift run fuzz case \(number) FOLDER"
      )
    }
  }

  @Test func `every seed is sound before it is damaged`() async throws {
    let seeds = try Seeds(repository: repository)
    let judge = Judge(seeds)
    #expect(seeds.sites.count > 20 && seeds.alerts.count >= 2 && seeds.texts.count > 30)
    for site in seeds.sites {
      let built = try await judge.builder.build(site)
      #expect(built.site != nil, "\(site.map(\.path)): \(built.diagnostics.map(\.text))")
      #expect(try await judge.findings(in: site) == [], "\(site.map(\.path))")
    }
  }

  @Test func `a number gives the same case for ever, and another number another`() throws {
    let mutator = Mutator(try Seeds(repository: repository))
    let again = Mutator(try Seeds(repository: repository))
    var seen: Set<[UInt8]> = []
    for number in 0..<100 as Range<UInt64> {
      let fuzzed = mutator.fuzzCase(number)
      #expect(fuzzed.bytes == again.fuzzCase(number).bytes)
      #expect(fuzzed.bytes.count <= 262_144)
      seen.insert(fuzzed.bytes)
    }
    #expect(seen.count > 90)
  }

  @Test func `a case is made small while its fault stays`() async throws {
    let bytes = Array("one\ntwo\nthree é four\nfive\n".utf8)
    let small = await minimise(bytes, tries: 200) { $0.contains(0xC3) && $0.contains(0x66) }
    #expect(String(decoding: small, as: UTF8.self) == "éf")
  }
}
