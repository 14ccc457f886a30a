import Foundation
import TestSupport
import Testing

/// Pages that are made from the registry.
@Suite struct PageFolderTests {
  @Test(arguments: [
    (["reference", "new/folder"], "new/folder/verbs.md"),
    (["grammar", "--into", "new/folder"], "new/folder/vim/syntax/mamba.vim"),
  ])
  func aNewFolderIsMade(_ arguments: [String], _ page: String) throws {
    let folder = try TemporaryFolder()
    let ended = try Mamba.Running(arguments, in: folder).ended()
    #expect(ended.code == 0, "\(ended.errors)")
    #expect(folder.has(page))
  }

  @Test(arguments: [["reference", "file"], ["grammar", "--into", "file"]])
  func aFileInTheWayIsAnError(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    let ended = try Mamba.Running(arguments, in: folder).ended()
    #expect(ended.code == 1)
    #expect(ended.errors.hasPrefix("error[E603] file/"))
  }

  @Test func oneGrammarIsChosen() throws {
    let folder = try TemporaryFolder()
    #expect(try Mamba.run("grammar", in: folder).code == 2)
    #expect(try Mamba.run("grammar", "--vim", "--vscode", in: folder).code == 2)
    #expect(try Mamba.run("grammar", "--vim", in: folder).output.hasPrefix("\" Vim syntax file\n"))
  }
}
