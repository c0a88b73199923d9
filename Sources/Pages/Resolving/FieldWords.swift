extension String {
  /// What a field is called: `Total parameters` of `total-parameters`, `FP8` of `fp8`.
  var words: String { wordsInText.capitalisedFirst }

  /// The same inside a sentence: `total parameters`.
  var wordsInText: String {
    Self.titles[self]
      ?? split { $0 == "-" || $0 == " " }.map { Self.abbreviations[$0] ?? String($0) }.joined(separator: " ")
  }

  /// Fields whose own names are only for those who write records.
  private static let titles = ["n": "trials", "url": "address"]

  private static let abbreviations: [Substring: String] = [
    "bf16": "BF16", "fp4": "FP4", "fp8": "FP8", "fp16": "FP16", "fp32": "FP32", "gpu": "GPU", "h100": "H100",
    "hbm": "HBM", "int4": "INT4", "int8": "INT8", "ipo": "IPO", "osi": "OSI", "spdx": "SPDX", "tf32": "TF32",
    "tpp": "TPP", "usd": "USD",
  ]
}
