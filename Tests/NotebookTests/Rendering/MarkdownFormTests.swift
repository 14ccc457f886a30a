import Foundation
import Notebook
import TestSupport
import Testing

struct MarkdownFormTests {
  private static let notebook = """
    ---
    mmb: 1
    title: One | two
    seed: 42
    data:
      a.csv  rows=2  span=1999-01-04..2018-12-31  file=sha256:ddd480b67f8c51b89a3a074f7fff
    verified: 2026-11-21 linux-x86_64 cells=2 ok trials=0
    ---
    # One | two

    Some *prose*.

    %% a
    x = 1
    >> x  ```1
    >>= x exact

    %% b expect=error hide=code
    y = nope
    >>! E102

    %% text
    ~~~
    open
    """

  @Test func theWholeIsGitHubsMarkdown() {
    #expect(
      rendered(MarkdownFormTests.notebook).markdown() == """
        # One \\| two

        | status | recorded 2026-11-21 on linux-x86\\_64, 2 cells, 0 trials |
        | --- | --- |
        | check | `mamba run nb.mmb --verify` |
        | seed | 42 |
        | data as recorded | a.csv, 2 rows, 1999-01-04..2018-12-31, sha256 ddd480b67f8c… |

        Some *prose*.

        **`a`**

        ```mamba
        x = 1
        ```

        ````text
        x  ```1
        ````

        <details><summary>record</summary>

        ```text
        >>= x exact
        ```

        </details>

        **`b`** · expects an error

        <details><summary>code</summary>

        ```mamba
        y = nope
        ```

        </details>

        > ends in the expected error `E102`. No such name or function.

        ~~~
        open
        ~~~

        """
    )
  }

  @Test func figuresAreNamedFromTheFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("<svg/>", to: "plots/a (1)#.svg")
    let text = "%% a\nplot x\n>>@ figure plots/a (1)# data=x\n>>@ figure plots/b data=x\n"
    let notebook = rendered(text, below: folder.url.path())
    #expect(notebook.markdown().contains("](plots/a%20%281%29%23.svg)"))
    #expect(
      notebook.markdown(for: folder.path("out/deep/x.md")).contains(
        "](../../plots/a%20%281%29%23.svg)"
      )
    )
    #expect(notebook.markdown(for: folder.path("plots/x.md")).contains("](a%20%281%29%23.svg)"))
    #expect(notebook.markdown().contains("*The figure* `plots/b` *is not shown:*"))
  }

  @Test(arguments: [
    ("x.html", RenderedForm.page), ("a/b.MD", .markdown), ("x.ipynb", .jupyter), ("x.htm", nil),
    ("x.pdf", nil), ("html", nil), (".html", nil), ("x.html/", .page), ("", nil), ("a.md/x", nil),
  ])
  func theEndingChoosesTheForm(_ path: String, _ form: RenderedForm?) {
    #expect(RenderedForm(path: path) == form)
  }

  @Test func theNotebookItselfIsKnownByAnyName() throws {
    let folder = try TemporaryFolder()
    try folder.write("1\n", to: "nb.mmb")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("x.html"),
      withDestinationPath: folder.path("nb.mmb")
    )
    #expect(RenderedDocument.isSameFile(folder.path("x.html"), folder.path("nb.mmb")))
    #expect(RenderedDocument.isSameFile(folder.path("./a/../nb.mmb"), folder.path("nb.mmb")))
    #expect(!RenderedDocument.isSameFile(folder.path("y.html"), folder.path("nb.mmb")))
  }

  /// What the schema of nbformat 4.5 asks of a notebook and its cells.
  @Test(arguments: ["sp500", "leaks", "train-patterns", ""])
  func jupyterNotebooksHaveTheirForm(_ name: String) throws {
    let text =
      name.isEmpty
      ? "%% a.b/c\n1\n>> 1\n>>@ figure x\n%% a-b-c\n2\n%% \(String(repeating: "é", count: 99))\n3\n"
      : try NotebookFile.read("notebooks/\(name).mmb")
    let json = try JSONSerialization.jsonObject(with: Data(rendered(text).jupyter.utf8))
    let notebook = try #require(json as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(ids.count == cells.count)
    #expect(Set(ids).count == cells.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
    let codes = cells.filter { $0["cell_type"] as? String == "code" }
    #expect(codes.count == Document(text: text).cells.count)
    for cell in codes {
      #expect(cell["execution_count"] is NSNull)
      #expect(cell["metadata"] is [String: Any])
      for output in try #require(cell["outputs"] as? [[String: Any]]) {
        let keys: Set<String> =
          switch output["output_type"] as? String {
          case "stream": ["output_type", "name", "text"]
          case "display_data": ["output_type", "data", "metadata"]
          case "error": ["output_type", "ename", "evalue", "traceback"]
          default: []
          }
        #expect(Set(output.keys) == keys)
      }
    }
  }
}
