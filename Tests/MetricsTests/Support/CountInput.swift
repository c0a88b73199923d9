import Metrics
import TestSupport

/// Counts, prices, chips, rules and safety results as small as a test can work out by hand.
let countInput: [String: String] = [
  "Input/sources/s.yaml": "{id: board, title: A board, seen: full-text, retrieved: 2025-12-31}",
  "Input/downloads/d.csv": """
  subject,subject-kind,country,platform,measure,value,value-date,unit,as-of,window,population,source
  China,country,CN,Hub,share of downloads,30,,percent,2025-03,month,all models,board
  US,country,US,Hub,share of downloads,20,,percent,2025-03,month,all models,board
  nobody's,group,,Hub,share of downloads,10,,percent,2025-03,month,all models,board
  China,country,CN,Hub,share of downloads,60,,percent,2025-03,month,new models,board
  US,country,US,Hub,downloads,10,,downloads,2025-01,month,all models,board
  China,country,CN,Hub,downloads,8,,downloads,2025-01,month,all models,board
  US,country,US,Hub,downloads,11,,downloads,2025-02,month,all models,board
  China,country,CN,Hub,downloads,12,,downloads,2025-02,month,all models,board
  US,country,US,Hub,downloads,13,,downloads,2025-03,month,all models,board
  China,country,CN,Hub,downloads,12,,downloads,2025-03,month,all models,board
  US,country,US,Hub,downloads,13,,downloads,2025-04,month,all models,board
  China,country,CN,Hub,downloads,"15 [14, 18]",,downloads,2025-04,month,all models,board
  Qwen,family,,Hub,passes Llama,,2025-09,month,2025-09,all-time,all models,board
  Qwen,family,,Hub,passes Llama,,2025-Q4,month,2025-12,all-time,new models,board
  """,
  "Input/safety/s.csv": """
  subject,subject-kind,evaluation,evaluator,measure,successes,n,rate,date,source,confidence
  R1,model,HarmBench,Cisco,attack,50,50,100,2025-01-31,board,primary
  o1,model,HarmBench,Cisco,attack,13,50,26,2025-01-31,board,primary
  Claude,model,HarmBench,Cisco,attack,13..18,50,26..36,2025-01-31,board,primary
  V3,model,Other,Somebody,attack,,,94,2025-02-01,board,primary
  GPT,model,Other,Somebody,attack,,,8,2025-02-01,board,primary
  """,
  "Input/rules/r.yaml": """
  - {id: tpp, title: TPP, jurisdiction: US, kind: export-control, announced: 2023-10-17, in-force: 2023-11-17,
     threshold-measure: TPP, threshold: 4800, source: board, confidence: primary}
  - {id: small-tpp, title: TPP, jurisdiction: US, kind: export-control, announced: 2023-10-17, in-force: 2023-11-17,
     threshold-measure: TPP, threshold: 1600, source: board, confidence: primary}
  - {id: density, title: Density, jurisdiction: US, kind: export-control, announced: 2023-10-17, in-force: 2023-11-17,
     threshold-measure: performance density, threshold: 5.92, source: board, confidence: primary}
  - {id: links, title: Links, jurisdiction: US, kind: export-control, announced: 2022-10-07, in-force: 2022-10-21,
     withdrawn: 2023-11-17, threshold-measure: transfer rate, threshold: 600, source: board, confidence: primary}
  """,
  "Input/chips/c.yaml": """
  - {id: h100, name: H100, organisation: OpenAI, released: 2022, fp16: 989.5, fp8: 1979, die-area: 814, source: board, confidence: primary}
  - {id: h20, name: H20, organisation: OpenAI, released: 2024, fp16: 148, fp8: 296, die-area: 814, source: board, confidence: primary}
  - {id: a910, name: 910B, organisation: DeepSeek, released: 2023, fp16: 280..320, die-area: 666, source: board, confidence: primary}
  - {id: secret, name: Secret, organisation: DeepSeek, released: 2024, die-area: undisclosed, source: board, confidence: primary}
  """,
  "Input/prices/p.csv": """
  model,provider,input,output,valid-from,valid-to,source
  gpt-4o,first-party,5,15,2024-05-13,2024-10-01,board
  gpt-4o,first-party,2.5,10,2024-10-01,,board
  o1,first-party,15,60,2024-12-05,,board
  r1,first-party,0.55,2.19,2025-01-20,,board
  v3,first-party,0.27,1.1,2024-12-26,,board
  """,
]

/// The figure of one metric over the board and these counts.
func counted(
  _ metric: String, with files: [String: String] = [:]
) -> (figure: Figure?, findings: [String]) {
  let made = figures(metric, with: countInput.merging(files) { _, new in new })
  return (made.figures.values.first, made.findings)
}

/// Points for the class of a licence: three for permissive, one for closed.
let termsRubric = [
  "Input/rubrics/r.yaml": """
  id: terms
  title: Terms
  of: licences
  version: 1
  caveat: none
  rows:
    - {field: class, answer: permissive, points: 3}
    - {field: class, answer: closed, points: 1}
  """
]
