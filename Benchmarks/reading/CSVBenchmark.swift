func benchmarkCSV(_ path: String) {}
