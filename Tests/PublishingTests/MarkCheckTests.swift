import Diagnostics
import Publishing
import TestSupport
import Testing

/// What the gate finds of marks that don't stand where their titles say, in pictures of records.
@Suite struct MarkCheckTests {
  private func found(_ scale: String, _ shape: String) async -> [String] {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" data-scale=\"\(scale)\">\(shape)</svg>"
    return await Gate.findings(in: edition(["charts/x.svg": svg]), figures: ReadBackTests.figures).filter {
      $0.code == "mark-misplaced"
    }.map(GateTests.shown)
  }

  /// Days 20485 (1 February 2026) and 20513 (1 March) at 10 and 290 across; 0 at 200 and 100 at 0 down.
  private static let time = "points 20485 10 20513 290 0 200 100 0"

  static let right: [(scale: String, shape: String)] = [
    (time, #"<circle class="pt-us" cx="290" cy="115.6" r="4"><title>R1: 42.2 (29–55), 1 Mar 2026</title></circle>"#),
    // The name of a thing holds numbers too, and a pale mark counts.
    (time, #"<circle class="pt-us dim" cx="290" cy="116" r="2"><title>GPT 4: 42, March 2026</title></circle>"#),
    (time, #"<circle class="ho-us" cx="150" cy="116" r="2"><title>R1: 42, no date</title></circle>"#),
    ("rows 0 0 100 200", #"<circle class="pt-ink" cx="84" cy="9" r="4"><title>B300: 42 (40–44)</title></circle>"#),
    ("rows 0 0 100 200", #"<path class="iv2 iv-us" d="M80 9L88 9"><title>B300: 40–44</title></path>"#),
    ("rows 0 0 100 200", #"<circle class="pt-cn" cx="68" cy="9" r="4"><title>A: 34%, 17 of 50</title></circle>"#),
    // An interval takes digits before the point.
    (
      "rows 0 0 40000000 400",
      #"<circle class="pt-us" cx="197.4" cy="9" r="4"><title>A: 20,000,000 (17,000,000–22,700,000)</title></circle>"#
    ),
    (
      "bars 0 0 100 735",
      #"<rect class="f-cn" x="0" y="0" width="338.1" height="16"><title>June: China 46%</title></rect>"#
    ),
    (
      "spans 20485 10 20513 290",
      #"<rect class="f-us" x="10" y="0" width="280" height="9"><title>AB 12: since 1 Feb 2026 until 1 Mar 2026</title></rect>"#
    ),
    // A day or two are a mark.
    (
      "spans 20485 10 20513 290",
      #"<rect class="pt-xx" x="6.5" y="0" width="7" height="7"><title>A: announced 1 Feb 2026</title></rect>"#
    ),
    (
      "log -1 0 1 200 0 200 100 0",
      #"<circle class="pt-us" cx="100" cy="116" r="4"><title>R1: 42 (29–55), $1.00</title></circle>"#
    ),
    (
      "log-log -1 0 1 200 0 200 2 0",
      #"<circle class="pt-us" cx="100" cy="100" r="4"><title>R1: 10, $1.00</title></circle>"#
    ),
    (
      "log-rows 0 0 2 200", #"<circle class="pt-us" cx="100" cy="9" r="4"><title>R1: 10</title></circle>"#
    ),
    (
      "plane 0 0 10 200 0 200 100 0",
      #"<circle class="pt-us" cx="20" cy="116" r="4"><title>R1: 42 (29–55), $1.00</title></circle>"#
    ),
    (time, #"<text class="tick m" x="10" y="220">1 Feb</text><text class="tick m" x="290" y="220">Mar 2026</text>"#),
    // At the edge a label is moved inside.
    (time, #"<text class="tick yr m" x="16" y="220">Feb</text><text class="tick m" x="280" y="220">Mar</text>"#),
  ]

  @Test(arguments: right.indices)
  func aMarkAtWhatItSaysPasses(_ index: Int) async {
    #expect(await found(Self.right[index].scale, Self.right[index].shape) == [])
  }

  static let wrong: [(scale: String, shape: String, message: String)] = [
    (
      time, #"<circle class="pt-us" cx="290" cy="113.6" r="4"><title>R1: 42.2 (29–55), 1 Mar 2026</title></circle>"#,
      "'R1: 42.2 (29–55), 1 Mar 2026' where the picture has a mark at 43.2"
    ),
    (
      time, #"<circle class="pt-us dim" cx="280" cy="116" r="2"><title>R1: 42, 1 Mar 2026</title></circle>"#,
      "'R1: 42, 1 Mar 2026' where the picture has a mark on 2026-02-28"
    ),
    (
      "rows 0 0 100 200", #"<path class="iv2 iv-us" d="M80 9L90 9"><title>B300: 40–44</title></path>"#,
      "'B300: 40–44' where the picture has a mark at 45"
    ),
    (
      "bars 0 0 100 735",
      #"<rect class="f-cn" x="0" y="0" width="345" height="16"><title>June: China 46%</title></rect>"#,
      "'June: China 46%' where the picture has a bar of 46.939"
    ),
    (
      "spans 20485 10 20513 290",
      #"<rect class="f-us" x="20" y="0" width="270" height="9"><title>A: since 1 Feb 2026 until 1 Mar 2026</title></rect>"#,
      "'A: since 1 Feb 2026 until 1 Mar 2026' where the picture has a span from 2026-02-02"
    ),
    (
      "log -1 0 1 200 0 200 100 0",
      #"<circle class="pt-us" cx="110" cy="116" r="4"><title>R1: 42 (29–55), $1.00</title></circle>"#,
      "'R1: 42 (29–55), $1.00' where the picture has a mark at 1.259"
    ),
    (
      "log-log -1 0 1 200 0 200 2 0",
      #"<circle class="pt-us" cx="100" cy="110" r="4"><title>R1: 10, $1.00</title></circle>"#,
      "'R1: 10, $1.00' where the picture has a mark at 7.943"
    ),
    (
      "log-rows 0 0 2 200", #"<circle class="pt-us" cx="110" cy="9" r="4"><title>R1: 10</title></circle>"#,
      "'R1: 10' where the picture has a mark at 12.589"
    ),
    (
      time, #"<text class="tick m" x="10" y="220">1 Feb</text><text class="tick m" x="150" y="220">Mar</text>"#,
      "'Mar on the axis' where the picture has 2026-02-15"
    ),
  ]

  @Test(arguments: wrong.indices)
  func aMarkElsewhereIsFound(_ index: Int) async {
    let (scale, shape, message) = Self.wrong[index]
    #expect(await found(scale, shape) == ["charts/x.svg:1:1: \(message) [<svg]"])
  }
}
