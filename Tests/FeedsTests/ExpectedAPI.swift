// What the API says of `busy` at 10:40, part by part.

/// As every document begins.
let page = compact(
  #"""
  {
    "id":"vx7isty4fv48","name":"Acme Status","url":"https://status.acme.example",
    "time_zone":"UTC","updated_at":"2026-11-20T10:35:00.000Z"
  }
  """#)

/// Outside a group.
let apiRow = compact(
  #"""
  {
    "id":"api","name":"Public API","status":"partial_outage",
    "created_at":"2026-11-19T00:00:00.000Z","updated_at":"2026-11-20T10:35:00.000Z",
    "position":1,"description":"REST and GraphQL","showcase":true,"start_date":"2026-11-19",
    "group_id":null,"page_id":"vx7isty4fv48","group":false,"only_show_if_degraded":false
  }
  """#)

/// A group is a row of its own.
let groupRow = compact(
  #"""
  {
    "id":"group-apps","name":"Apps","status":"under_maintenance",
    "created_at":"2026-11-10T09:00:00.000Z","updated_at":"2026-11-20T10:35:00.000Z",
    "position":2,"description":null,"showcase":false,"start_date":null,"group_id":null,
    "page_id":"vx7isty4fv48","group":true,"only_show_if_degraded":false,
    "components":["dashboard","mobile"]
  }
  """#)

/// Positions begin again within a group.
let dashboardRow = compact(
  #"""
  {
    "id":"dashboard","name":"Dashboard","status":"operational",
    "created_at":"2026-11-10T09:00:00.000Z","updated_at":"2026-11-20T10:35:00.000Z",
    "position":1,"description":null,"showcase":true,"start_date":null,
    "group_id":"group-apps","page_id":"vx7isty4fv48","group":false,
    "only_show_if_degraded":false
  }
  """#)

/// Listed only while it is not operational.
let mobileRow = compact(
  #"""
  {
    "id":"mobile","name":"Mobile apps","status":"under_maintenance",
    "created_at":"2026-11-10T09:00:00.000Z","updated_at":"2026-11-20T09:00:00.000Z",
    "position":2,"description":null,"showcase":true,"start_date":null,
    "group_id":"group-apps","page_id":"vx7isty4fv48","group":false,
    "only_show_if_degraded":true
  }
  """#)

/// `apiErrors`
let openIncident = compact(
  #"""
  {
    "id":"2026-11-20-api-errors","name":"Elevated API error rates","status":"identified",
    "created_at":"2026-11-20T10:10:00.000Z","updated_at":"2026-11-20T10:35:00.000Z",
    "monitoring_at":null,"resolved_at":null,"impact":"critical",
    "shortlink":"https://status.acme.example/incidents/2026-11-20-api-errors/",
    "started_at":"2026-11-20T10:02:00.000Z","page_id":"vx7isty4fv48",
    "incident_updates":[
      {
        "id":"2026-11-20-api-errors-2026-11-20T10-35-00Z","status":"identified",
        "body":"A change is being rolled back.","incident_id":"2026-11-20-api-errors",
        "created_at":"2026-11-20T10:35:00.000Z","updated_at":"2026-11-20T10:35:00.000Z",
        "display_at":"2026-11-20T10:35:00.000Z",
        "affected_components":[
          {
            "code":"api","name":"Public API","old_status":"major_outage",
            "new_status":"partial_outage"
          },
          {
            "code":"dashboard","name":"Dashboard","old_status":"major_outage",
            "new_status":"operational"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      },
      {
        "id":"2026-11-20-api-errors-2026-11-20T10-10-00Z","status":"investigating",
        "body":"Some requests fail. See the guide (https://status.acme.example/pages/guide).",
        "incident_id":"2026-11-20-api-errors","created_at":"2026-11-20T10:10:00.000Z",
        "updated_at":"2026-11-20T10:10:00.000Z","display_at":"2026-11-20T10:10:00.000Z",
        "affected_components":[
          {
            "code":"api","name":"Public API","old_status":"operational",
            "new_status":"major_outage"
          },
          {
            "code":"dashboard","name":"Dashboard","old_status":"operational",
            "new_status":"major_outage"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      }
    ],
    "components":[
      \#(apiRow),
      \#(dashboardRow)
    ],
    "reminder_intervals":null,"_severity":"SEV2",
    "_next_update_at":"2026-11-20T11:00:00.000Z"
  }
  """#)

/// `slowLogins`
let incidentWithPostmortem = compact(
  #"""
  {
    "id":"2026-11-10-slow-logins","name":"Slow logins","status":"postmortem",
    "created_at":"2026-11-10T09:00:00.000Z","updated_at":"2026-11-12T00:00:00.000Z",
    "monitoring_at":"2026-11-10T09:30:00.000Z","resolved_at":"2026-11-10T10:00:00.000Z",
    "impact":"minor",
    "shortlink":"https://status.acme.example/incidents/2026-11-10-slow-logins/",
    "started_at":"2026-11-10T09:00:00.000Z","page_id":"vx7isty4fv48",
    "incident_updates":[
      {
        "id":"2026-11-10-slow-logins-postmortem","status":"postmortem",
        "body":"Summary\n\nA cache was full.","incident_id":"2026-11-10-slow-logins",
        "created_at":"2026-11-12T00:00:00.000Z","updated_at":"2026-11-12T00:00:00.000Z",
        "display_at":"2026-11-12T00:00:00.000Z",
        "affected_components":[
          {
            "code":"dashboard","name":"Dashboard","old_status":"operational",
            "new_status":"operational"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      },
      {
        "id":"2026-11-10-slow-logins-2026-11-10T10-00-00Z","status":"resolved",
        "body":"Logins are quick. Nothing is lost.","incident_id":"2026-11-10-slow-logins",
        "created_at":"2026-11-10T10:00:00.000Z","updated_at":"2026-11-10T10:00:00.000Z",
        "display_at":"2026-11-10T10:00:00.000Z",
        "affected_components":[
          {
            "code":"dashboard","name":"Dashboard","old_status":"degraded_performance",
            "new_status":"operational"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      },
      {
        "id":"2026-11-10-slow-logins-2026-11-10T09-40-00Z","status":"monitoring",
        "body":"Logins are quicker.","incident_id":"2026-11-10-slow-logins",
        "created_at":"2026-11-10T09:40:00.000Z","updated_at":"2026-11-10T09:40:00.000Z",
        "display_at":"2026-11-10T09:40:00.000Z",
        "affected_components":[
          {
            "code":"dashboard","name":"Dashboard","old_status":"degraded_performance",
            "new_status":"degraded_performance"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      },
      {
        "id":"2026-11-10-slow-logins-2026-11-10T09-30-00Z","status":"monitoring",
        "body":"A cache was emptied.","incident_id":"2026-11-10-slow-logins",
        "created_at":"2026-11-10T09:30:00.000Z","updated_at":"2026-11-10T09:30:00.000Z",
        "display_at":"2026-11-10T09:30:00.000Z",
        "affected_components":[
          {
            "code":"dashboard","name":"Dashboard","old_status":"degraded_performance",
            "new_status":"degraded_performance"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      },
      {
        "id":"2026-11-10-slow-logins-2026-11-10T09-00-00Z","status":"investigating",
        "body":"Logins take minutes.","incident_id":"2026-11-10-slow-logins",
        "created_at":"2026-11-10T09:00:00.000Z","updated_at":"2026-11-10T09:00:00.000Z",
        "display_at":"2026-11-10T09:00:00.000Z",
        "affected_components":[
          {
            "code":"dashboard","name":"Dashboard","old_status":"operational",
            "new_status":"degraded_performance"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      }
    ],
    "components":[
      \#(dashboardRow)
    ],
    "reminder_intervals":null,"_severity":"SEV3","_next_update_at":null
  }
  """#)

/// `falseAlarm`
let retractedIncident = compact(
  #"""
  {
    "id":"2026-11-05-false-alarm","name":"Mobile apps unreachable","status":"resolved",
    "created_at":"2026-11-05T08:00:00.000Z","updated_at":"2026-11-05T08:20:00.000Z",
    "monitoring_at":null,"resolved_at":"2026-11-05T08:20:00.000Z","impact":"none",
    "shortlink":"https://status.acme.example/incidents/2026-11-05-false-alarm/",
    "started_at":"2026-11-05T08:00:00.000Z","page_id":"vx7isty4fv48",
    "incident_updates":[
      {
        "id":"2026-11-05-false-alarm-2026-11-05T08-20-00Z","status":"resolved",
        "body":"A probe was broken.","incident_id":"2026-11-05-false-alarm",
        "created_at":"2026-11-05T08:20:00.000Z","updated_at":"2026-11-05T08:20:00.000Z",
        "display_at":"2026-11-05T08:20:00.000Z",
        "affected_components":[
          {
            "code":"mobile","name":"Mobile apps","old_status":"operational",
            "new_status":"operational"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      },
      {
        "id":"2026-11-05-false-alarm-2026-11-05T08-00-00Z","status":"investigating",
        "body":"We are looking into it.","incident_id":"2026-11-05-false-alarm",
        "created_at":"2026-11-05T08:00:00.000Z","updated_at":"2026-11-05T08:00:00.000Z",
        "display_at":"2026-11-05T08:00:00.000Z",
        "affected_components":[
          {
            "code":"mobile","name":"Mobile apps","old_status":"operational",
            "new_status":"operational"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      }
    ],
    "components":[
      \#(mobileRow)
    ],
    "reminder_intervals":null,"_severity":"SEV1","_next_update_at":null
  }
  """#)

/// `upgrade`
let upcomingMaintenance = compact(
  #"""
  {
    "id":"2026-12-01-db-upgrade","name":"Database upgrade","status":"scheduled",
    "created_at":"2026-11-19T09:00:00.000Z","updated_at":"2026-11-19T09:00:00.000Z",
    "monitoring_at":null,"resolved_at":null,"impact":"maintenance",
    "shortlink":"https://status.acme.example/maintenance/2026-12-01-db-upgrade/",
    "started_at":"2026-11-19T09:00:00.000Z","page_id":"vx7isty4fv48",
    "incident_updates":[
      {
        "id":"2026-12-01-db-upgrade-2026-11-19T09-00-00Z","status":"scheduled",
        "body":"The API is read-only.","incident_id":"2026-12-01-db-upgrade",
        "created_at":"2026-11-19T09:00:00.000Z","updated_at":"2026-11-19T09:00:00.000Z",
        "display_at":"2026-11-19T09:00:00.000Z",
        "affected_components":[
          {
            "code":"api","name":"Public API","old_status":"operational",
            "new_status":"operational"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      }
    ],
    "components":[
      \#(apiRow)
    ],
    "reminder_intervals":null,"scheduled_for":"2026-12-01T02:00:00.000Z",
    "scheduled_until":"2026-12-01T04:00:00.000Z"
  }
  """#)

/// `running`
let runningMaintenance = compact(
  #"""
  {
    "id":"2026-11-20-mobile-release","name":"Mobile release","status":"verifying",
    "created_at":"2026-11-18T09:00:00.000Z","updated_at":"2026-11-20T10:30:00.000Z",
    "monitoring_at":"2026-11-20T10:30:00.000Z","resolved_at":null,"impact":"maintenance",
    "shortlink":"https://status.acme.example/maintenance/2026-11-20-mobile-release/",
    "started_at":"2026-11-18T09:00:00.000Z","page_id":"vx7isty4fv48",
    "incident_updates":[
      {
        "id":"2026-11-20-mobile-release-2026-11-20T10-30-00Z","status":"verifying",
        "body":"We are testing.","incident_id":"2026-11-20-mobile-release",
        "created_at":"2026-11-20T10:30:00.000Z","updated_at":"2026-11-20T10:30:00.000Z",
        "display_at":"2026-11-20T10:30:00.000Z",
        "affected_components":[
          {
            "code":"mobile","name":"Mobile apps","old_status":"under_maintenance",
            "new_status":"under_maintenance"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      },
      {
        "id":"2026-11-20-mobile-release-2026-11-18T09-00-00Z","status":"scheduled",
        "body":"Apps may need a restart.","incident_id":"2026-11-20-mobile-release",
        "created_at":"2026-11-18T09:00:00.000Z","updated_at":"2026-11-18T09:00:00.000Z",
        "display_at":"2026-11-18T09:00:00.000Z",
        "affected_components":[
          {
            "code":"mobile","name":"Mobile apps","old_status":"operational",
            "new_status":"operational"
          }
        ],
        "deliver_notifications":true,"custom_tweet":null,"tweet_id":null
      }
    ],
    "components":[
      \#(mobileRow)
    ],
    "reminder_intervals":null,"scheduled_for":"2026-11-20T09:00:00.000Z",
    "scheduled_until":"2026-11-20T11:00:00.000Z"
  }
  """#)
