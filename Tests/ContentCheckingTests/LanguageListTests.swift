import Diagnostics
import StatusModel
import TestSupport
import Testing

@testable import ContentChecking

/// The built-in lists of each language: what they find, and what is so like it that they must not.
struct LanguageListTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let language: String
    let list: any KeyPath<CheckWords, WordPatterns> & Sendable
    let text: String
    let found: [String]

    var testDescription: String { "\(language): \(text)" }

    init(
      _ language: String, _ list: any KeyPath<CheckWords, WordPatterns> & Sendable, _ text: String,
      _ found: [String] = []
    ) {
      self.language = language
      self.list = list
      self.text = text
      self.found = found
    }
  }

  static let promises: [Case] = [
    Case("en", \.promises, "We fix it in a timely manner.", ["in a timely manner"]),
    Case("en", \.promises, "The timely manner of it helped."),
    Case("de", \.promises, "Wir sind bald wieder da.", ["bald"]),
    Case("de", \.promises, "Wir arbeiten so schnell wie möglich.", ["so schnell wie möglich"]),
    Case("de", \.promises, "Es folgt in Kürze eine Lösung – wirklich.", ["in Kürze"]),
    Case(
      "de", \.promises,
      "Sobald wir mehr wissen, schreiben wir hier. Bald darauf fiel der Dienst aus."),
    Case("fr", \.promises, "Le service revient bientôt\u{A0}!", ["bientôt"]),
    Case(
      "fr", \.promises, "Nous agissons dans les plus brefs délais.", ["dans les plus brefs délais"]),
    Case("fr", \.promises, "Tout marche d’ici peu.", ["d’ici peu"]),
    Case(
      "fr", \.promises, "Dès que nous en savons plus, nous écrivons ici. Les délais sont brefs."),
    Case("es", \.promises, "Volvemos pronto.", ["pronto"]),
    Case("es", \.promises, "Lo arreglamos lo antes posible.", ["lo antes posible"]),
    Case("es", \.promises, "Tan pronto como sepamos más, escribiremos aquí. De pronto falló."),
    Case("it", \.promises, "Torniamo presto.", ["presto"]),
    Case(
      "it", \.promises, "Lavoriamo il più rapidamente possibile.", ["il più rapidamente possibile"]),
    Case("it", \.promises, "È troppo presto per dirlo. Una soluzione a breve termine esiste."),
    Case("nl", \.promises, "Wij zijn binnenkort terug.", ["binnenkort"]),
    Case("nl", \.promises, "Wij herstellen dit zo snel mogelijk.", ["zo snel mogelijk"]),
    Case("nl", \.promises, "Zodra wij meer weten, schrijven wij hier. De pagina is snel."),
    Case("pt", \.promises, "Voltamos em breve.", ["em breve"]),
    Case("pt", \.promises, "Corrigimos o mais rápido possível.", ["o mais rápido possível"]),
    Case("pt", \.promises, "Assim que soubermos mais, escrevemos aqui. Falha em poucos casos."),
  ]

  static let times: [Case] = [
    Case("en", \.recoveryTimes, "Logins will be fixed tomorrow.", ["will be fixed tomorrow"]),
    Case("en", \.recoveryTimes, "We will write tomorrow how it was fixed."),
    Case(
      "de", \.recoveryTimes, "Die Störung wird bis 14:00 Uhr behoben sein.",
      ["wird bis 14:00 Uhr behoben"]),
    Case("de", \.recoveryTimes, "Sie wird morgen früh behoben.", ["wird morgen früh behoben"]),
    Case(
      "de", \.recoveryTimes,
      "Die Störung wurde um 14:00 Uhr behoben. Wir schreiben bis 15 Uhr wieder."),
    Case(
      "fr", \.recoveryTimes, "Le service sera rétabli d’ici 14 heures.",
      ["sera rétabli d’ici 14 heures"]),
    Case("fr", \.recoveryTimes, "Le service est rétabli depuis 14 heures."),
    Case(
      "es", \.recoveryTimes, "El servicio estará restablecido antes de las 14:00.",
      ["estará restablecido antes de las 14:00"]),
    Case("es", \.recoveryTimes, "El servicio quedó restablecido a las 14:00."),
    Case(
      "it", \.recoveryTimes, "Il servizio sarà ripristinato entro le 14:00.",
      ["sarà ripristinato entro le 14:00"]),
    Case("it", \.recoveryTimes, "Il servizio è stato ripristinato alle 14:00."),
    Case(
      "nl", \.recoveryTimes, "De storing zal om 14:00 uur verholpen zijn.",
      ["zal om 14:00 uur verholpen"]),
    Case("nl", \.recoveryTimes, "De storing is om 14:00 uur verholpen."),
    Case(
      "pt", \.recoveryTimes, "O serviço será restabelecido até às 14:00.",
      ["será restabelecido até às 14:00"]),
    Case("pt", \.recoveryTimes, "O serviço foi restabelecido às 14:00."),
  ]

  static let blame: [Case] = [
    Case("en", \.blame, "It was human error.", ["human error"]),
    Case("en", \.blame, "It was a mistake by the team on call.", ["mistake by"]),
    Case("en", \.blame, "The person on call was at fault.", ["at fault"]),
    Case("en", \.blame, "A fault of the disk. No mistake was made, by and large."),
    Case("de", \.blame, "Ursache war menschliches Versagen.", ["menschliches Versagen"]),
    Case(
      "de", \.blame, "Ein Techniker hat die Datei gelöscht.",
      ["Ein Techniker hat die Datei gelöscht"]),
    Case(
      "de", \.blame, "Das Versagen der Platte blieb unbemerkt. Unsere Techniker fanden es schnell."),
    Case("fr", \.blame, "C'était une erreur humaine.", ["erreur humaine"]),
    Case("fr", \.blame, "L’erreur humaine en est la cause.", ["L’erreur humaine"]),
    Case("fr", \.blame, "Une erreur de configuration. Nos techniciens l'ont trouvée."),
    Case("es", \.blame, "Fue un error humano.", ["error humano"]),
    Case("es", \.blame, "Un error de configuración. Nuestros técnicos lo encontraron."),
    Case("it", \.blame, "È stato un errore umano.", ["errore umano"]),
    Case("it", \.blame, "Un errore di configurazione. I nostri tecnici l'hanno trovato."),
    Case("nl", \.blame, "Het was een menselijke fout.", ["menselijke fout"]),
    Case("nl", \.blame, "Een fout in de configuratie. Onze technici vonden hem."),
    Case("pt", \.blame, "Foi um erro humano.", ["erro humano"]),
    Case("pt", \.blame, "Um erro de configuração. Os nossos técnicos encontraram-no."),
  ]

  @Test(arguments: promises + times + blame)
  func `what nobody can keep, and what blames, is found in its language`(one: Case) throws {
    let lists = try #require(try builtInWords(of: [one.language])[one.language])
    let words = TextWords(one.text)
    let found = lists[keyPath: one.list].matches(in: words)
    #expect(found.map { phrase($0, in: words, of: one.text) } == one.found)
  }

  @Test(arguments: [
    ("en", "No data was lost.", true), ("en", "All data is safe.", true),
    ("en", "The data center works again.", false), ("en", "All data centers work again.", false),
    ("en", "Data loss did not occur.", true), ("en", "Your data was never exposed.", true),
    ("de", "Es gingen keine Daten verloren.", true),
    ("de", "Alle Bestellungen wurden nachgeholt.", true),
    ("de", "Das Datenzentrum läuft wieder, wie gewohnt.", false),
    ("fr", "Aucune donnée n'a été perdue.", true),
    ("fr", "Le centre de données fonctionne à nouveau.", false),
    ("es", "No se perdió ningún dato.", true),
    ("es", "El centro de datos funciona de nuevo.", false),
    ("it", "Nessun dato è andato perso.", true),
    ("it", "Il centro dati funziona di nuovo.", false),
    ("nl", "Er zijn geen gegevens verloren gegaan.", true),
    ("nl", "Het datacenter werkt weer zoals altijd.", false),
    ("pt", "Nenhum dado foi perdido.", true),
    ("pt", "O centro de dados funciona novamente.", false),
  ])
  func `a resolution tells of lasting effects in its language`(
    language: String, text: String, tells: Bool
  ) throws {
    let lists = try #require(try builtInWords(of: [language])[language])
    #expect(lists.lastingEffects?.hasMatch(in: TextWords(text)) == tells)
  }

  @Test(arguments: [
    "Shops see a “Coming soon” page.", "Shops see a \"coming soon\" page.",
    "Shops see «coming soon» and ‘back soon’.", "The flag `soon` is off.",
    "The flag ``as soon as `x` soon`` is off.",
    "It says:\n\n```\nback soon\n\nsoon\n```\n\nNo more.",
    "~~~\nsoon\n~~~", "Läden sehen „coming soon“ und »soon«.",
  ])
  func `quoted words and code are no promise`(text: String) throws {
    let lists = try #require(try builtInWords(of: ["en"])["en"])
    #expect(lists.promises.matches(in: TextWords(text)) == [])
  }

  @Test(arguments: [
    "A 5\" disk, back soon.", "The ` key, back soon.", "“Coming, back soon.",
    "Say \"a\" and soon \"b\".",
    "It's late, don't ask, we're back soon.", "\"a\n\nb\" soon", "\\`a soon\\`",
  ])
  func `a mark that quotes nothing hides nothing`(text: String) throws {
    let lists = try #require(try builtInWords(of: ["en"])["en"])
    #expect(lists.promises.matches(in: TextWords(text)).count == 1)
  }

  @Test func `each text is read in its own language, and marked where it stands`() async throws {
    let site = TinySite(status: TinySite.statusFile + "languages: [en, de, sv]\n").with(
      "incidents/one.md",
      """
      ---
      title: Slow logins
      severity: SEV3
      ---

      ## Investigating - 2026-11-20 11:30 UTC

      One login in ten fails. We are comparing the servers, bald.

      ### de

      Jede zehnte Anmeldung scheitert.
      Wir sind bald zurück, soon.

      ### sv

      Var tionde inloggning misslyckas, soon.

      ## Resolved - 2026-11-20 11:40 UTC

      All logins succeed again. No data was lost.

      ### de

      Alle Anmeldungen gehen seit 11:38 UTC wieder.
      """)
    let found = try await warnings(in: site)
    #expect(
      found.map(\.firstLine) == [
        "incidents/one.md:13:10: warning: 'bald' is a promise that nobody can keep, and the page shows it until the next update [empty-promise]",
        "incidents/one.md:19:4: warning: this resolution says nothing of lasting effects, so readers do not know whether data was lost [effects-untold]",
      ])
  }

  @Test func `a text in the second language alone is read in that language`() async throws {
    let site = TinySite(status: TinySite.statusFile + "languages: [en, de]\n").with(
      "maintenance/one.md",
      """
      ---
      title: Upgrade
      starts: 2026-12-01 02:00 UTC
      ends: 2026-12-01 04:00 UTC
      ---

      ## Scheduled - 2026-11-19 09:00 UTC

      ### de

      Die API wird nur lesend antworten, soon. Mehr dazu bald.
      """)
    let found = try await warnings(in: site)
    #expect(
      found.map(\.position) == [SourcePosition(path: "maintenance/one.md", line: 11, column: 52)])
  }
}
