"""Checks a built site as its readers' browsers and the validators of others see it.

Usage: check_site.py FOLDER [--only NAME,…] [--note FILE --dated YYYY-MM-DD]

Prints a line for each check with what it counted, then all that is wrong. The exit code is 1 when anything is.
With `--note` the counts are also written as a note that a page can show.
"""

import argparse
import concurrent.futures
import os
import pathlib
import sys
import time

from site_checks import accessibility, behaviour, colours, days, feeds, links, markup, paper, report, site, sizes, widths, workings

# Each check is a function of the site that gives a Result. The slow ones come first, so that no core waits for them.
CHECKS = {
    "accessibility-light": accessibility.light,
    "accessibility-dark": accessibility.dark,
    "markup": markup.html,
    "widths": widths.sideways,
    "paper": paper.printed,
    "without-script": behaviour.without_script,
    "keyboard": behaviour.keyboard,
    "requests": behaviour.requests,
    "links": links.of_pages,
    "twins": links.of_twins,
    "numbers": links.numbers,
    "days": days.of_tables,
    "same-links": links.same_links,
    "workings": workings.all_workings,
    "trails": workings.numbers,
    "contrast": colours.tokens,
    "sitemap": feeds.sitemap,
    "feed": feeds.atom,
    "data": feeds.data,
    "sizes": sizes.limits,
    "first-screen": sizes.first_screen,
}


def run(name, folder):
    started = time.monotonic()
    try:
        result = CHECKS[name](site.Site(folder))
    except Exception as problem:  # A check that breaks must not pass for one that found nothing.
        result = report.Result("the check itself broke", [f"{type(problem).__name__}: {problem}"])
    result.seconds = time.monotonic() - started
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", help="names of checks, by comma")
    parser.add_argument("--note", type=pathlib.Path, help="write the counts to this note")
    parser.add_argument("--dated", help="the day that the note gives")
    options = parser.parse_args()
    folder = options.folder.resolve()
    if not (folder / "index.html").is_file():
        parser.error(f"{folder} holds no site")
    names = options.only.split(",") if options.only else list(CHECKS)
    for name in names:
        if name not in CHECKS:
            parser.error(f"no check '{name}'; there are {', '.join(CHECKS)}")

    with concurrent.futures.ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        futures = {name: pool.submit(run, name, folder) for name in names}
        results = {name: future.result() for name, future in futures.items()}
    for name, result in results.items():
        print(f"{'ok  ' if not result.failures else 'FAIL'} {name:20} {result.counted} ({result.seconds:.0f} s)")
    failures = [(name, failure) for name, result in results.items() for failure in result.failures]
    for name, failure in failures:
        print(f"{name}: {failure}")
    print(f"{len(results)} checks, {len(failures)} failures")
    if options.note:
        options.note.write_text(report.note(results, options.dated))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
