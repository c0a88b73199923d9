import Testing

@testable import Charts

/// What holds for every picture: well formed, only classes of the style sheet, labels apart, nothing outside.
func expectLaws(_ chart: some Chart, _ layout: ChartLayout, _ comment: Comment? = nil) {
  let svg = chart.svg(layout, id: "c")
  let drawing = Drawing(svg)
  #expect(svg == chart.svg(layout, id: "c"), "the same chart gives the same bytes")
  #expect(!svg.contains("style="), comment)
  #expect(drawing.width == layout.width, comment)
  let frame = Box(left: -0.6, top: -0.6, right: drawing.width + 0.6, bottom: drawing.height + 0.6)
  for (name, box) in drawing.extents() where !frame.contains(box) {
    Issue.record("\(name) leaves the picture: \(box) \(comment?.rawValue ?? "")")
  }
  let texts = drawing.texts()
  for (text, box) in drawing.texts(reserve: TextWidth.reserve) where !frame.contains(box) {
    Issue.record("'\(text)' leaves the picture: \(box) \(comment?.rawValue ?? "")")
  }
  for (index, one) in texts.enumerated() {
    for other in texts[(index + 1)...] where one.box.meets(other.box) {
      Issue.record("'\(one.text)' meets '\(other.text)' \(comment?.rawValue ?? "")")
    }
  }
  for element in drawing.elements {
    for name in element.classes where !styleClasses.contains(name) {
      Issue.record("no class '\(name)' in the style sheet")
    }
  }
}

/// The classes that the site's style sheet has rules for inside a chart.
let styleClasses: Set<String> = Set(
  """
  chart wide narrow mini m e b axt tick yr note t-us t-cn halo grid axis zero brk lead hole cross thread trend meas thin ln \
  ln-us ln-cn ln-xx solid par stated band-us band-cn iv iv2 iv-us iv-cn iv-xx iv-ink pt-us pt-cn pt-xx pt-ink f-us f-cn \
  ho-us ho-cn ho-xx ho-ink dim q2 q3 o-us o-cn f-none f-tint hx hl per
  """.split(separator: " ").map(String.init))
