internal import Crypto
internal import Foundation
internal import MarketData

/// A line of a journal: a flat object of JSON whose last member is a hash of the bytes before it and of
/// the hash of the line before.
///
/// So a line that was cut off, by a loss of power or a full disk, is told from a whole one, and so is
/// one that did not follow the line before it.
struct JournalRecord: Decodable {
  enum Event: String, Decodable {
    /// The first record: version, program, and the journal whose lines this one takes over.
    case journal
    /// A line is about to run.
    case begin
    /// What it printed so far.
    case output
    /// How it ended, with the rest of what it printed.
    case end
    /// Everything so far is in a notebook.
    case saved
    /// The lines of another journal are here, all of them or as many as are wanted.
    case own
    /// The session was left on purpose.
    case left
    /// A later session has told of this one.
    case offered
  }

  static let version = 1
  /// How every journal begins, whatever its version.
  static let mark = Array("{\"ev\":\"journal\",\"version\":".utf8)

  let ev: Event
  var version: Int?
  var engine: String?
  var recovers: String?
  /// The number of the line, from 1.
  var n: Int?
  /// Seconds since 1970.
  var t: Int64?
  var cell: Int?
  var code: String?
  var lines: [String]?
  var how: JournaledSession.Outcome?
  var cells: Int?
  var trials: Int?
  var width: Int?
  var dropped: Int?
  var traces: Bool?
  var prints: String?
  var whole: Bool?
  let sum: String

  /// Returns an object as a line, with its hash.
  static func line(_ object: JSONLine, after previous: String) -> (bytes: [UInt8], sum: String) {
    let body = Array(object.text.utf8.dropLast())
    let sum = hash(of: Array(previous.utf8) + body)
    return (body + ending(sum) + [UInt8(ascii: "\n")], sum)
  }

  /// Reads a line without its end; nil unless it is whole and follows a line of this hash.
  init?(line: ArraySlice<UInt8>, after previous: String) {
    let length = JournalRecord.ending(previous).count
    guard line.count > length else { return nil }
    let sum = JournalRecord.hash(of: Array(previous.utf8) + line.dropLast(length))
    guard line.suffix(length).elementsEqual(JournalRecord.ending(sum)),
      let record = try? JSONDecoder().decode(JournalRecord.self, from: Data(line))
    else { return nil }
    self = record
  }

  /// What the first line follows.
  static let start = "0000000000000000"

  private static func ending(_ sum: String) -> [UInt8] { Array(",\"sum\":\"\(sum)\"}".utf8) }

  /// Returns 64 bits of the SHA-256, as 16 hexadecimal digits.
  static func hash(of bytes: [UInt8]) -> String {
    String(Array(SHA256.hash(data: bytes)).hexadecimal.prefix(16))
  }
}
