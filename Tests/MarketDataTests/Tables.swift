import MarketData
import TimeSeries

/// Reads a table from its text, as if it were the file `t.csv`.
func read(_ text: String) throws(DataError) -> DataFile {
  try CSVReader.read(bytes: Array(text.utf8), path: "t.csv")
}

/// Returns the error of reading a table; nil where there is none.
func failure(_ text: String) -> DataError? {
  failure(bytes: Array(text.utf8))
}

func failure(bytes: [UInt8]) -> DataError? {
  do throws(DataError) {
    _ = try CSVReader.read(bytes: bytes, path: "t.csv")
    return nil
  } catch {
    return error
  }
}

/// Returns the moments of a frame as text.
func moments(_ file: DataFile) -> [String] {
  (file.frame.clock.times ?? []).map { String(describing: $0) }
}
