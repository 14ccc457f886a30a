extension GuideText {
  /// Examples of lines of the prompt, which run in a folder of their own.
  static let prompt = #"""
    # :vars
        x = 2
        y = x + 1
        :vars
        >> x  2
        >> y  3

    # :cells
        x = 2
        y = x + 1
        :cells
        >> [1] x = 2
        >> [2] y = x + 1

    # :edit
        n = 20
        m = n * 2
        :edit 1 n = 30
        >> cell 1 is changed, and stale: 1..2 (`:run`)
        :run
        >> [1] n = 30
        >> [2] m = n * 2
        >> ran 1..2
        m
        >> m  60

    # :drop
        x = 2
        y = 3
        :drop 2
        >> cell 2 is dropped
        :vars
        >> x  2

    # :run
        n = 20
        n * 2
        >> 40
        :edit 1 n = 30
        >> cell 1 is changed, and stale: 1..2 (`:run`)
        :run
        >> [1] n = 30
        >> [2] n * 2
        >> 60
        >> ran 1..2

    # :undo
        x = 2
        x = 3
        :undo
        >> undone: cell 2
        x
        >> x  2

    # :redo
        x = 2
        x = 3
        :undo
        >> undone: cell 2
        :redo
        >> redone: cell 2
        x
        >> x  3

    # :why
        n = 20
        y = n * 2
        :why y
        >> y  40
        >>   y  cell 2  y = n * 2
        >>     n  cell 1  n = 20
        >> …

    # :save
        x = 2
        y = x + 1
        :save notes.mmb
        >> saved 2 cells in notes.mmb

    # :help
        :help search crossover
        >> `crossover` is written here:
        >>   crosses_above(sma(close, 50), sma(close, 200))
        >>
        >> …

    # :time
        :time
        >> times are shown
    """#
}
