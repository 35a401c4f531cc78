import ContentReading
import Diagnostics
import Foundation
import SiteFiles
import Testing

@testable import SiteRendering
@testable import StatusModel

/// The words of every language that is shipped, and what happens where one is missing.
struct WordsTests {
  static let languages = [
    "ar", "cs", "de", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "sv", "tr", "uk",
    "zh",
  ]

  @Test func `the languages that are shipped are these`() throws {
    let files = try builtInThemeFiles().map(\.path).filter { $0.hasPrefix("theme/strings/") }
    #expect(files.sorted() == Self.languages.map { "theme/strings/\($0).yml" })
  }

  @Test(arguments: languages)
  func `the reader of entries knows every language's names of the states`(language: String) throws {
    let keys = [
      "investigating", "identified", "monitoring", "resolved", "retracted", "update", "scheduled",
      "in_progress", "verifying", "completed", "cancelled",
    ]
    let words = try entries(of: language)
    for key in keys {
      let name = try #require(words[key]?.fixedText)
      #expect(writtenStates[name.lowercased()] != nil, "\(name)")
    }
  }

  @Test(arguments: languages)
  func `a language has every word, each with its placeholders, and no other`(
    language: String
  ) throws {
    let english = try entries(of: "en")
    let own = try entries(of: language)
    #expect(Set(own.keys) == Set(english.keys))
    for (key, entry) in own {
      #expect(entry.placeholders == english[key]?.placeholders, "\(key)")
    }
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(), site: [], language: language)
    #expect(diagnostics.map(\.text) == [])
    #expect(theme?.words.text(.direction) == (["ar", "he"].contains(language) ? "rtl" : "ltr"))
  }

  @Test(arguments: languages)
  func `a word about a number has exactly the plural forms of its language`(
    language: String
  ) throws {
    let english = try entries(of: "en")
    let wanted = PluralRules(language: language).forms.union([.other])
    for (key, entry) in try entries(of: language) {
      switch (english[key], entry) {
      case (.plural, .plural(let forms, _)): #expect(Set(forms.keys) == wanted, "\(key)")
      case (.text, .text): break
      default: Issue.record("\(key) is a text in one language and has plural forms in the other")
      }
    }
  }

  @Test(arguments: [
    ("en", "1 day 1 hour", "3 incidents"), ("de", "1 Tag 1 Stunde", "3 Störungen"),
    ("pl", "1 dzień i\u{A0}1 godzina", "3 incydenty"),
    ("uk", "1 день і\u{A0}1 година", "3 інциденти"),
    ("ja", "1日1時間", "障害3件"), ("ar", "يوم وساعة", "3 أعطال"),
    ("he", "יום, שעה", "3 תקלות"),
  ])
  func `spans and counts read as people say them`(
    language: String, span: String, count: String
  ) throws {
    let words = try words(language)
    let moments = MomentWords(zone: .utc, words: words, moments: [])
    #expect(moments.span(90_000) == span)
    #expect(words.text(.incidentCount, ["count": words.number(3)], number: 3) == count)
  }

  /// As CLDR 46 has them, which Swift 6.3 brings along; a later one may differ in a dot or a blank.
  @Test(arguments: [
    ("ar", "20 نوفمبر، 2026", "الجمعة، 20 نوفمبر، 2026", "2:05\u{A0}م", "99.97\u{200E}%\u{200E}"),
    ("cs", "20.\u{202F}11.\u{202F}2026", "pátek 20. listopadu 2026", "14:05", "99,97\u{A0}%"),
    ("de", "20. Nov. 2026", "Freitag, 20. November 2026", "14:05", "99,97\u{A0}%"),
    ("en", "20 Nov 2026", "Friday, 20 November 2026", "14:05", "99.97%"),
    ("en-US", "Nov 20, 2026", "Friday, November 20, 2026", "2:05\u{202F}PM", "99.97%"),
    ("fr", "20 nov. 2026", "vendredi 20 novembre 2026", "14:05", "99,97\u{A0}%"),
    ("he", "20 בנוב׳ 2026", "יום שישי, 20 בנובמבר 2026", "14:05", "99.97%"),
    ("ja", "2026年11月20日", "2026年11月20日 金曜日", "14:05", "99.97%"),
    ("ko", "2026년 11월 20일", "2026년 11월 20일 금요일", "오후 2:05", "99.97%"),
    ("pl", "20 lis 2026", "piątek, 20 listopada 2026", "14:05", "99,97%"),
    ("tr", "20 Kas 2026", "20 Kasım 2026 Cuma", "14:05", "%99,97"),
    ("uk", "20 лист. 2026\u{202F}р.", "пʼятниця, 20 листопада 2026\u{202F}р.", "14:05", "99,97%"),
    ("zh", "2026年11月20日", "2026年11月20日 星期五", "14:05", "99.97%"),
  ])
  func `days and times are written as the language writes them, by the Gregorian calendar`(
    language: String, day: String, weekday: String, time: String, percent: String
  ) throws {
    let moments = MomentWords(zone: .utc, words: try words(language), moments: [])
    let date = try #require(CivilDate(year: 2026, month: 11, day: 20))
    #expect(moments.day(date).source == "<time datetime=\"2026-11-20\">\(day)</time>")
    #expect(moments.weekday(date).source == "<time datetime=\"2026-11-20\">\(weekday)</time>")
    let afternoon = Timestamp(seconds: 1_795_172_400 + 3 * 3_600 + 5 * 60)
    #expect(
      moments.moment(afternoon, seenFrom: afternoon).source
        == "<time datetime=\"2026-11-20T14:05:00Z\">\(time) UTC</time>")
    #expect(moments.percent(UptimeShare(hundredths: 9_997)) == percent)
  }

  @Test(arguments: [("ar", "1205"), ("ar-EG", "١٢٠٥"), ("fa", "۱۲۰۵"), ("th", "1205")])
  func `numbers are written in the digits in which days are written`(
    language: String, number: String
  ) {
    let words = Words(language: language, entries: [:], templateKeys: [])
    #expect(words.number(1_205) == number)
  }

  @Test(arguments: [
    ("de-x-leicht", "de"), ("ar-EG-x-a-nu", "ar-EG"), ("ar-EG-x-u-nu-xxxx", "ar-EG"),
    ("en-US-x-a", "en-US"), ("pt-BR", "pt-BR"),
  ])
  func `the private part of a tag says nothing to the formatters`(
    language: String, locale: String
  ) {
    let words = Words(language: language, entries: [:], templateKeys: [])
    #expect(words.locale.identifier(.bcp47) == locale)
    #expect(words.language == language)
  }

  @Test(arguments: [
    "ar-u-nu-arab", "en-u-nu", "he-u-nu-hebr", "de_DE@numbers=xxxx", "en GB", "en-", "\"{x}\"",
  ])
  func `date_locale is a tag without an extension`(tag: String) throws {
    let own = SourceFile(
      path: "theme/strings/en.yml", bytes: Array("date_locale: \(tag)\n".utf8))
    let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [own])
    #expect(theme == nil)
    #expect(
      diagnostics.map(\.text).first == """
        theme/strings/en.yml:1:1: error: 'date_locale' is not a language tag without an extension [invalid-strings]
          hint: write one 'key: text' a line; plural forms stand indented below their key
        """)
  }

  @Test func `a word that a language lacks is shown in English, and named`() throws {
    let english = try #require(
      try builtInThemeFiles().first { $0.path == "theme/strings/en.yml" })
    let lacking = ["skip:", "days:", "date_locale:", "direction:"]
    let text = String(decoding: english.bytes, as: UTF8.self).split(separator: "\n")
      .filter { line in !lacking.contains { line.hasPrefix($0) } }
      .joined(separator: "\n").replacing("subscribe: Subscribe", with: "subscribe: Abonu")
    let own = SourceFile(path: "theme/strings/eo.yml", bytes: Array(text.utf8))
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(), site: [own], language: "eo")
    #expect(
      diagnostics.map(\.text) == [
        """
        theme/strings/eo.yml:1:1: warning: 2 words are missing, and the page shows English: \
        days, skip [missing-string]
          hint: add 'key: text' for each; the English texts stand in the built-in \
        theme/strings/en.yml
        """
      ])
    let words = try #require(theme).words
    #expect(words.fixedText("skip") == "Skip to the content")
    #expect(words.fixedText("subscribe") == "Abonu")
    #expect(words.text(.days, ["count": "1"], number: 1) == "1 day")
    // What a language does is not taken from English.
    #expect(words.locale.identifier == "eo")
    #expect(words.text(.direction) == "ltr")
  }

  @Test func `a plural form that a language lacks is named where its word stands`() throws {
    let own = SourceFile(
      path: "theme/strings/pl.yml", bytes: Array("days: {one: a, other: \"{count} x\"}".utf8))
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(), site: [own], language: "pl")
    #expect(
      diagnostics.map(\.text) == [
        """
        theme/strings/pl.yml:1:1: warning: 'days' lacks the plural 'few' and 'many', and the page \
        shows 'other' [missing-plural-form]
          hint: write few: and the text for it beside 'other'
        """
      ])
    #expect(try #require(theme).words.text(.days, ["count": "2"], number: 2) == "2 x")
  }

  @Test
  func `a language of the site's own that is written from right to left needs no word for it`()
    throws
  {
    let own = SourceFile(path: "theme/strings/fa.yml", bytes: Array("skip: ...".utf8))
    let (theme, _) = readTheme(builtIn: try builtInThemeFiles(), site: [own], language: "fa")
    #expect(theme?.words.text(.direction) == "rtl")
  }

  private func words(_ language: String) throws -> Words {
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(), site: [], language: language)
    #expect(diagnostics.map(\.text) == [])
    return try #require(theme).words
  }

  private func entries(of language: String) throws -> [String: Words.Entry] {
    let path = "theme/strings/\(language).yml"
    let file = try #require(try builtInThemeFiles().first { $0.path == path })
    let (words, diagnostics) = parseWords(file, in: language)
    #expect(diagnostics.map(\.text) == [])
    let parsed = try #require(words)
    return Dictionary(uniqueKeysWithValues: parsed.entries.map { ($0.key.value, $0.entry) })
  }
}
