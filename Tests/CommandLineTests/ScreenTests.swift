import Foundation
import TestSupport
import Testing

/// The program at a terminal, where that is more than lines and answers.
struct ScreenTests {
  private let data = ["es = load \"data/bars.csv\""]
  private let up = "\u{1B}[A"

  private func prompt(
    _ lines: [String] = [],
    in folder: TemporaryFolder? = nil,
    environment: [String: String] = [:],
    home: TemporaryFolder? = nil
  ) throws -> PromptProcess {
    let prompt = try PromptProcess(
      in: try folder ?? Study.folder(),
      environment: environment,
      home: home
    )
    lines.forEach { prompt.enter($0) }
    return prompt
  }

  // Completion

  @Test func tabListsWhatFitsThePlaceWithWords() throws {
    let prompt = try prompt(data + ["y = target on es, direction(2)"])
    prompt.type("m = fi\t")
    #expect(prompt.shows { $0.line == "mb[3]> m = fit" })
    prompt.send(" ri\t")
    #expect(prompt.shows { $0.line == "mb[3]> m = fit ridge" })
    prompt.send("to y on es, \t\t")
    #expect(prompt.shows { $0.text.contains { $0.hasPrefix("penalty=") } }, "\(prompt.shown)")
    #expect(
      prompt.screen.text.contains {
        $0.hasPrefix("weights=") && $0.contains("equal, uniqueness")
      }
    )
    #expect(!prompt.screen.text.contains { $0.hasPrefix("trees=") })
    prompt.send("wei\tun\t")
    #expect(prompt.shows { $0.line == "mb[3]> m = fit ridge to y on es, weights=uniqueness" })
  }

  @Test func tabCompletesLinesOfTheSession() throws {
    let prompt = try prompt(["x = 5", "y = x + 1"])
    prompt.type(":ed\t\t\t")
    #expect(prompt.shows { $0.text.contains("2  y = x + 1") && $0.line == "mb[3]> :edit" })
    prompt.send("\u{15}:help walkf\t\r")
    #expect(prompt.shows { $0.text.contains { $0.contains("train=3y") } })
  }

  @Test func theHelpKeyTellsOfTheWordAtTheCursor() throws {
    let prompt = try prompt()
    prompt.type("x = ema(\u{1B}OP")
    #expect(prompt.shows { $0.text.contains { $0.contains("2 / (span + 1)") } })
    #expect(prompt.shows { $0.line == "mb[1]> x = ema(" }, "\(prompt.shown)")
  }

  // Typing

  @Test func aPasteOfThreeHundredLinesIsOneCell() throws {
    let prompt = try prompt()
    let lines = (1...300).map { "a\($0) = \($0)" }
    prompt.type("\u{1B}[200~\(lines.joined(separator: "\r"))\u{1B}[201~")
    prompt.enter("")
    prompt.enter("a1 + a300")
    #expect(prompt.screen.text.suffix(2) == ["301", "mb[3]>"], "\(prompt.shown)")
    prompt.enter(":undo")
    prompt.enter(":undo")
    prompt.enter("a1")
    #expect(prompt.shown.contains("error[E102] nothing is called `a1`"))
  }

  @Test(arguments: ["C.UTF-8", "C", ""])
  func textOfAnyScriptIsTyped(locale: String) throws {
    let prompt = try prompt(environment: ["LC_ALL": locale, "LANG": ""])
    prompt.enter("x = \"é漢字🙂\"")
    prompt.type("x\u{7F}y\u{7F}\"漢é\"\u{7F}\u{7F}\"")
    #expect(prompt.shows { $0.line == "mb[2]> \"漢\"" && $0.column == 11 }, "\(prompt.shown)")
    prompt.send("\r")
    prompt.enter("x")
    #expect(prompt.shown.contains("é漢字🙂"))
  }

  @Test func aSecondSessionKnowsTheLinesOfTheFirst() throws {
    let home = try TemporaryFolder()
    let folder = try Study.folder()
    let one = try prompt(["own_one = 1"], in: folder, home: home)
    let two = try prompt(["own_two = 2"], in: folder, home: home)
    one.enter("late_one = 3")
    two.enter("2 + 2")
    // One's own lines come first, then those of the other session.
    two.type(up + up + up)
    #expect(two.shows { $0.line == "mb[3]> late_one = 3" }, "\(two.shown)")
    two.send("\u{15}\u{12}own_o")
    #expect(two.shows { $0.line.hasPrefix("mb[3]> own_one = 1") }, "\(two.shown)")
    two.start("")
    #expect(two.shows { $0.line == "mb[4]>" })
    two.enter("own_one + 1")
    #expect(two.screen.text.suffix(2).first == "2")
    two.enter(":history own_")
    #expect(two.shown.contains("own_one = 1") && !two.shown.contains("no line has"))
    let three = try prompt(in: folder, environment: ["NO_COLOR": ""], home: home)
    three.type("lat")
    #expect(
      three.shows { $0.line == "mb[1]> late_one = 3" && $0.column == 10 },
      "\(three.shown)"
    )
  }

  // The window

  @Test func aNarrowerWindowHasNarrowerTables() throws {
    let prompt = try prompt(data)
    prompt.enter("es | tail 2")
    #expect(prompt.shown.contains("volume") && !prompt.shown.contains("not shown"))
    prompt.type("1 + 2 + 3")
    prompt.resize(columns: 40, rows: 20)
    #expect(prompt.shows { $0.line == "mb[3]> 1 + 2 + 3" })
    prompt.send("\u{15}")
    prompt.enter("es | tail 3")
    #expect(prompt.shown.contains("not shown"), "\(prompt.shown)")
    #expect(prompt.screen.text.allSatisfy { $0.count <= 40 })
  }

  @Test func aSuspendedSessionGoesOn() throws {
    let prompt = try PromptProcess(
      in: try Study.folder(),
      environment: ["PS1": "shell> ", "ENV": ""],
      program: ["/bin/sh", "-i"]
    )
    #expect(prompt.shows { $0.line == "shell>" }, "\(prompt.shown)")
    prompt.send("'\(Mamba.path)'\r")
    #expect(prompt.shows { $0.line == "mb[1]>" }, "\(prompt.shown)")
    prompt.send("x = 40 +\u{1A}")
    #expect(prompt.shows { $0.line == "shell>" }, "\(prompt.shown)")
    #expect(prompt.screen.modes.isEmpty)
    prompt.send("echo $((6 * 7))\r")
    #expect(prompt.shows { $0.text.contains("42") })
    prompt.send("fg\r")
    #expect(prompt.shows { $0.line == "mb[1]> x = 40 +" }, "\(prompt.shown)")
    prompt.send(" 2\r")
    #expect(prompt.shows { $0.line == "mb[2]>" }, "\(prompt.shown)")
    prompt.send("x * 10\r")
    #expect(prompt.shows { $0.text.contains("420") }, "\(prompt.shown)")
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func theTerminalIsGivenBackWhateverTheEnd(signal: Int32) throws {
    let folder = try Study.folder()
    let prompt = try PromptProcess(
      in: folder,
      environment: ["PS1": "shell> ", "ENV": ""],
      program: ["/bin/sh", "-i"]
    )
    #expect(prompt.shows { $0.line == "shell>" })
    prompt.send("sh -c 'echo $$ > pid; exec \"\(Mamba.path)\"'\r")
    #expect(prompt.shows { $0.line == "mb[1]>" }, "\(prompt.shown)")
    #expect(!prompt.echoes && prompt.screen.modes == ["?2004"])
    let number = try #require(Int32(try folder.read("pid").dropLast()))
    kill(number, signal)
    #expect(prompt.shows { $0.line.hasSuffix("shell>") && $0.modes.isEmpty }, "\(prompt.shown)")
    #expect(prompt.echoes)
  }

  @Test func aTerminalWithoutCursorTakesLines() throws {
    let prompt = try prompt(environment: ["TERM": "dumb"])
    prompt.send("x = 1 + 2\rx * 2\rplot x\rhelp ema\r:quit\r")
    #expect(prompt.code() == 0)
    #expect(prompt.shown.contains("\n6\n"))
    #expect(prompt.screen.unknown.isEmpty && prompt.screen.modes.isEmpty)
    #expect(!prompt.shown.contains("mb[1]>") && !prompt.shown.contains("\u{1B}"))
  }

  // Stopping

  @Test func ctrlCStopsALongFitAndKeepsItsTrees() throws {
    let lines =
      data + [
        "x = features on es { a = ret(es.close, 1); b = rsi(es.close, 9); c = stdev(es.close, 30) }",
        "y = target on es, ahead(close, 5) / close - 1",
      ]
    let prompt = try prompt(lines)
    prompt.start("m = fit gbm to y on x, trees=100000, depth=12")
    #expect(prompt.shows { $0.text.contains { $0.hasPrefix("fit gbm [") } }, "\(prompt.shown)")
    prompt.send("\u{03}")
    #expect(prompt.shows { $0.line.hasPrefix("mb[5]>") }, "\(prompt.shown)")
    #expect(prompt.shown.contains(#/partial: [0-9,]+ of 100,000 trees/#), "\(prompt.shown)")
    prompt.enter("1 + 1")
    #expect(prompt.shown.contains("\n2\n"))
  }

  // The session from outside

  @Test func theSessionTellsOfItself() throws {
    let prompt = try prompt(data + ["bt = backtest (if es.close > 100 then 1 else 0) on es"])
    prompt.enter(":mem")
    #expect(prompt.shown.contains(#/the program holds [0-9.]+ [MG]B and may hold/#))
    #expect(prompt.shown.contains(#/\n +es +[0-9.]+ kB +a frame/#), "\(prompt.shown)")
    prompt.enter(":trials")
    #expect(prompt.shown.contains(#/799.* 1 /#) || prompt.shown.contains("trials"))
    prompt.enter(":history load")
    #expect(prompt.screen.text.contains { $0.hasSuffix("es = load \"data/bars.csv\"") })
    prompt.enter(":set")
    #expect(prompt.shown.contains("suggestions  on"))
    prompt.enter(":set suggestions off")
    prompt.enter(":set colour on")
    #expect(prompt.shown.contains("there is no setting `colour`"))
    prompt.type("es = lo")
    #expect(prompt.shows { $0.line.hasPrefix("mb[3]> es = lo   ") })
    prompt.send("\u{15}")
    prompt.enter(":cd data")
    #expect(prompt.shown.contains("`:save` them"))
  }

  @Test func aFolderIsGoneToBeforeTheFirstCell() throws {
    let prompt = try prompt([":cd data", "es = load \"bars.csv\""])
    #expect(prompt.shown.contains("799 × "), "\(prompt.shown)")
    prompt.enter(":cd")
    #expect(prompt.screen.text.suffix(2).first?.hasSuffix("/data") == true)
  }
}
