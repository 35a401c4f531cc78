/// The words that the invented company talks in. A name in braces is drawn from the list of that
/// name; `{component}` is the incident's first component.
enum Vocabulary {
  static let incidentTitles = [
    "{component}: {symptom} {scope}", "{component} does not answer {scope}",
    "{component} is slow {scope}", "Unusual {symptom} on {component}",
    "{component} is unreachable", "Orders wait for {component}",
    "Old data in {component}", "{component} refuses some requests",
    "{component} loses connections", "Trouble at a supplier of {component}",
  ]
  static let maintenanceTitles = [
    "Upgrade of {component}", "{component} moves to new machines",
    "Yearly check of {component}", "New storage for {component}",
  ]
  static let sentences = [
    "Between one and {share} % of requests to *{component}* show {symptom} {scope}.",
    "We see {symptom} {scope}, most of them since {clock} UTC.",
    "{team} has {remedy}, and the figures are falling back towards normal.",
    "Our best explanation at this point is {cause}; we are testing it on one machine.",
    "The trigger was {cause}, which no alarm watched until today.",
    "Orders that were placed in the meantime are kept and will be worked off in sequence.",
    "A request that fails with {code} can be sent again without any risk of a double order.",
    "Nothing that customers stored has been lost or shown to anybody else.",
    "At {clock} UTC {team_inside} found {cause} and began to put it right.",
    "The slowest one per cent of answers took more than {milliseconds} ms.",
    "The share of failed requests has been under {share} in ten thousand for {minutes} minutes.",
    "What helps until then is described in {link}.",
    "The background, with figures, is in {link}.",
    "Traffic from {place} takes another route for now and may feel slower than usual.",
    "**What you may notice:** {symptom} {scope}.",
    "**What you can do:** wait {minutes} minutes, then send the request again.",
    "If {code} still turns up in your logs, please tell our support the hour and your region.",
    "All other parts of the service work as they should & are watched with more care today.",
    "{team} is comparing the machines that fail with those that do not.",
    "The next step is to see whether {code} disappears once {team_inside} has {remedy}.",
    "Reading is not affected; only writing is slower, by {milliseconds} ms at the median.",
    "The queue holds {share},000 messages > the usual 200, and it is getting shorter.",
    "We turned off the nightly job so that {symptom} cannot come back during the work.",
    "The change reached {share} % of all machines, and **none of them** has failed since.",
  ]
  /// Closing words. Each says what lasts, since readers ask that first.
  static let resolutions = [
    "{component} works normally again and no data was lost.",
    "All requests succeed again; there was no data loss and nothing has to be sent twice.",
    "The repair has held for {minutes} minutes, so we close this with no lasting effects.",
    "Everything is back to normal and no data was lost; delayed orders have been worked off.",
  ]
  static let listItems = [
    "{symptom} {scope}", "{team_inside} has {remedy}", "look for {code} in your logs",
    "visitors from {place} are served from elsewhere", "details: {link}",
    "about {share} % of requests fail", "wait {minutes} minutes before the next try",
  ]
  static let codeBlocks = [
    "$ curl --silent --head https://api.example.com/v4/orders\nHTTP/2 503",
    "{\"error\": \"try_later\", \"wait_seconds\": 45, \"docs\": \"<https://docs.example.com>\"}",
    "orders: 4 of 6 healthy\nqueue:  12,482 waiting",
  ]
  static let lessons = [
    "The alarm watched the mean and not the slowest answers, so it stayed silent.",
    "The first update came late because two teams each expected the other to write it.",
    "The way back had been practised in spring and took four minutes.",
    "Visitors saw {symptom} {scope}, and support answered with the text of this page.",
    "The limit that was reached had been set two years ago and stood in no document.",
    "A switch that turns the feature off, for one region at a time, was missing.",
  ]
  static let actions = [
    ("alert", "Alert on the slowest answers, per region"),
    ("runbook", "Write down how the standby takes over"),
    ("monitoring", "Show the length of the queue on the first screen"),
    ("other", "Practise the restoration every quarter"),
  ]

  static let lists: [String: [String]] = [
    "symptom": [
      "error 503", "slow answers", "time-outs", "broken connections", "missing pictures",
      "late messages", "failed sign-ins", "wrong totals", "empty search results",
    ],
    "scope": [
      "in Europe", "for a few customers", "on old phones", "in one data centre",
      "for new accounts", "in every region", "during large exports", "on `/v4/orders`",
      "for sessions older than a week",
    ],
    "cause": [
      "a setting that was rolled out too far", "a certificate past its date",
      "a query without an index", "a switch that drops packets", "a pool without free connections",
      "a release with a wrong default", "a fault at our network supplier", "a full disk",
      "three times the usual traffic", "a cache that kept old entries",
    ],
    "team": [
      "The engineer on duty", "The storage team", "Our network supplier", "The shop team",
      "A second engineer", "The platform team",
    ],
    "team_inside": ["the storage team", "the engineer on duty", "our supplier", "the shop team"],
    "remedy": [
      "gone back to the earlier release", "moved traffic to healthy machines",
      "restarted half of the workers", "raised the limit", "switched to the standby",
      "replaced the machine", "emptied the cache", "added a third more machines",
    ],
    "code": [
      "`HTTP 503`", "`POST /v4/orders`", "`ETIMEDOUT`", "`pool_size`", "`Retry-After: 45`",
      "`eu-north-2`", "`TLS 1.3`", "`429`", "`x-trace-id`", "`if (retries > 3) { stop() }`",
    ],
    "link": [
      "[our handbook](https://docs.example.com/v4/errors#busy)",
      "[the supplier's page](https://status.supplier.example/current)",
      "[this article](https://help.example.com/articles/4711?lang=en&part=2)",
      "[the list of changes](https://example.com/changes)",
    ],
    "place": ["Øresund", "Besançon", "大阪", "Wrocław", "Ελλάδα", "Сибирь", "Québec", "Malmö 🇸🇪"],
  ]
}
