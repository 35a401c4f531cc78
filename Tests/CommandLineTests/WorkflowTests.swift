import Foundation
import SiteFiles
import TestSupport
import Testing
import Yams

@testable import CommandLineTool

/// `init --ci`: the steps by which a service publishes the page.
struct WorkflowTests {
  private static let paths: [(Workflow, String)] = [
    (.github, ".github/workflows/status-page.yml"), (.gitlab, ".gitlab-ci.yml"),
  ]

  @Test(arguments: paths)
  func `a new site gets it beside its files`(workflow: Workflow, path: String) throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["init", "--ci", workflow.rawValue, "my-status"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.exists("my-status/status.yml"))
    let text = try folder.text("my-status/" + path)
    #expect(text.contains("URL: \"https://status.kestrelparcels.example\"\n"))
    #expect(!text.contains("%"))
    #expect(
      run.output.hasSuffix(
        "Next: set ALLCLEAR_DEB, ALLCLEAR_SHA256 and URL at the top of \(path)\n"))
    #expect(try Program.run(["check"], in: folder.path + "/my-status").status == 0)
  }

  @Test(arguments: paths)
  func `a site that is there gets only that, and never twice`(
    workflow: Workflow, path: String
  ) throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["init", "my-status"], in: folder.path).status == 0)
    let before = try tree(folder.path).filter { !$0.key.hasSuffix(path) }
    let arguments = ["init", "--ci", workflow.rawValue, "."]
    #expect(try Program.run(arguments, in: folder.path + "/my-status").status == 0)
    #expect(try tree(folder.path).filter { !$0.key.hasSuffix(path) } == before)
    try folder.write(Data("mine".utf8), to: "my-status/" + path)
    let again = try Program.run(arguments, in: folder.path + "/my-status")
    #expect(again.status == 1)
    #expect(
      again.errors == """
        error: \(folder.path)/my-status/\(path) exists already
          hint: nothing was written; move it away to get a new one

        """)
    #expect(try folder.text("my-status/" + path) == "mine")
  }

  @Test func `in a folder of a repository it says where it belongs`() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.shell("git init -q .", in: folder.path).status == 0)
    let run = try Program.run(["init", "--ci", "gitlab", "my-status"], in: folder.path)
    #expect(
      run.output.hasSuffix(
        """
        The site lies in my-status/ of its repository: move .gitlab-ci.yml to the repository's \
        root, and set SITE in it to my-status

        """))
  }

  @Test func `GitHub's runs come one after the other, and none is cancelled`() throws {
    let text = String(decoding: Workflow.github.file(url: "https://a.example").bytes, as: UTF8.self)
    let root = try #require(try Yams.compose(yaml: text)?.mapping)
    #expect(
      root.keys.compactMap(\.string) == ["name", "on", "concurrency", "permissions", "env", "jobs"])
    #expect(root["concurrency"]?["group"]?.string == "status-page")
    #expect(root["concurrency"]?["cancel-in-progress"]?.bool == false)
    #expect(root["on"]?["schedule"]?[0]?["cron"]?.string == "7-59/10 * * * *")
    let job = try #require(root["jobs"]?["publish"])
    let steps = try #require(job["steps"]?.sequence)
    #expect(
      steps.compactMap { ($0["uses"] ?? $0["name"])?.string } == [
        "actions/checkout@v4", "Install allclear", "Check", "Build",
        "actions/upload-pages-artifact@v3", "actions/deploy-pages@v4", "Notify",
      ])
    #expect(job["permissions"]?["id-token"]?.string == "write")
    #expect(steps[2]["run"]?.string == #"allclear check --site "$SITE" --format github"#)
    #expect(job["permissions"]?["contents"]?.string == "write")
    #expect(steps[6]["run"]?.string == #"allclear notify --site "$SITE" --outbox git"#)
  }

  @Test func `GitLab's pages job publishes what it built for readers`() throws {
    let text = String(decoding: Workflow.gitlab.file(url: "https://a.example").bytes, as: UTF8.self)
    let root = try #require(try Yams.compose(yaml: text)?.mapping)
    #expect(
      root.keys.compactMap(\.string) == [
        "variables", "stages", "workflow", ".allclear", "check", "pages", "notify",
      ])
    let pages = try #require(root["pages"])
    #expect(pages["resource_group"]?.string == "status-page")
    #expect(pages["artifacts"]?["paths"]?[0]?.string == "public")
    #expect(
      pages["script"]?.sequence?.compactMap(\.string) == [
        #"allclear build --site "$SITE" --previous "$URL" --output "$CI_PROJECT_DIR/public""#,
        "rm -rf public/.allclear",
      ])
    #expect(
      root["notify"]?["script"]?.sequence?.compactMap(\.string) == [
        #"git remote set-url origin "$CI_PROJECT_URL.git""#,
        "git config credential.helper "
          + #"'!f() { echo username=status; echo "password=$STATUS_TOKEN"; }; f'"#,
        #"allclear notify --site "$SITE" --outbox git"#,
      ])
    // A script's line with ": " in it would be read as a mapping.
    for job in [".allclear", "check", "pages", "notify"] {
      let lines = root[Node(job)]?["script"] ?? root[Node(job)]?["before_script"]
      let sequence = try #require(lines?.sequence)
      #expect(sequence.allSatisfy { $0.string != nil })
    }
  }
}
