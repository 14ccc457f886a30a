import Foundation
import Plotting
import Testing

/// From where other programs are run.
struct ProgramFoldersTests {
  let temporary = TemporaryFolder()
  /// The path of the folder, without links and without a slash at its end.
  var folder: String {
    URL(filePath: temporary.path).resolvingSymlinksInPath().path()
      .replacing(/\/$/, with: "")
  }

  private func write(_ path: String, mode: Int = 0o755) throws {
    let file = URL(filePath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data("#!/bin/sh\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path())
  }

  @Test func onlyAbsoluteFoldersThatAreThereAreTaken() throws {
    try write("bin/tool")
    let folders = ProgramFolders(path: ".:bin::\(folder)/none:\(folder)/bin")
    #expect(folders.paths == ["\(folder)/bin"])
    #expect(folders.path(of: "tool") == "\(folder)/bin/tool")
    #expect(ProgramFolders(path: "").paths == [])
    #expect(ProgramFolders(path: nil).path(of: "sh")?.hasSuffix("/sh") == true)
  }

  @Test func whatLiesBelowTheWorkingDirectoryIsLeftOut() throws {
    try write("work/tool")
    try write("work/bin/tool")
    try write("work-2/tool")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/link",
      withDestinationPath: "\(folder)/work/bin"
    )
    let path = ["work", "work/bin", "work-2/../work/bin", "link", "work-2"]
      .map { "\(folder)/\($0)" }.joined(separator: ":")
    let folders = ProgramFolders(path: path, workingDirectory: "\(folder)/work")
    #expect(folders.paths == ["\(folder)/work-2"])
    #expect(folders.path == "\(folder)/work-2")
    #expect(folders.path(of: "tool") == "\(folder)/work-2/tool")
    // Below the root lies everything, and nothing has come along.
    #expect(
      ProgramFolders(path: "/:\(folder)/work", workingDirectory: "/").paths == ["\(folder)/work"]
    )
  }

  @Test func onlyPlainFilesThatMayBeRunAreTaken() throws {
    try write("bin/text", mode: 0o644)
    try write("bin/folder/inside")
    try write("later/text")
    let folders = ProgramFolders(path: "\(folder)/bin:\(folder)/later")
    #expect(folders.path(of: "folder") == nil)
    #expect(folders.path(of: "text") == "\(folder)/later/text")
    #expect(folders.path(of: "\(folder)/bin/text") == nil)
    #expect(folders.path(of: "\(folder)/later/text") == "\(folder)/later/text")
  }
}
