internal import Foundation

/// The forms that a notebook can be rendered to, by the endings of their files.
public enum RenderedForm: String, Sendable, CaseIterable {
  case page = "html"
  case markdown = "md"
  case jupyter = "ipynb"

  /// Creates the form that the name of a file asks for; nil where its ending is no form's.
  public init?(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }
}

extension RenderedDocument {
  /// Returns the notebook in one of the forms, for the file `output`, or for standard output.
  public func text(as form: RenderedForm, for output: String? = nil) -> String {
    switch form {
    case .page: page
    case .markdown: markdown(for: output)
    case .jupyter: jupyter
    }
  }

  /// Whether a file that would be written is the notebook itself, by whatever name or link.
  public static func isSameFile(_ output: String, _ notebook: String) -> Bool {
    URL(filePath: output).resolvingSymlinksInPath().standardizedFileURL
      == URL(filePath: notebook).resolvingSymlinksInPath().standardizedFileURL
  }
}
