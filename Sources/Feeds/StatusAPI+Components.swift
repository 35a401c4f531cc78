import PlainEnglish
import StatusModel

extension StatusAPI {
  /// Every row in the order shown: a group's directly before its members'.
  var allRows: [JSONValue] {
    let single = snapshot.components.indices
      .filter {
        snapshot.components[$0].group == nil && snapshot.components[$0].presence == .present
      }
      .map { (snapshot.components[$0].position, [componentRows[$0]]) }
    let grouped = snapshot.groups.map { group in
      (group.position, [groupRow(group)] + group.members.map { componentRows[$0] })
    }
    return (single + grouped).sorted { $0.0 < $1.0 }.flatMap(\.1)
  }

  private func groupRow(_ group: GroupSnapshot) -> JSONValue {
    let members = group.members.map { snapshot.components[$0] }
    let common = row(
      id: group.id, name: group.name, status: group.status,
      createdAt: members.map(\.createdAt).min() ?? snapshot.since,
      updatedAt: members.map(\.updatedAt).max() ?? snapshot.updatedAt,
      position: group.position, component: nil, group: nil, page: pageID, in: timeZone)
    return common.adding(["components": .array(members.map { .string($0.component.id) })])
  }
}

/// A component as the API shows it, wherever it is named.
func componentRow(
  _ component: ComponentSnapshot, page: String, in zone: TimeZoneRules
) -> JSONValue {
  row(
    id: component.component.id, name: component.component.name, status: component.status,
    createdAt: component.createdAt, updatedAt: component.updatedAt,
    position: component.position, component: component.component, firstDay: component.firstDay,
    group: component.group, page: page, in: zone)
}

/// - Parameter component: nil in the row of a group.
private func row(
  id: String, name: String, status: ComponentStatus, createdAt: Timestamp, updatedAt: Timestamp,
  position: Int, component: Component?, firstDay: CivilDate? = nil, group: ComponentGroup.ID?,
  page: String, in zone: TimeZoneRules
) -> JSONValue {
  [
    "id": .string(id),
    "name": .string(name),
    "status": .string(status.rawValue),
    "created_at": .string(zone.rfc3339(createdAt)),
    "updated_at": .string(zone.rfc3339(updatedAt)),
    "position": .integer(position),
    "description": .string(orNull: component?.description),
    "showcase": .boolean(component != nil),
    "start_date": .string(orNull: firstDay?.iso8601),
    "group_id": .string(orNull: group),
    "page_id": .string(page),
    "group": .boolean(component == nil),
    "only_show_if_degraded": .boolean(component?.showsOnlyWhenDegraded ?? false),
  ]
}
