import CYaml

/// How many events libyaml gives for a text, or `nil` when it refuses it. Nothing is kept: its bare speed.
func countLibyamlEvents(_ text: [UInt8]) -> Int? {
  var parser = unsafe yaml_parser_t()
  guard unsafe yaml_parser_initialize(&parser) == 1 else { return nil }
  defer { unsafe yaml_parser_delete(&parser) }
  return unsafe text.withUnsafeBufferPointer { bytes in
    unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    var count = 0
    while true {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(&parser, &event) == 1 else { return nil }
      let type = unsafe event.type
      unsafe yaml_event_delete(&event)
      count += 1
      if type == YAML_STREAM_END_EVENT { return count }
    }
  }
}
