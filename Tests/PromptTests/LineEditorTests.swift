import Numerics
import Prompt
import TestSupport
import Testing

/// One editor after the other, as a process has one at a time.
@Suite(.serialized) struct LineEditorTests {
  private let up = "\u{1B}[A", down = "\u{1B}[B", right = "\u{1B}[C", left = "\u{1B}[D"

  @Test func whatIsTypedIsSeenAndRead() throws {
    let terminal = try Terminal()
    terminal.type("let x = 1")
    #expect(terminal.shows { $0.text == ["> let x = 1"] && $0.column == 11 })
    #expect(terminal.screen.modes == ["?2004"])
    terminal.type("\r")
    #expect(terminal.input() == .line("let x = 1"))
    #expect(terminal.shows { $0.text == ["> let x = 1", ">"] && $0.row == 1 })
    #expect(terminal.screen.unknown.isEmpty)
  }

  @Test func emacsKeysEdit() throws {
    let terminal = try Terminal()
    terminal.type("world\u{01}hello \u{05}!\(left)\u{7F}\u{08}ld")
    #expect(terminal.shows { $0.text == ["> hello world!"] && $0.column == 13 })
    terminal.type("\u{17}\u{0B}\u{19}\r")
    #expect(terminal.input() == .line("hello !"))
    terminal.type("abc\u{01}\u{1B}[3~\u{1B}[F\u{1B}[Hx\r")
    #expect(terminal.input() == .line("xbc"))
  }

  @Test func enterBeginsANewLineUntilTheTextIsComplete() throws {
    let terminal = try Terminal(rows: 3)
    terminal.type("f {\ra\r")
    #expect(terminal.shows { $0.text == ["> f {", "  a"] && ($0.row, $0.column) == (2, 2) })
    terminal.type("}\r")
    #expect(terminal.input() == .line("f {\n  a\n  }"))
    #expect(terminal.shows { $0.text == ["  a", "  }", ">"] && $0.scrolled == ["> f {"] })
    terminal.type("one\u{1B}\rtwo\(up)\u{01}zero \r")
    #expect(terminal.input() == .line("zero one\ntwo"))
  }

  @Test func aPasteIsTakenAsItIs() throws {
    let terminal = try Terminal { $0.words = ["wrong"] }
    let lines = (1...300).map { "row\t\($0)\t{é}" }
    terminal.type("\u{1B}[200~\(lines.joined(separator: "\r"))\u{1B}[201~")
    terminal.settle()
    #expect(terminal.screen.line == "row     300     {é}")
    terminal.type("\r")
    #expect(terminal.input() == .line(lines.joined(separator: "\n")))
  }

  @Test func aPasteInASearchEndsTheSearch() throws {
    let terminal = try Terminal(history: ["alpha"])
    terminal.type("\u{12}al")
    #expect(terminal.shows { $0.text == ["> alpha  search: al"] })
    terminal.type("\u{1B}[200~1\r2\r\n3\u{1B}[201~\r")
    #expect(terminal.input() == .line("alpha1\n2\n3"))
  }

  @Test func theUpKeyBringsBackWholeTexts() throws {
    let terminal = try Terminal(history: ["first", "f {\n  a\n}"])
    terminal.type(up)
    #expect(terminal.shows { $0.text == ["> f {", "  a", "}"] })
    terminal.type("\(up)\(up)\(up)")
    #expect(terminal.shows { $0.text == ["> first"] })
    terminal.type("\(down)\(down)new\r")
    #expect(terminal.input() == .line("new"))
    terminal.type("\(up)\r")
    #expect(terminal.input() == .line("new"))
  }

  @Test func theUpKeyGoesToTextsThatBeginAsTheLineDoes() throws {
    let terminal = try Terminal(history: ["ema(1)", "plot", "ema(2)", "ema(2)", "load"])
    terminal.type("em\(up)\(up)")
    #expect(terminal.shows { $0.text == ["> ema(1)"] })
    terminal.type("\(up)\(down)\(down)a(3)\r")
    #expect(terminal.input() == .line("ema(3)"))
  }

  @Test func aLongLineSurvivesALookAtTheHistory() throws {
    let terminal = try Terminal(history: ["first"])
    let long = String(repeating: "0123456789", count: 500)
    terminal.type("\(long)\(up)\(down)\r")
    #expect(terminal.input() == .line(long))
  }

  @Test func searchFindsWhatWasTypedBefore() throws {
    let terminal = try Terminal(history: ["ema(close, 20)", "plot(x)"])
    terminal.type("\u{12}")
    #expect(terminal.shows { $0.line.hasPrefix(">   search: type a part") })
    terminal.type("clo")
    #expect(terminal.shows { $0.text == ["> ema(close, 20)  search: clo"] })
    #expect(terminal.screen.style(of: "clo") == "7" && terminal.screen.style(of: "search") == "90")
    terminal.type("\r")
    #expect(terminal.input() == .line("ema(close, 20)"))
    #expect(terminal.shows { $0.text == ["> ema(close, 20)", ">"] })
  }

  @Test func aSearchGoesOnToOlderTextsAndBack() throws {
    let terminal = try Terminal(history: ["Ema(1)", "ema(2)", "plot", "ema(2)", "x"])
    terminal.type("ema\u{12}")
    #expect(terminal.shows { $0.line == "> ema(2)  search: ema" })
    terminal.type("\u{12}")
    #expect(terminal.shows { $0.line == "> Ema(1)  search: ema" })
    terminal.type("\u{12}")
    #expect(terminal.shows { $0.line == "> Ema(1)  search: ema, no older one" })
    terminal.type("(2")
    #expect(terminal.shows { $0.line == "> ema(2)  search: ema(2" })
    terminal.type("\u{7F}\u{7F}")
    #expect(terminal.shows { $0.line == "> ema(2)  search: ema" })
    terminal.type("q")
    #expect(terminal.shows { $0.line == "> ema(2)  search: emaq, found nowhere" })
    terminal.type("\u{07}")
    #expect(terminal.shows { $0.line == "> ema" })
    terminal.type("\u{12}\u{05}!\r")
    #expect(terminal.input() == .line("ema(2)!"))
    terminal.type("plo\u{12}")
    #expect(terminal.shows { $0.line == "> plot  search: plo" })
    terminal.type("\u{1B}")
    #expect(terminal.shows { $0.line == "> plot" })
    terminal.type("\(up)\r")
    #expect(terminal.input() == .line("ema(2)"))
  }

  @Test func aSearchTakesLongTextsOfSeveralLines() throws {
    let long = "f {\n" + String(repeating: "0123456789", count: 200) + "\n}"
    let terminal = try Terminal(history: [long, "x"])
    terminal.type("\u{12}f {\r")
    #expect(terminal.input() == .line(long))
  }

  @Test func theHelpKeyTellsOfTheLine() throws {
    let terminal = try Terminal { $0.told = ["about it", "in two lines"] }
    terminal.type("ema(\u{1B}OP")
    #expect(terminal.shows { $0.text == ["about it", "in two lines", "> ema("] && $0.column == 6 })
    terminal.type("x)\r")
    #expect(terminal.input() == .line("ema(x)"))
  }

  @Test func tabPutsInWhatIsCommonThenLists() throws {
    let terminal = try Terminal { $0.words = ["ema", "emaCross", "emaRibbon", "macd"] }
    terminal.type("x = e\t")
    #expect(terminal.shows { $0.text == ["> x = ema"] })
    terminal.type("\t")
    #expect(
      terminal.shows {
        $0.text == ["ema        emaCross   emaRibbon", "> x = ema"] && $0.column == 9
      }
    )
    terminal.type("C\t\r")
    #expect(terminal.input() == .line("x = emaCross"))
    terminal.type("m\t")
    #expect(terminal.shows { $0.line == "> macd" })
    let bells = terminal.screen.bells
    terminal.type("\t")
    #expect(terminal.shows { $0.bells > bells && $0.line == "> macd" })
  }

  @Test func tabMendsTheCaseOfAWord() throws {
    let terminal = try Terminal { $0.words = ["emaCross"] }
    terminal.type("é EMAC\t + 1\r")
    #expect(terminal.input() == .line("é emaCross + 1"))
  }

  @Test func theListFitsTheWindow() throws {
    let terminal = try Terminal(columns: 30, rows: 8) {
      $0.words = (10...99).map { "feature\($0)" }
      $0.hints = [:]
    }
    terminal.type("f\t\t")
    #expect(terminal.shows { $0.text.last == "> feature" && $0.text.count == 7 })
    #expect(terminal.screen.text[0] == "feature10  feature15")
    #expect(terminal.screen.text[5] == "(80 more)" && terminal.screen.scrolled.isEmpty)
  }

  @Test func hintsStandBesideTheWords() throws {
    let terminal = try Terminal {
      $0.words = ["ema", "emaCross"]
      $0.hints = [
        "ema": "exponential moving average", "emaCross": "where two of them cross, and how",
      ]
    }
    terminal.type("ema\t\t")
    #expect(
      terminal.shows {
        $0.text == [
          "ema       exponential moving average", "emaCross  where two of them cross, and…",
          "> ema",
        ]
      }
    )
  }

  @Test func aLongListIsPartedByGroups() throws {
    let terminal = try Terminal(columns: 24, rows: 12) {
      $0.words = ["aa", "ab", "ac"] + (10...99).map { "ad\($0)" }
      $0.groups = ["aa": "verbs", "ab": "verbs", "ac": "verbs"]
    }
    terminal.type("a\t\t")
    #expect(terminal.shows { $0.text.prefix(3) == ["verbs:", "aa  ab  ac", "names:"] })
    // Of ten rows two are headings and one has the verbs; the last of the rest says what is left.
    #expect(terminal.shows { $0.text.suffix(2).first == "(66 more)" && $0.scrolled.isEmpty })
  }

  @Test func aSuggestionIsGreyAndIsTakenByTheRightKey() throws {
    let terminal = try Terminal { $0.past = ["ema(close, 20)"] }
    terminal.type("ema")
    #expect(terminal.shows { $0.text == ["> ema(close, 20)"] && $0.column == 5 })
    #expect(terminal.screen.style(of: "(close") == "90")
    terminal.type("x")
    #expect(terminal.shows { $0.text == ["> emax"] })
    terminal.type("\u{7F}")
    #expect(terminal.shows { $0.text == ["> ema(close, 20)"] })
    terminal.type(right)
    #expect(terminal.shows { $0.column == 16 && $0.style(of: "(close") == "" })
    terminal.type("\r")
    #expect(terminal.input() == .line("ema(close, 20)"))
    terminal.type("e")
    #expect(terminal.shows { $0.line == "> ema(close, 20)" })
    terminal.type("\r")
    #expect(terminal.input() == .line("e"))
    #expect(terminal.shows { $0.text == ["> ema(close, 20)", "> e", ">"] })
  }

  @Test func aSuggestionIsNotTakenUnseen() throws {
    let terminal = try Terminal { $0.past = ["abc"] }
    terminal.type("a")
    #expect(terminal.shows { $0.line == "> abc" })
    terminal.type("z\(right)\r")
    #expect(terminal.input() == .line("az"))
  }

  @Test func aSuggestionOfSeveralLinesShowsItsFirst() throws {
    let terminal = try Terminal { $0.past = ["f {\n  a\n}"] }
    terminal.type("f")
    #expect(terminal.shows { $0.text == ["> f {"] && $0.column == 3 })
    terminal.type(right)
    #expect(terminal.shows { $0.text == ["> f {", "  a", "}"] && ($0.row, $0.column) == (2, 1) })
    terminal.type("\r")
    #expect(terminal.input() == .line("f {\n  a\n}"))
  }

  @Test func coloursThatChangeTheTextAreNotShown() throws {
    let terminal = try Terminal {
      $0.keyword = "ema"
      $0.replacement = "\u{1B}[36mEMA\u{1B}[0m"
    }
    terminal.type("x ema")
    terminal.settle()
    #expect(terminal.screen.text == ["> x ema"] && terminal.screen.style(of: "ema") == "")
    terminal.type("\r")
    #expect(terminal.input() == .line("x ema"))
  }

  @Test func aSuggestionLeavesTheRightPrompt() throws {
    let terminal = try Terminal(columns: 20) {
      $0.past = ["let result = sharpe(returns)"]
      $0.rightText = "\u{1B}[33mBTC\u{1B}[0m"
    }
    terminal.type("let")
    #expect(terminal.shows { $0.text == ["> let result = BTC"] })
    terminal.type("\u{05}")
    #expect(terminal.shows { $0.text == ["> let result = sharp", "e(returns)"] })
    terminal.type("\r")
    #expect(terminal.input() == .line("let result = sharpe(returns)"))
  }

  @Test func coloursDoNotDisturbWrappedLines() throws {
    let terminal = try Terminal(columns: 20, rows: 6) {
      $0.keyword = "ema"
      $0.leftText = "\u{1B}[1;32mmamba\u{1B}[0m\u{1B}[90m>\u{1B}[0m "
    }
    terminal.type("x ema y 漢字漢字 ema\u{16}\tz")
    #expect(terminal.shows { $0.text == ["mamba> x ema y 漢字", "漢字 ema        z"] })
    #expect(terminal.shows { $0.style(of: "ema") == "36" && $0.style(of: "y") == "" })
    #expect(terminal.screen.style(of: "mamba") == "1;32")
    #expect((terminal.screen.row, terminal.screen.column) == (1, 17))
    terminal.type("\u{01}\(right)\(right)\(right)")
    #expect(terminal.shows { ($0.row, $0.column) == (0, 10) && $0.style(of: "ema") == "36" })
    terminal.type("m")
    #expect(terminal.shows { $0.text == ["mamba> x emma y 漢字", "漢字 ema        z"] })
    #expect(terminal.shows { $0.style(of: "emma") == "" && $0.style(of: "ema") == "36" })
    terminal.type("\r")
    #expect(terminal.input() == .line("x emma y 漢字漢字 ema\tz"))
    #expect(terminal.shows { $0.text.last == "mamba>" && $0.row == 2 })
  }

  @Test func messagesStandAboveTheLine() throws {
    let terminal = try Terminal(columns: 20, rows: 5) { $0.keyword = "let" }
    terminal.type("let x = \"a long line that wraps")
    #expect(terminal.shows { $0.text == ["> let x = \"a long li", "ne that wraps"] })
    terminal.editor.notify("job 7 is done")
    #expect(
      terminal.shows { $0.text == ["job 7 is done", "> let x = \"a long li", "ne that wraps"] }
    )
    #expect(terminal.shows { $0.style(of: "let") == "36" && ($0.row, $0.column) == (2, 13) })
    terminal.type("\"\r")
    #expect(terminal.input() == .line("let x = \"a long line that wraps\""))
  }

  @Test(arguments: [
    "half a line", "f {\ra", "\u{12}fir", "\u{12}zz", "\u{1B}", "\u{16}", "\u{1B}[200~ab",
  ])
  func controlCDropsTheTextInAnyState(typed: String) throws {
    let terminal = try Terminal(history: ["first"])
    terminal.type("x\(typed)")
    terminal.settle()
    terminal.type("\u{03}")
    #expect(terminal.input() == .interrupted)
    terminal.type("")
    #expect(terminal.shows { $0.line == ">" && $0.column == 2 })
    #expect(terminal.screen.text.dropLast().last?.hasSuffix("^C") == true)
    terminal.type("next\r")
    #expect(terminal.input() == .line("next"))
  }

  @Test func controlDEndsOnAnEmptyLineOnly() throws {
    let terminal = try Terminal()
    terminal.type("ab\u{01}\u{04}\r")
    #expect(terminal.input() == .line("b"))
    terminal.type("c\u{04}\r")
    #expect(terminal.input() == .line("c"))
    terminal.type("\u{04}")
    #expect(terminal.input() == .endOfInput)
    #expect(terminal.shows { $0.modes.isEmpty && $0.column == 0 })
  }

  @Test func whatIsNoUTF8IsDropped() throws {
    let terminal = try Terminal()
    terminal.type([0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x62, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0x0D])
    #expect(terminal.input() == .line("a(b\u{E9}"))
  }

  @Test func aCharacterMayComeInPieces() throws {
    let terminal = try Terminal()
    for byte in Array("漢🙂é".utf8) {
      terminal.type([byte])
      terminal.settle()
    }
    #expect(terminal.shows { $0.text == ["> 漢🙂é"] && $0.column == 7 })
    terminal.type("\r")
    #expect(terminal.input() == .line("漢🙂é"))
  }

  @Test(.timeLimit(.minutes(1))) func aHundredKilobytesAreALine() throws {
    let terminal = try Terminal { $0.keyword = "7" }
    let long = String(repeating: "0123456789", count: 10_000)
    terminal.type("\u{1B}[200~\(long)\u{1B}[201~\r")
    #expect(terminal.input() == .line(long))
    terminal.type("\(long.prefix(20_000))\r")
    #expect(terminal.input() == .line(String(long.prefix(20_000))))
  }

  @Test func aNarrowerWindowWrapsTheLineAnew() throws {
    let terminal = try Terminal(columns: 40, rows: 6) { $0.rightText = "BTC" }
    terminal.type("before\r")
    #expect(terminal.input() == .line("before"))
    terminal.type("a line of thirty characters ..")
    #expect(terminal.shows { $0.text.count == 2 && $0.column == 32 })
    terminal.resize(columns: 24, rows: 6)
    #expect(terminal.shows { $0.text.dropFirst() == ["> a line of thirty chara", "cters .."] })
    terminal.type("!\u{01}?")
    #expect(terminal.shows { $0.text.dropFirst() == ["> ?a line of thirty char", "acters ..!"] })
    terminal.resize(columns: 40, rows: 6)
    #expect(terminal.shows { $0.text.contains("> ?a line of thirty characters ..!  BTC") })
    #expect(terminal.screen.text.first == "> before")
    terminal.type("\r")
    #expect(terminal.input() == .line("?a line of thirty characters ..!"))
  }

  @Test func aTextHigherThanTheWindowIsRead() throws {
    let terminal = try Terminal(rows: 4) { $0.keyword = "row" }
    let lines = (1...12).map { "row \($0)" }
    terminal.type("\u{1B}[200~\(lines.joined(separator: "\r"))\u{1B}[201~")
    #expect(terminal.shows { $0.text == ["row 9", "row 10", "row 11", "row 12"] })
    terminal.type("\(up)\(up)\u{01}\(down)\(down)\u{05}!\r")
    #expect(terminal.input() == .line(lines.joined(separator: "\n") + "!"))
  }

  @Test(arguments: ["vt100", "linux", "screen", "tmux-256color"])
  func otherKindsOfTerminalShowTheSame(kind: String) throws {
    let terminal = try Terminal(columns: 20, kind: kind) { $0.keyword = "ema" }
    terminal.type("x + ema(close) * 漢字 + y\u{01}\(right)\(right)\u{7F}y+\u{05}z")
    #expect(terminal.shows { $0.text == ["> xy++ ema(close) *", "漢字 + yz"] && $0.column == 9 })
    #expect(terminal.shows { $0.style(of: "ema") == "36" && $0.style(of: "+ y") == "" })
    terminal.type("\r")
    #expect(terminal.input() == .line("xy++ ema(close) * 漢字 + yz"))
    #expect(terminal.screen.unknown.isEmpty)
  }

  @Test(arguments: ["dumb", "", "no-such-terminal"])
  func aTerminalThatCannotEditGivesLines(kind: String) throws {
    let terminal = try Terminal(kind: kind)
    #expect(!terminal.editor.isInteractive)
    terminal.type("plain {\r}\r")
    #expect(terminal.input() == .line("plain {\n}"))
    terminal.settle()
    #expect(terminal.screen.text == ["plain {", "}"])  // the echo of the terminal itself
    #expect(terminal.screen.modes.isEmpty)
  }

  /// Whatever is typed, Ctrl-C gives a fresh line that works, and a seen line is the line.
  @Test(.timeLimit(.minutes(1)), arguments: 0..<20)
  func noKeysLeadAstray(seed: UInt64) throws {
    // Not Ctrl-C, Ctrl-D, Ctrl-Z, and those by which the system stops and starts output.
    let controls = (UInt8(1)...31).filter { ![3, 4, 17, 19, 26].contains($0) }
    let pieces =
      [
        "a", "ema", "漢", "e\u{301}", " ", "{", "}", "\r", "\t", "\u{1B}\r", up, down, left, right,
        "\u{1B}[H", "\u{1B}[F", "\u{1B}[200~p\tq\rr\u{1B}[201~", "\u{12}", "\u{12}e", "\u{16}",
        "\u{1B}x",
      ] + controls.map { String(Unicode.Scalar($0)) }
    var random = RandomStream(seed: seed)
    let terminal = try Terminal(columns: 17, rows: 5, history: ["ema(1)", "f {\n  a\n}"]) {
      $0.words = ["ema", "emaCross"]
      $0.past = ["ema(close, 20)"]
      $0.keyword = "ema"
      $0.rightText = "BTC"
    }
    terminal.type((0..<400).map { _ in pieces[random.index(below: pieces.count)] }.joined())
    terminal.settle()
    terminal.type("\u{03}")
    while let input = terminal.input(), input != .interrupted {}
    terminal.type("x ema 漢字 y ema")
    #expect(terminal.shows { $0.text.suffix(2) == ["> x ema 漢字 y em", "a"] })
    terminal.type("\r")
    #expect(terminal.input() == .line("x ema 漢字 y ema"))
  }
}
