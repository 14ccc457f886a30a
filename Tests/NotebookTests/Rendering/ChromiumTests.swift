import Foundation
import Notebook
import TestSupport
import Testing

/// What a browser asks of the network for a page, by its own log.
@Suite(.enabled(if: Chromium.path != nil, "no chromium, chromium-browser or google-chrome"))
struct ChromiumTests {
  @Test func noRequestLeavesAPage() throws {
    let folder = try TemporaryFolder()
    let host = "http://leak.invalid"
    let drawing = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
      <style>@import url(\(host)/1); rect { fill: url(\(host)/2#a) }</style>
      <image href="\(host)/3" width="9" height="9"/><use xlink:href="\(host)/4#a"/>
      <rect width="9" height="9" fill="url(\(host)/5#a)" style="filter:url(\(host)/6#a)"/>
      <script href="\(host)/7"/><foreignObject><img src="\(host)/8"/></foreignObject></svg>
      """
    try folder.write(drawing, to: "a.svg")
    let notebook = """
      ---
      title: <img src=\(host)/9>
      ---
      ![x](\(host)/10) <img src="\(host)/11"> <link rel=stylesheet href=\(host)/12>

      %% a style=background:url(\(host)/13)
      x = "<img src=\(host)/14>"
      >> <img src="\(host)/15">
      >>@ figure a
      """
    let page = rendered(notebook, below: folder.url.path()).page
    #expect(page.contains("leak.invalid"))
    try folder.write(page, to: "page.html")
    #expect(try !Chromium.log(of: "page.html", in: folder).contains("leak.invalid"))
    // The same check sees a page that does ask.
    try folder.write("<!DOCTYPE html><img src=\"\(host)/16\">", to: "other.html")
    #expect(try Chromium.log(of: "other.html", in: folder).contains("leak.invalid"))
  }
}

private enum Chromium {
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return ["chromium", "chromium-browser", "google-chrome"].lazy
      .flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Opens a page and returns what the browser noted of its requests.
  static func log(of page: String, in folder: TemporaryFolder) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
      "--disable-background-networking", "--disable-component-update",
      "--user-data-dir=\(folder.path("profile-" + page))",
      "--log-net-log=\(folder.path(page + ".json"))", "--virtual-time-budget=3000", "--dump-dom",
      "file://\(folder.path(page))",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try folder.read(page + ".json")
  }
}
