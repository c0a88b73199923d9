import ArgumentParser
import CLinux

/// The command line. `parallax help build` and so on tell the options.
@main
struct Parallax: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parallax",
    abstract: "Measures how far apart two AI ecosystems stand, and publishes the answer as a static site.",
    discussion: """
      Reads records from Input/, checks them, computes figures with their uncertainty, and renders pages from \
      Templates/ into Output/: all of an edition, or nothing of it.

      Exit codes: 0 published, or nothing to do; 64 usage; 65 the records stop publication; 70 a bug; \
      73 the output can't be made; 74 reading or writing failed; 75 another run is going on; \
      78 templates or configuration.
      """,
    version: "0.1.0",
    subcommands: [
      Build.self, CheckRecords.self, PrintFigures.self, Explain.self, PrintImpact.self, Diff.self, Verify.self,
      Rollback.self, PrintReport.self, ImportRecords.self, RollUp.self,
      PrintSchema.self, NewRecord.self,
    ])

  static func main() async {
    unsafe linux_set_up_allocator(CommandLine.unsafeArgv)
    await main(nil)
  }
}

/// Where a run finds what it reads.
struct Folders: ParsableArguments {
  @Option(help: "The folder of records.")
  var input = "Input"

  @Option(help: "The folder of page templates and assets.")
  var templates = "Templates"
}
