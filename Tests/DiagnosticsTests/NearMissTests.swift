import Diagnostics
import Testing

@Suite struct NearMissTests {
  @Test(arguments: [
    ("apache-2", "apache-2.0"), ("licnece", "licence"), ("Qwen3", "qwen3"), ("relased", "released"),
  ])
  func namesTheNearest(name: String, expected: String) {
    #expect(nearMiss(of: name, among: ["licence", "apache-2.0", "qwen3", "released", "source"]) == expected)
  }

  @Test func guessesNothingWhenTwoAreAsNear() {
    #expect(nearMiss(of: "gpt-4x", among: ["gpt-4a", "gpt-4b"]) == nil)
  }

  @Test func guessesNothingFarAway() {
    #expect(nearMiss(of: "weights", among: ["licence", "source"]) == nil)
  }

  @Test func hyphensAndPointsDontCountWhereNothingElseIsNear() {
    #expect(nearMiss(of: "apache2", among: ["apache-2.0", "mit", "bsd-3-clause"]) == "apache-2.0")
    #expect(nearMiss(of: "bsd3clause", among: ["apache-2.0", "mit", "bsd-3-clause"]) == "bsd-3-clause")
    #expect(nearMiss(of: "lama2", among: ["llama-2", "llama-3"]) == "llama-2")
  }
}
