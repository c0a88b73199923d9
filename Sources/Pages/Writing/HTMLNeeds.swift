/// The controls of the page that helps to choose, as HTML: hidden until `choose.js` makes them work.
extension HTMLWriter {
  mutating func needs(_ form: NeedsForm) {
    raw("<p class=\"prose\" data-plain=\"\">")
    inlines(form.plain)
    raw("</p>\n<div class=\"needs\"")
    attribute("data-needs", form.start)
    raw(" hidden=\"hidden\">\n<p>")
    text(NeedsForm.invitation)
    raw("</p>\n<p><label>Start from the needs of <select data-reader=\"\">")
    for reader in form.readers {
      raw("<option")
      attribute("value", reader.id)
      raw(">")
      text(reader.name)
      raw("</option>")
    }
    raw("<option value=\"\">nobody: no limits yet</option></select></label> ")
    raw("<button type=\"button\" data-reset=\"\">Back to these needs</button></p>\n")
    for group in form.groups {
      raw("<fieldset><legend>")
      text(group.title)
      raw("</legend>\n")
      for (index, frame) in group.numbers {
        raw("<label><span>")
        text(frame.before.capitalisedFirst)
        raw("</span> <input type=\"number\" min=\"0\" step=\"any\" inputmode=\"decimal\"")
        attribute("data-measured", String(index))
        raw("/> <span>")
        text(frame.isPrice ? "dollars" : frame.after)
        raw("</span></label>\n")
      }
      for (index, words) in group.terms {
        raw("<label><input type=\"checkbox\"")
        attribute("data-term", String(index))
        raw("/> <span>")
        text(words.capitalisedFirst)
        raw("</span></label>\n")
      }
      raw("</fieldset>\n")
    }
    raw("<div class=\"standfirst\" role=\"status\"></div>\n<p class=\"small\" data-apart=\"\"></p>\n</div>\n")
  }
}
