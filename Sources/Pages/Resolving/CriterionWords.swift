/// What scales of openness judge, whose names some of them write as programs do.
enum CriterionWords {
  /// `data of the base model` of `datasources_basemodel`; other names as they are, without underscores.
  static func title(of criterion: String) -> String { titles[criterion] ?? criterion.replacing("_", with: " ") }

  private static let titles = [
    "code": "Code", "datasheet": "Datasheet", "datasources_basemodel": "Data of the base model",
    "datasources_endmodel": "Data of the end model", "hardware_architecture": "Hardware", "licenses": "Licences",
    "modelcard": "Model card", "paper": "Paper", "preprint": "Preprint", "trainingcode": "Training code",
    "weights_basemodel": "Weights of the base model", "weights_endmodel": "Weights of the end model",
  ]
}
