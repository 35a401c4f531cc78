import ArgumentParser
import Building
import SiteFiles

/// What `init --ci` writes: the steps by which a service builds and publishes the page.
enum Workflow: String, ExpressibleByArgument, CaseIterable {
  case github, gitlab

  /// - Parameter url: of the page; it says what readers have seen, because a runner starts empty.
  func file(url: String) -> SourceFile {
    let text = self == .github ? githubWorkflow : gitlabPipeline
    let filled = text.replacing("%URL%", with: url).replacing("%VERSION%", with: programVersion)
    return SourceFile(path: path, bytes: Array(filled.utf8))
  }

  private var path: String {
    switch self {
    case .github: ".github/workflows/status-page.yml"
    case .gitlab: ".gitlab-ci.yml"
    }
  }
}

private let githubWorkflow = #"""
  # Checks, builds and publishes the status page: at each push, and by the clock for what time changes.
  # GitHub starts scheduled runs late when it is busy, and stops them after 60 days without a commit.
  # In the repository's settings, choose "GitHub Actions" as the source of Pages.
  name: Status page

  on:
    push:
      branches: [main]
    schedule:
      # Every ten minutes, not at the full ones, when everybody's runs start.
      - cron: "7-59/10 * * * *"
    workflow_dispatch:

  # One run after the other. None is cancelled, because it may be sending news.
  concurrency:
    group: status-page
    cancel-in-progress: false

  permissions:
    contents: read

  env:
    # A package of a release, and its SHA-256 from SHA256SUMS beside it.
    ALLCLEAR_DEB: "https://example.com/allclear_%VERSION%_amd64.deb"
    ALLCLEAR_SHA256: "0000000000000000000000000000000000000000000000000000000000000000"
    # Where status.yml lies, from the root of the repository, and the address of the page.
    SITE: "."
    URL: "%URL%"

  jobs:
    publish:
      runs-on: ubuntu-24.04
      timeout-minutes: 20
      permissions:
        contents: write # what was sent is remembered in a ref of the repository
        pages: write
        id-token: write
      environment:
        name: github-pages
        url: ${{ steps.deployment.outputs.page_url }}
      steps:
        - uses: actions/checkout@v4
        - name: Install allclear
          run: |
            curl -fsSLo "$RUNNER_TEMP/allclear.deb" "$ALLCLEAR_DEB"
            echo "$ALLCLEAR_SHA256  $RUNNER_TEMP/allclear.deb" | sha256sum --check
            sudo apt-get update -qq
            sudo apt-get install -qq -y "$RUNNER_TEMP/allclear.deb"
        - name: Check
          run: allclear check --site "$SITE" --format github
        - name: Build
          run: |
            allclear build --site "$SITE" --previous "$URL" --output "$RUNNER_TEMP/public"
            rm -rf "$RUNNER_TEMP/public/.allclear"
        - uses: actions/upload-pages-artifact@v3
          with:
            path: ${{ runner.temp }}/public
        - id: deployment
          uses: actions/deploy-pages@v4
        - name: Notify
          # Secrets that status.yml names as {env: NAME} go here:
          # env:
          #   SLACK_HOOK: ${{ secrets.SLACK_HOOK }}
          run: allclear notify --site "$SITE" --outbox git

  """#

private let gitlabPipeline = #"""
  # Checks, builds and publishes the status page: at each push to the default branch, and by a schedule
  # for what time changes. Add one under Build > Pipeline schedules, such as 7-59/10 * * * *.
  variables:
    # A package of a release, and its SHA-256 from SHA256SUMS beside it.
    ALLCLEAR_DEB: "https://example.com/allclear_%VERSION%_amd64.deb"
    ALLCLEAR_SHA256: "0000000000000000000000000000000000000000000000000000000000000000"
    # Where status.yml lies, from the root of the repository, and the address of the page.
    SITE: "."
    URL: "%URL%"

  stages: [check, deploy, notify]

  # A branch with a merge request gets one pipeline, not two.
  workflow:
    rules:
      - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

  .allclear:
    image: debian:12-slim
    interruptible: false
    before_script:
      - apt-get update -qq
      - apt-get install -qq -y --no-install-recommends ca-certificates curl git
      - curl -fsSLo /tmp/allclear.deb "$ALLCLEAR_DEB"
      - echo "$ALLCLEAR_SHA256  /tmp/allclear.deb" | sha256sum --check
      - apt-get install -qq -y /tmp/allclear.deb

  check:
    extends: .allclear
    stage: check
    script:
      - allclear check --site "$SITE" --format gitlab > gl-code-quality-report.json
    artifacts:
      when: always
      reports:
        codequality: gl-code-quality-report.json

  pages:
    extends: .allclear
    stage: deploy
    # One run after the other.
    resource_group: status-page
    rules:
      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    script:
      - allclear build --site "$SITE" --previous "$URL" --output "$CI_PROJECT_DIR/public"
      - rm -rf public/.allclear
    artifacts:
      paths: [public]

  # Secrets that status.yml names as {env: NAME} are variables of the project: masked and protected.
  # So is STATUS_TOKEN, a project access token (role Developer, scope write_repository): what was sent
  # is remembered in a ref of the repository.
  notify:
    extends: .allclear
    stage: notify
    resource_group: status-page
    rules:
      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    script:
      - git remote set-url origin "$CI_PROJECT_URL.git"
      - git config credential.helper '!f() { echo username=status; echo "password=$STATUS_TOKEN"; }; f'
      - allclear notify --site "$SITE" --outbox git

  """#
