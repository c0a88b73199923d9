import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct CountryOfOrganisationTests {
  private let header = "model,organisation,country,provider,input,output,source\n"

  @Test func statedCountryIsComparedWithTheMakers() {
    let rows =
      "R1,DeepSeek,US,first-party,1,2,board\nV3,DeepSeek,US,first-party,1,2,board\nX,OpenAI,US,host,1,2,board\n"
    #expect(
      complaints(with: ["Input/prices/p.csv": header + rows]) == [
        """
        Input/prices/p.csv:2:1: warning: 'board' puts 'deepseek' in United States, our record in China; \
        our record counts; say in its 'country-evidence' why
        """
      ])
  }

  @Test func makersThatWeDontKnowPass() {
    #expect(complaints(with: ["Input/prices/p.csv": header + "X,Nobody,FR,host,1,2,board\n"]) == [])
  }

  @Test func chipsFabsAndRoundsAreComparedToo() {
    let found = complaints(with: [
      "Input/chips/c.csv": "id,name,organisation,country,source,confidence\nx,X,OpenAI,CN,board,primary\n",
      "Input/fabs/f.csv":
        "as-of,organisation,country,node,status,source,confidence\n2025,OpenAI,FR,7nm,ramp,board,primary\n",
      "Input/funding/f.csv":
        "id,date,organisation,country,event,status,source\nround,2025,OpenAI,GB,round,talks,board\n",
    ])
    let places = found.map { $0.prefix { $0 != " " } }
    #expect(places == ["Input/chips/c.csv:2:1:", "Input/fabs/f.csv:2:1:", "Input/funding/f.csv:2:1:"])
  }
}
