import Foundation
import Glibc
import TestSupport
import Testing

/// Unchanged means untouched, as the tools that carry the site further see it.
///
/// `make test-publishing` installs rsync and nginx; elsewhere the tests say that they are skipped.
@Suite struct ServingTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  /// A rating of as many digits, so that pages change and keep their size.
  private func correct() throws {
    try place.replace("1405 [1395, 1415]", with: "1407 [1397, 1417]", in: "Input/scores/board.csv")
  }

  private func files() throws -> [String: Data] {
    try Dictionary(
      uniqueKeysWithValues: place.folder.files(in: "Output").map {
        ($0, try Data(contentsOf: URL(fileURLWithPath: "\(place.path)/Output/\($0)")))
      })
  }

  @Test(.enabled(if: Command.path(of: "rsync") != nil, "needs rsync"))
  func rsyncWouldCopyTheChangedFilesAndNoOthers() throws {
    #expect(try place.parallax("build").exitCode == 0)
    func rsync(_ options: String...) throws -> [String] {
      let run = try Command.run(
        Command.path(of: "rsync")!, ["--archive", "--delete", "--itemize-changes"] + options + ["Output/", "mirror/"],
        in: place.path)
      #expect(run.exitCode == 0, "\(run.errors)")
      return run.output.split(separator: "\n").map(String.init)
    }
    _ = try rsync()
    #expect(try place.parallax("build", "--strict").exitCode == 0)
    #expect(try rsync("--dry-run") == [], "a run with nothing new changes nothing, folders included")
    let before = try files()
    try correct()
    #expect(try place.parallax("build").exitCode == 0)
    let after = try files()
    let expected = after.keys.filter { before[$0] != after[$0] }.sorted()
    let equalSize = expected.filter { before[$0]?.count == after[$0]?.count }
    #expect(equalSize.contains("SHA256SUMS") || equalSize.contains { $0.hasSuffix(".html") }, "\(expected)")
    let copied = try rsync("--dry-run").filter { $0.hasPrefix(">f") }.map { String($0.dropFirst(12)) }
    #expect(copied.sorted() == expected)
    _ = try rsync()
    #expect(try Command.run("/usr/bin/diff", ["-r", "Output", "mirror"], in: place.path).exitCode == 0)
  }

  @Test(.enabled(if: Command.path(of: "nginx") != nil, "needs nginx"))
  func nginxAnswersNotModifiedForTheUnchangedAndSendsTheChanged() throws {
    #expect(try place.parallax("build").exitCode == 0)
    let server = try Nginx(serving: "\(place.path)/Output", from: place.folder)
    let before = try files()
    var first: [String: Nginx.Answer] = [:]
    for path in before.keys { first[path] = try server.get(path) }
    #expect(first.values.allSatisfy { $0.status == 200 })
    try correct()
    #expect(try place.parallax("build").exitCode == 0)
    let after = try files()
    var notModified = 0
    var sent = 0
    for (path, data) in after {
      guard let old = first[path] else {
        #expect(try server.get(path).status == 200, "\(path)")
        continue
      }
      let isSame = before[path] == data
      // By time alone, by tag alone, and as browsers ask: with both.
      for headers in [
        ["If-Modified-Since": old.modified], ["If-None-Match": old.tag],
        ["If-Modified-Since": old.modified, "If-None-Match": old.tag],
      ] {
        let answer = try server.get(path, headers)
        #expect(answer.status == (isSame ? 304 : 200), "\(path), \(headers)")
      }
      if isSame { notModified += 1 } else { sent += 1 }
    }
    #expect(notModified > 10)
    #expect(sent > 3)
    let equalSize = after.filter {
      before[$0.key] != nil && before[$0.key] != $0.value && before[$0.key]?.count == $0.value.count
    }
    #expect(!equalSize.isEmpty, "no changed file kept its size, so the hardest case wasn't tried")
  }

  @Test(.enabled(if: Command.path(of: "nginx") != nil, "needs nginx"))
  func addressWithoutAPageShowsOneWhoseStyleAndLinksAreFound() throws {
    try place.folder.write(
      "---\ntitle: There is no such page\ndescription: d\npath: 404.html\n---\n\n[The start](index.html)\n",
      to: "Templates/pages/404.md")
    #expect(try place.parallax("build").exitCode == 0)
    let server = try Nginx(serving: "\(place.path)/Output", from: place.folder)
    let missing = try server.get("models/none.html")
    #expect(missing.status == 404)
    #expect(missing.body.contains("There is no such page"))
    // Seen from /models/none.html as from anywhere else.
    let addresses = missing.body.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(addresses.contains("/index.html"))
    for address in addresses where !address.hasPrefix("#") {
      #expect(try address.hasPrefix("/") && server.get(String(address.dropFirst())).status == 200, "\(address)")
    }
  }
}

/// A real nginx on the loopback, ended when the test is over.
final class Nginx {
  struct Answer {
    let status: Int
    let modified: String
    let tag: String
    let body: String
  }

  struct Silent: Error {}

  private let command: Command
  private let port: UInt16

  init(serving root: String, from folder: TemporaryFolder) throws {
    port = UInt16.random(in: 20_000..<32_000)
    let own = "\(folder.path)/nginx"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    let configuration = """
      daemon off; master_process off; pid \(own)/pid; error_log \(own)/errors;
      events {}
      http {
        access_log off; default_type text/plain;
        client_body_temp_path \(own)/body; proxy_temp_path \(own)/proxy; fastcgi_temp_path \(own)/fastcgi;
        uwsgi_temp_path \(own)/uwsgi; scgi_temp_path \(own)/scgi;
        server {
          listen 127.0.0.1:\(port); root \(root);
          error_page 404 /404.html;
          location = /404.html { internal; }
        }
      }
      """
    try folder.write(configuration, to: "nginx/nginx.conf")
    command = try Command(
      Command.path(of: "nginx")!, ["-p", own, "-e", "\(own)/errors", "-c", "\(own)/nginx.conf"], in: own)
    for _ in 0..<100 {
      if (try? get("index.html")) != nil { return }
      usleep(50_000)
    }
    throw Silent()
  }

  deinit {
    // A signal that can't be blocked: children inherit the blocked ones of the thread that starts them.
    command.kill()
    _ = try? command.wait()
  }

  func get(_ path: String, _ headers: [String: String] = [:]) throws -> Answer {
    let lines = ["GET /\(path) HTTP/1.0", "Host: localhost"] + headers.map { "\($0.key): \($0.value)" }
    let text = try exchange(lines.joined(separator: "\r\n") + "\r\n\r\n")
    let head = text.prefix(upTo: text.firstRange(of: "\r\n\r\n")?.lowerBound ?? text.endIndex).split(separator: "\r\n")
    guard let status = head.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { throw Silent() }
    func header(_ name: String) -> String {
      head.first { $0.lowercased().hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
    }
    let body = text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
    return Answer(status: status, modified: header("last-modified"), tag: header("etag"), body: body)
  }

  /// Sends a request and gives all that comes back, as Latin-1.
  private func exchange(_ request: String) throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
    }
    guard code == 0 else { throw Silent() }
    let bytes = Array(request.utf8)
    guard unsafe write(descriptor, bytes, bytes.count) == bytes.count else { throw Silent() }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      answer += buffer[..<count]
    }
    return String(answer.map { Character(Unicode.Scalar($0)) })
  }
}
