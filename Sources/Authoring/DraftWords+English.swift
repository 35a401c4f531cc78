import PlainEnglish

extension DraftWords {
  /// As the built-in theme has them, for where no theme is at hand; a test compares the two.
  package static let english = DraftWords(
    sections: Sections(
      summary: "Summary", impact: "Impact", failure: "What failed", process: "Process",
      tooling: "Tooling", communication: "Communication", success: "What went well",
      change: "What we will change"),
    texts: [
      .pageSaid: "What this page said:", .update: "{time}: {state}. {text}",
      .firstAffected: "{time}: Customers were first affected.",
      .firstUpdateAtStart: "The first update is dated at the start of the impact.",
      .firstUpdateAfter: "The first update came {span} after the start.",
      .firstUpdatePromised: "We promise one within {span}.",
      .problem: "Problem with {components}", .problemOfService: "Problem with our service",
      .problemUnnamed: "Problem under investigation",
      .problemText:
        "We have noticed a problem with {components} and are finding out what it means for you.",
      .problemTextOfService:
        "We have noticed a problem with our service and are finding out what it means for you.",
      .aside: " ({text})", .investigating: "Investigating", .identified: "Identified",
      .monitoring: "Monitoring", .resolved: "Resolved", .retracted: "False alarm",
      .unchanged: "Update",
    ]
  ) { spanWords($0, .full) }
}
