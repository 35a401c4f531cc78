import PlainEnglish
import StatusModel

/// What a monitoring system can know of the page, none of which grows with the history.
func metricFamilies(of severities: [Severity], _ snapshot: Snapshot) -> [MetricFamily] {
  [
    componentStatus(snapshot), componentUptime(snapshot), openIncidents(severities, snapshot),
    MetricFamily(
      "allclear_maintenances_active", help: "Maintenances in progress or being verified.",
      samples: [.init(labels: [], value: "\(snapshot.maintenances.count { $0.state.isActive })")]),
    pageIndicator(snapshot),
    MetricFamily(
      "allclear_as_of_timestamp_seconds", unit: "seconds",
      help: "The moment that the page was built for.",
      samples: [.init(labels: [], value: "\(snapshot.moment.seconds)")]),
  ]
}

private func componentStatus(_ snapshot: Snapshot) -> MetricFamily {
  let name = "allclear_component_status"
  let labels = componentLabels(snapshot)
  return MetricFamily(
    name, .stateSet, help: "What readers are told about a component.",
    samples: zip(snapshot.presentComponents, labels).flatMap { component, labels in
      ComponentStatus.allCases.map { status in
        .init(
          labels: labels + [(name, status.rawValue)],
          value: component.status == status ? "1" : "0")
      }
    })
}

/// Without those that have no data: no sample says more than a made-up one.
private func componentUptime(_ snapshot: Snapshot) -> MetricFamily {
  MetricFamily(
    "allclear_component_uptime_ratio", unit: "ratio",
    help: "Uptime of the last 90 days, cut to four decimals.",
    samples: zip(snapshot.presentComponents, componentLabels(snapshot)).compactMap {
      component, labels in
      component.uptime.uptime.map { .init(labels: labels, value: $0.ratio) }
    })
}

private func openIncidents(_ severities: [Severity], _ snapshot: Snapshot) -> MetricFamily {
  let open = Dictionary(grouping: snapshot.openIncidents, by: \.severity.id)
  return MetricFamily(
    "allclear_incidents_open", help: "Open incidents by the severity that they have now.",
    samples: severities.map {
      .init(labels: [("severity", $0.id)], value: "\(open[$0.id]?.count ?? 0)")
    })
}

private func pageIndicator(_ snapshot: Snapshot) -> MetricFamily {
  let name = "allclear_page_indicator"
  return MetricFamily(
    name, .stateSet, help: "How bad it is on the whole.",
    samples: PageStatus.Indicator.allCases.map {
      .init(
        labels: [(name, $0.rawValue)], value: snapshot.pageStatus.indicator == $0 ? "1" : "0")
    })
}

/// In the order of the components; one outside a group has no label for it.
private func componentLabels(_ snapshot: Snapshot) -> [[(name: String, value: String)]] {
  let groups = Dictionary(snapshot.groups.map { ($0.id, $0.name) }) { first, _ in first }
  return snapshot.presentComponents.map { component in
    let group = component.group.flatMap { groups[$0] }.map { [("group", $0)] } ?? []
    return [("component", component.component.id), ("name", component.component.name)] + group
  }
}
