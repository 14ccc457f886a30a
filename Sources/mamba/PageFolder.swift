import ArgumentParser
import Foundation
import Language
import Notebook
import Prompt

/// Writes pages that are made from the registry into a folder, which is made where it is missing.
enum PageFolder {
  static func write(_ pages: [ReferencePages.Page], to folder: String) throws {
    do {
      for page in pages {
        let file = URL(filePath: folder).appending(path: page.name)
        // Where this fails, so does writing, which says so.
        try? FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try NotebookFile.write(page.text, to: "\(folder)/\(page.name)")
      }
    } catch {
      Terminal.complain("error[\(error.explanation.code)] \(error.explanation.sentence)")
      throw ArgumentParser.ExitCode(Notebook.ExitCode.error.rawValue)
    }
  }
}
