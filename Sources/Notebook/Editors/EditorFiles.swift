public import Language

/// The files below `editors` that are made from the registry and the tables of the lexer.
public enum EditorFiles {
  public static func all(of registry: Registry) -> [ReferencePages.Page] {
    [
      ReferencePages.Page(name: "vim/syntax/mamba.vim", text: VimSyntax.text(of: registry)),
      ReferencePages.Page(
        name: "vscode/syntaxes/mamba.tmLanguage.json",
        text: TextMateGrammar.text(of: registry)
      ),
    ]
  }
}
