internal import Foundation
public import Language

/// A notebook as others read it: a page, Markdown, or a Jupyter notebook.
///
/// Nothing is run, and nothing read but the notebook and the figures that it names. The same notebook
/// and figures give the same bytes.
public struct RenderedDocument: Sendable {
  let document: Document
  /// The path of the notebook as it is told to the reader.
  let path: String
  /// The folder that recorded paths start at, and below which figures must lie.
  let folder: String
  let registry: Registry
  let title: String
  /// The prose before the first cell, without the title.
  let preamble: [String]

  /// The keys of the header that are shown in a way of their own, or speak to the program alone.
  static let otherKeys: Set<String> = [
    "", "mmb", "title", "data", "verified", "conditions", "cells",
  ]

  public init(_ document: Document, path: String, folder: String = ".", registry: Registry) {
    var document = document
    document.nameCells(registry.grammar)
    self.document = document
    self.path = RenderedDocument.told(path, below: folder)
    (self.folder, self.registry) = (folder, registry)
    let lines = document.preamble.drop { $0.allSatisfy(\.isWhitespace) }
    let heading = lines.first.flatMap { $0.hasPrefix("# ") ? $0.dropFirst(2) : nil }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let told = document.header?["title"].flatMap { $0.isEmpty ? nil : $0 }
    title = told ?? heading ?? RenderedDocument.name(of: path)
    preamble = Array(heading != nil && heading == title ? lines.dropFirst() : lines)
  }

  /// Returns the path as a reader may type it: below the folder where it is, else its name only.
  private static func told(_ path: String, below folder: String) -> String {
    guard path.hasPrefix("/") else { return path }
    let root = URL(filePath: folder).standardizedFileURL.path(percentEncoded: false)
    let start = root.hasSuffix("/") ? root : root + "/"
    return path.hasPrefix(start)
      ? String(path.dropFirst(start.count)) : URL(filePath: path).lastPathComponent
  }

  private static func name(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".mmb") ? String(name.dropLast(4)) : name
  }

  var header: Header? { document.header }

  /// Whether any cell holds what a run has recorded.
  private var isRecorded: Bool { document.cells.contains { !$0.recorded.isEmpty } }

  /// What the header says of the recording, and no more.
  var recording: String {
    guard isRecorded else { return "not recorded" }
    guard let text = header?["verified"] else {
      return "recorded; the header does not say when, or by what"
    }
    return RecordingNote(text)?.sentence ?? "recorded: \(text)"
  }

  /// The command by which a reader finds out whether the notebook still gives what it shows.
  var check: String { "mamba run \(ShellWord.quoted(path)) --verify" }
}

/// The `verified` line of a header.
struct RecordingNote {
  /// The line in words; nil in the initializer where it has another form.
  let sentence: String

  init?(_ text: String) {
    let form = /([0-9]{4}-[0-9]{2}-[0-9]{2}) (\S+) cells=([0-9]+) ok trials=([0-9]+)(.*)/
    guard let facts = text.wholeMatch(of: form) else { return nil }
    func counted(_ count: Substring, _ noun: String) -> String {
      "\(count) \(noun)\(count == "1" ? "" : "s")"
    }
    let (cells, trials) = (counted(facts.3, "cell"), counted(facts.4, "trial"))
    sentence = "recorded \(facts.1) on \(facts.2), \(cells), \(trials)\(facts.5)"
  }
}

/// A word of a command for the shell.
enum ShellWord {
  /// Returns the word, in quotes where the shell would read anything else into it.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "./_-".utf8.contains(byte)
      }
    let start = word.hasPrefix("-") ? "./" + word : word
    return isPlain ? start : "'" + start.replacing("'", with: "'\\''") + "'"
  }
}
