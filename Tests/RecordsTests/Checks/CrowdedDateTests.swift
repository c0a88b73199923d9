import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct CrowdedDateTests {
  private func models(_ count: Int, released: String) -> [String: String] {
    let rows = (1...count).map { "m\($0),M\($0),openai,\(released),open,board\n" }
    return ["Input/models/m.csv": "id,name,developer,released,weights,source\n" + rows.joined()]
  }

  @Test func elevenModelsOnOneDayAreTold() {
    #expect(
      complaints(with: models(11, released: "2025-01-01")) == [
        """
        Input/models/m.csv:2:1: warning: 11 models share the day 2025-01-01 in 'released'; \
        look whether a list's own date was taken for theirs
        """
      ])
  }

  @Test func tenModelsOnOneDayOrManyInAMonthPass() {
    #expect(complaints(with: models(10, released: "2025-01-01")) == [])
    #expect(complaints(with: models(30, released: "2025-01")) == [])
  }
}
