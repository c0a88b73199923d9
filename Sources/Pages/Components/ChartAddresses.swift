import Metrics
import Records

/// Where the labels of a picture lead, as addresses seen from the page that shows it.
struct ChartAddresses {
  let site: SiteContext
  /// The page's path.
  let page: String

  /// `../figures/arena-gap.html#at-2026-10-08`, or `#at-2026-10-08` on that page; `nil` for the page itself.
  func address(_ target: Link.Target?) -> String? {
    switch target {
    case .file(page, let fragment)?: fragment.map { "#\($0)" }
    case .file(let path, let fragment)?:
      PagePath.prefix(toRootFrom: page) + path + (fragment.map { "#\($0)" } ?? "")
    case .here(let fragment)?: "#\(fragment)"
    case .address, nil: nil
    }
  }

  /// A fact of a record: on the record's page, or for a row without one where its file is told.
  ///
  /// - Parameter field: led to where the page has it among its facts.
  func fact(_ field: String?, of record: Record) -> String? {
    guard let page = site.routes.pagePath(record.kind, record.id) else {
      return address(site.fileTarget(of: record) ?? site.routes.target(record.kind, record.id))
    }
    let isFact = field.map { site.routes.anchors[record.kind]?.contains($0) ?? false } ?? false
    return address(.file(page, fragment: isFact ? field : nil))
  }
}

extension FigureDrawing {
  /// Where the label of an observation leads: to its row on the figure's page, or to that page.
  func links(to figure: Figure) -> (PartialDate) -> String? {
    guard let addresses, case .file(let path, _)? = site.routes.target("figures", figure.id) else {
      return { _ in nil }
    }
    let anchored = Self.anchoredDates(of: figure, site)
    return { date in addresses.address(.file(path, fragment: anchored.contains(date) ? Self.anchor(date) : nil)) }
  }

  /// Where the first row of an observation stands.
  func rowLink(of point: Figure.Point) -> String? {
    guard let addresses, let position = point.rows.first else { return nil }
    let row = figure.rows[position]
    return site.corpus.record(row.kind, row.id).flatMap { addresses.fact(nil, of: $0) }
  }

  /// The dates whose rows the table on the figure's own page has.
  static func anchoredDates(of figure: Figure, _ site: SiteContext) -> Set<PartialDate> {
    guard site.routes.drawsFigures else { return [] }
    let own = FigureDrawing(figure: figure, site: site)
    let form = own.fitting(ChartForm(measure: figure.measure))
    guard own.chart(form) != nil else { return [] }
    return Set(form == .columns ? own.periods : figure.dates)
  }

  /// Where an observation stands on the figure's page.
  static func anchor(_ date: PartialDate) -> String { "at-\(date)" }
}
