import Builtins
import Foundation
import Language
import Notebook
import Testing

/// The grammars of editors are those of the language, and are read as they are meant.
@Suite struct EditorFilesTests {
  @Test(arguments: EditorFiles.all(of: Library.registry))
  func theCommittedFileIsWhatTheRegistryGives(_ page: ReferencePages.Page) throws {
    let committed = try String(contentsOfFile: "editors/\(page.name)", encoding: .utf8)
    #expect(committed == page.text, "run `make editors`: \(page.name) is out of date")
  }

  @Test(arguments: [
    "package.json", "language-configuration.json", "syntaxes/mamba.tmLanguage.json",
  ])
  func theFilesOfVSCodeAreJSON(_ name: String) throws {
    let data = try Data(contentsOf: URL(filePath: "editors/vscode/\(name)"))
    #expect(try JSONSerialization.jsonObject(with: data) is [String: Any])
  }

  /// Every unit and every sign that the lexer takes stands in the vocabulary, and no other does.
  @Test func theVocabularyIsThatOfTheLexer() {
    let grammar = Library.registry.grammar
    for unit in Vocabulary.units {
      #expect(throws: Never.self) {
        try Parser.statements(of: Source("x = 2\(unit)"), grammar: grammar)
      }
    }
    for unit in ["ns", "min", "mon", "pp", "B"] {
      #expect(!Vocabulary.units.contains(unit))
      #expect(throws: Diagnostic.self) {
        try Parser.statements(of: Source("x = 2\(unit)"), grammar: grammar)
      }
    }
    for word in Vocabulary.keywords + Vocabulary.constants {
      #expect(throws: Diagnostic.self) {
        try Parser.statements(of: Source("\(word) = 2"), grammar: grammar)
      }
    }
  }

  // TextMate

  /// The patterns of one kind in the grammar, however deep.
  private static func patterns(in value: Any, _ key: String) -> [String] {
    if let list = value as? [Any] { return list.flatMap { patterns(in: $0, key) } }
    guard let fields = value as? [String: Any] else { return [] }
    return fields.sorted { $0.key < $1.key }.flatMap { name, value in
      (name == key ? (value as? String).map { [$0] } : nil) ?? patterns(in: value, key)
    }
  }

  private static func grammar() throws -> Any {
    let text = TextMateGrammar.text(of: Library.registry)
    return try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  @Test(arguments: ["match", "begin", "end"])
  func everyPatternCanBeRead(_ key: String) throws {
    let patterns = Self.patterns(in: try Self.grammar(), key)
    #expect(patterns.count >= 8)
    for pattern in patterns {
      #expect(throws: Never.self) { _ = try NSRegularExpression(pattern: pattern) }
    }
  }

  @Test func everyIncludeIsThere() throws {
    let grammar = try Self.grammar()
    let repository = (grammar as? [String: Any])?["repository"] as? [String: Any]
    let includes = Set(Self.patterns(in: grammar, "include"))
    #expect(includes.contains("#statements") && includes.contains("text.html.markdown"))
    for name in includes where name.hasPrefix("#") {
      #expect(repository?[String(name.dropFirst())] != nil, "\(name)")
    }
  }
}
