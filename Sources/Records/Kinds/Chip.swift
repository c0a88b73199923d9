package import Diagnostics

/// An accelerator.
///
/// Rates are dense: half of what makers print for sparse matrices. A range stands where sources differ.
package struct Chip: RecordKind, NamesSubjects {
  /// For whom it was made.
  package enum Market: String, Sendable, CaseIterable {
    case global, china = "CN"
    case proposedForChina = "CN-proposed"
    /// Used by its maker, or never sold.
    case notSold = "not-sold"
  }

  package static let kind = "chips"
  package static let summary = "an accelerator, with its dense rates, memory, die and export status"

  package let id: String
  package let place: Place
  package let name: String
  /// The maker's name as the source writes it.
  package let publishedOrganisation: String
  package let country: String?
  package let released: PartialDate?
  package let market: Market?
  /// True for cards that aren't made for data centres.
  package let isConsumer: Bool?
  /// The chip that it is a system, a card or a bare die of; figures count that one alone.
  package let repeats: String?
  package let process: String?
  package let foundry: String?
  /// In TFLOPS.
  package let fp16: Quantity?
  /// In TFLOPS.
  package let fp8: Quantity?
  /// In TOPS.
  package let int8: Quantity?
  /// In TFLOPS.
  package let fp4: Quantity?
  /// In square millimetres.
  package let dieArea: Quantity?
  package let dieAreaBasis: String?
  /// In gigabytes.
  package let memory: Quantity?
  package let memoryType: String?
  /// In gigabytes a second.
  package let memoryBandwidth: Quantity?
  /// In gigabytes a second, both directions.
  package let interconnect: Quantity?
  /// In watts.
  package let power: Quantity?
  /// TOPS × bits, as published.
  package let tpp: Quantity?
  /// TPP for each square millimetre, as published.
  package let density: Quantity?
  package let exportStatus: String?
  package let source: String
  package let also: [String]
  package let confidence: Confidence
  package let note: String?

  /// What the maker's name means, filled in when all records have been read.
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    name = fields.required("name", .text, "The name in common use, with the form: SXM, PCIe")
    publishedOrganisation = fields.required("organisation", .name(of: .organisation), "The maker")
    country = fields.optional("country", .country, "The country that the source gives the maker")
    released = fields.optional("released", .date, "When it was or will be first sold")
    market = fields.optional("market", .choice, "For whom it was made")
    isConsumer = fields.optional("consumer", .yesNo, "Whether it isn't made for data centres")
    repeats = fields.optional(
      "repeats", .reference("chips"),
      "The chip that it is a system, a card or a bare die of; figures count that one alone")
    process = fields.optional("process", .text, "The process that it is made in")
    foundry = fields.optional("foundry", .text, "Who makes the dies")
    let flops = FieldType.number("dense TFLOPS", in: 0...10_000_000)
    fp16 = fields.optional("fp16", flops, "Rate with 16-bit floating point")
    fp8 = fields.optional("fp8", flops, "Rate with 8-bit floating point")
    int8 = fields.optional("int8", .number("dense TOPS", in: 0...10_000_000), "Rate with 8-bit integers")
    fp4 = fields.optional("fp4", flops, "Rate with 4-bit floating point")
    dieArea = fields.optional("die-area", .number("square millimetres", in: 0...100_000), "Area of the dies that count")
    dieAreaBasis = fields.optional("die-area-basis", .text, "Which dies were measured, and how")
    memory = fields.optional("memory", .number("gigabytes", in: 0...100_000), "Memory on the package")
    memoryType = fields.optional("memory-type", .text, "Its generation")
    memoryBandwidth = fields.optional(
      "memory-bandwidth", .number("gigabytes a second", in: 0...1_000_000), "How fast the memory is read")
    interconnect = fields.optional(
      "interconnect", .number("gigabytes a second, both directions", in: 0...1_000_000), "Links to other chips")
    power = fields.optional("power", .number("watts", in: 0...100_000), "Thermal design power")
    tpp = fields.optional(
      "tpp", .number("TOPS × bits", in: 0...100_000_000), "Total processing performance, as published")
    density = fields.optional(
      "density", .number("TPP for each square millimetre", in: 0...100_000), "Performance density, as published")
    exportStatus = fields.optional("export-status", .prose, "What export rules of the US made of it, in short")
    source = fields.required("source", .reference("sources"), "Where these facts were read")
    also = fields.list("also", of: .reference("sources"), "Further sources")
    confidence = fields.required(
      "confidence", .choice, "How near to the first source we came", else: .unconfirmed)
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }

  var names: Names { Names(organisation: publishedOrganisation) }

  mutating func take(_ names: ResolvedNames) {
    self.organisation = names.organisation
  }
}
