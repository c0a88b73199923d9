package import Diagnostics

/// Terms of use, as attributes.
package struct Licence: RecordKind {
  /// How much the terms leave to the user, from most to least.
  package enum Class: String, Sendable, CaseIterable {
    case permissive
    /// Free to use, with a duty such as showing a name.
    case duty
    /// Uses, users or territories are left out.
    case restricted
    case nonCommercial = "non-commercial"
    case closed
    case unknown
  }

  package enum Permission: String, Sendable, CaseIterable {
    case yes, no, conditional
  }

  package static let kind = "licences"
  package static let summary = "terms of use, as attributes"

  package let id: String
  package let place: Place
  package let name: String
  package let spdx: String?
  package let isOSIApproved: Bool?
  package let commercialUse: Permission?
  package let userLimit: String?
  package let revenueLimit: String?
  package let restrictsFieldOfUse: Bool?
  package let namingDuty: Bool?
  package let outputBan: Permission?
  package let territory: String?
  package let licenceClass: Class
  package let source: String?
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    name = fields.required("name", .text, "The name that the text gives itself")
    spdx = fields.optional("spdx", .text, "The identifier in the SPDX list")
    isOSIApproved = fields.optional("osi-approved", .yesNo, "Whether the Open Source Initiative approved it")
    commercialUse = fields.optional("commercial-use", .choice, "Whether a business may use the model")
    userLimit = fields.optional("user-limit", .text, "The number of users above which other terms apply")
    revenueLimit = fields.optional("revenue-limit", .text, "The revenue above which other terms apply")
    restrictsFieldOfUse = fields.optional("field-of-use", .yesNo, "Whether it forbids certain uses")
    namingDuty = fields.optional("naming-duty", .yesNo, "Whether derived models or products must carry a name")
    outputBan = fields.optional("output-ban", .choice, "Whether outputs may not train other models")
    territory = fields.optional("territory", .text, "Places that it leaves out")
    licenceClass = fields.required(
      "class", .choice, "How much it leaves to the user, on our scale", else: .unknown)
    source = fields.optional("source", .reference("sources"), "Where the text was read")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }
}
