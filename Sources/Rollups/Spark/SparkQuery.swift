import Records

/// A plan in Spark's SQL. Every sum is of whole numbers, so that the order in which Spark adds makes no difference.
package struct SparkQuery: Sendable {
  private let plan: RollupPlan
  /// The folder of histories, as Spark names it.
  private let history: String
  /// The folder for files in between, as Spark names it.
  private let exchange: String

  package init(_ plan: RollupPlan, history: String = "HISTORY", exchange: String = "EXCHANGE") {
    self.plan = plan
    self.history = history
    self.exchange = exchange
  }

  /// Whether the names have to be known before rows can be counted.
  package var asksNames: Bool { plan.spec.by != .name }

  /// Both scripts, as they are shown to a person and summed for the manifest.
  package var text: String {
    asksNames ? "-- 1: which names there are\n\(namesScript)\n-- 2: the counts\n\(countScript)" : countScript
  }

  /// Writes the different names to `EXCHANGE/names-found`.
  package var namesScript: String {
    """
    \(settings)
    \(views)
    INSERT OVERWRITE DIRECTORY \(text(exchange + "/names-found")) USING csv OPTIONS (\(csvOptions), header 'true')
    SELECT DISTINCT name, organisation FROM (
    \(checked)
    ) checked WHERE kept;

    """
  }

  /// Writes groups and days to `EXCHANGE/counts`: whether it is a day, subject or name, period or day, rows, rows with a
  /// known count, value, last day, kept rows.
  package var countScript: String {
    """
    \(settings)
    \(views)
    \(asksNames ? namesView : "")\
    INSERT OVERWRITE DIRECTORY \(text(exchange + "/counts")) USING csv OPTIONS (\(csvOptions), header 'true')
    WITH checked AS (
    \(checked)
    ), given AS (
      \(asksNames ? given : "SELECT day, count, kept, name AS subject, organisation FROM checked")
    ), days AS (
      SELECT subject, organisation, day, \(periodExpression) AS period,
        COUNT(*) AS row_count, COUNT_IF(kept) AS kept_count,
        COUNT(IF(kept, count, NULL)) AS known_count, SUM(IF(kept, count, NULL)) AS value
      FROM given GROUP BY subject, organisation, day
    )
    SELECT GROUPING(period) AS is_day, subject, organisation, period, day,
      SUM(row_count) AS row_count, SUM(kept_count) AS kept_count, SUM(known_count) AS known_count,
      \(valueExpression) AS value,
      MAX(IF(known_count > 0, day, NULL)) AS last_day
    FROM days GROUP BY GROUPING SETS ((subject, organisation, period), (day))
    HAVING GROUPING(period) = 1 OR SUM(kept_count) > 0;
    SELECT CONCAT('parallax: Spark ', VERSION());

    """
  }
}

// MARK: - Parts

extension SparkQuery {
  /// What makes Spark read as we do. Without pruning of columns, a row is malformed whichever of its cells is.
  private var settings: String {
    """
    SET spark.sql.ansi.enabled=true;
    SET spark.sql.caseSensitive=true;
    SET spark.sql.session.timeZone=UTC;
    SET spark.sql.legacy.timeParserPolicy=CORRECTED;
    SET spark.sql.csv.parser.columnPruning.enabled=false;
    SET spark.sql.files.ignoreCorruptFiles=false;
    SET spark.sql.files.ignoreMissingFiles=false;
    """
  }

  private var csvOptions: String {
    #"quote '"', escape '"', nullValue '', emptyValue '', encoding 'UTF-8'"#
  }

  /// A view for each pattern of paths, its schema declared.
  private var views: String {
    let columns = plan.spec.columns.map { column -> String in
      let type: String
      switch (plan.spec.format, column.content) {
      // Cells of CSV are text until they have been looked at: a cast would take more than digits.
      case (.csv, _), (_, .text): type = "STRING"
      case (.parquet, .count): type = "BIGINT"
      case (.parquet, .day): type = "DATE"
      }
      return "\(name(column.name)) \(type)"
    }.joined(separator: ", ")
    return plan.spec.inputs.enumerated().map { index, input in
      let path = text("\(history)/\(input)")
      guard plan.spec.format == .csv else {
        return "CREATE OR REPLACE TEMPORARY VIEW history_\(index) (\(columns)) USING parquet OPTIONS (path \(path));"
      }
      return """
        CREATE OR REPLACE TEMPORARY VIEW history_\(index) (\(columns)) USING csv OPTIONS (path \(path), \(csvOptions),
          header 'true', enforceSchema 'false', mode 'FAILFAST', multiLine '\(plan.spec.hasLineBreaks)',
          unescapedQuoteHandling 'RAISE_ERROR', maxCharsPerColumn '16777216', maxColumns '20480');
        """
    }.joined(separator: "\n")
  }

  /// Rows with every cell looked at: whether they pass the filters, name, publisher, day as a number, count.
  private var checked: String {
    let names = plan.spec.columns.map { name($0.name) }.joined(separator: ", ")
    let rows = plan.spec.inputs.indices.map { index in
      "SELECT \(names), INPUT_FILE_NAME() AS `parallax file` FROM history_\(index)"
    }.joined(separator: " UNION ALL ")
    let inside = "\(dayExpression(plan.dayColumn)) BETWEEN \(plan.days.lowerBound) AND \(plan.days.upperBound)"
    let filters = plan.filters.map { condition($0) }
    return """
        SELECT \(cell(plan.nameColumn)) AS name,
          \(plan.organisationColumn.map { "COALESCE(\(cell($0)), '')" } ?? "''") AS organisation,
          CASE \(refusals.joined(separator: "\n      "))
            ELSE \(dayExpression(plan.dayColumn)) END AS day,
          \(countExpression(plan.countColumn)) AS count,
          COALESCE(\(([inside] + filters).joined(separator: " AND ")), FALSE) AS kept
        FROM (\(rows)) history
      """
  }

  private func cell(_ column: Int) -> String { name(plan.spec.columns[column].name) }

  /// For each column the condition under which its cell stops everything, and the words that come out then.
  private var refusals: [String] {
    plan.spec.columns.indices.flatMap { column -> [String] in
      let cell = cell(column)
      func refusal(_ condition: String, _ word: String, _ value: String) -> String {
        "WHEN \(condition) THEN CAST(RAISE_ERROR(CONCAT('parallax:\(word):\(column):', `parallax file`, ':', \(value))) AS INT)"
      }
      var all: [String] = []
      if !plan.spec.columns[column].mayBeEmpty {
        let isEmpty = plan.spec.format == .csv ? "COALESCE(\(cell), '') = ''" : "\(cell) IS NULL"
        all.append(refusal(isEmpty, "empty", "''"))
      }
      switch (plan.spec.format, plan.spec.columns[column].content) {
      case (.csv, .count):
        all.append(refusal("\(cell) <> '' AND (LENGTH(\(cell)) > 18 OR \(cell) RLIKE '[^0-9]')", "count", cell))
      case (.parquet, .count):
        all.append(refusal("\(cell) NOT BETWEEN 0 AND 999999999999999999", "count", "CAST(\(cell) AS STRING)"))
      case (.csv, .day):
        all.append(
          refusal(
            "\(cell) <> '' AND (LENGTH(\(cell)) <> 10 OR \(cell) NOT RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR TRY_CAST(\(cell) AS DATE) IS NULL)",
            "day", cell))
      case (.parquet, .day), (_, .text): break
      }
      let isName =
        [plan.nameColumn, plan.organisationColumn].contains(column) || plan.filters.contains { $0.column == column }
      if plan.spec.columns[column].content == .text, isName {
        all.append(refusal(#"\#(cell) RLIKE '[\\x{0}-\\x{1F}\\x{7F}-\\x{9F}\\x{FFFD}]'"#, "text", "''"))
      }
      return all
    }
  }

  /// A day as a number since 1970-01-01.
  private func dayExpression(_ column: Int) -> String {
    plan.spec.format == .csv ? "UNIX_DATE(TRY_CAST(\(cell(column)) AS DATE))" : "UNIX_DATE(\(cell(column)))"
  }

  private func countExpression(_ column: Int) -> String {
    plan.spec.format == .csv ? "TRY_CAST(\(cell(column)) AS BIGINT)" : cell(column)
  }

  private func condition(_ filter: RollupPlan.RowFilter) -> String {
    switch filter.test {
    case .texts(let texts, let areWanted):
      return
        "COALESCE(\(cell(filter.column)), '') \(areWanted ? "" : "NOT ")IN (\(texts.map { text($0) }.joined(separator: ", ")))"
    case .numbers(let numbers, let comparison):
      let value =
        plan.spec.columns[filter.column].content == .day ? dayExpression(filter.column) : countExpression(filter.column)
      let list = numbers.map(String.init).joined(separator: ", ")
      switch comparison {
      case .isOneOf: return "COALESCE(\(value) IN (\(list)), FALSE)"
      case .isNone: return "COALESCE(\(value) NOT IN (\(list)), TRUE)"
      case .atLeast: return "COALESCE(\(value) >= \(list), FALSE)"
      case .atMost: return "COALESCE(\(value) <= \(list), FALSE)"
      }
    }
  }

  /// The file that we wrote of what the names mean: a subject's number for each name, publisher and era.
  private var namesView: String {
    """
    CREATE OR REPLACE TEMPORARY VIEW meanings (name STRING, organisation STRING, first INT, last INT, subject STRING)
      USING csv OPTIONS (path \(text(exchange + "/names.csv")), \(csvOptions), header 'false', mode 'FAILFAST');

    """
  }

  private var given: String {
    """
    SELECT c.day, c.count, c.kept, m.subject, '' AS organisation FROM checked c LEFT JOIN meanings m
        ON c.name = m.name AND c.organisation = COALESCE(m.organisation, '') AND c.day BETWEEN m.first AND m.last AND c.kept
    """
  }

  private var periodExpression: String {
    switch plan.spec.period {
    case .day: return "day"
    case .week: return "CAST(FLOOR((day + 3) / 7) AS INT)"
    case .month, .quarter, .half, .year:
      let date = "DATE_FROM_UNIX_DATE(day)"
      return "(YEAR(\(date)) * 12 + MONTH(\(date)) - 1) DIV \(plan.spec.period.monthCount)"
    }
  }

  private var valueExpression: String {
    plan.spec.take == .sum ? "SUM(value)" : "MAX_BY(value, IF(known_count > 0, day, NULL))"
  }

  /// A literal, in which only quotes and backslashes are special.
  private func text(_ text: String) -> String {
    "'" + text.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] } + "'"
  }

  private func name(_ name: String) -> String {
    "`" + name.flatMap { $0 == "`" ? ["`", "`"] : [$0] } + "`"
  }
}
