"""axe-core over every template, wide and on a phone, and the contrast of what is drawn."""

import pathlib

import axe_playwright_python

from .browser import chromium, tab
from .colours import contrast
from .report import Result

AXE = pathlib.Path(axe_playwright_python.__file__).with_name("axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then(found => ({passes: found.passes.length, violations: found.violations.map(v => ({
    id: v.id, help: v.help, count: v.nodes.length, where: v.nodes[0].target.join(' '), html: v.nodes[0].html.slice(0, 160)
  }))}))"""

# axe looks at no text inside of a drawing. Text with a halo stands on paper whatever lies behind it.
DRAWN = """() => {
  const seen = new Map();
  const rgb = text => text.match(/[0-9.]+/g).slice(0, 3).map(Number);
  const hex = text => '#' + rgb(text).map(v => Math.round(v).toString(16).padStart(2, '0')).join('');
  const paper = hex(getComputedStyle(document.body).backgroundColor);
  for (const text of document.querySelectorAll('svg.chart text')) {
    if (!text.getClientRects().length) continue;
    const style = getComputedStyle(text);
    const box = text.getBoundingClientRect();
    const scale = text.getScreenCTM().a;
    const key = hex(style.fill);
    const size = parseFloat(style.fontSize) * scale;
    const known = seen.get(key);
    if (!known || size < known.size) seen.set(key, {colour: key, paper, size, words: text.textContent});
  }
  return [...seen.values()];
}"""


def light(site):
    return in_theme(site, "light")


def dark(site):
    return in_theme(site, "dark")


def in_theme(site, theme):
    failures = []
    runs = rules = colours = 0
    source = AXE.read_text(encoding="utf-8")
    samples = site.samples(2)
    with chromium() as browser:
        for width in [1280, 390]:
            with tab(browser, width, color_scheme=theme) as page:
                for path in samples:
                    page.goto(site.address(path))
                    page.evaluate(source)
                    found = page.evaluate(RUN, TAGS)
                    runs += 1
                    rules += found["passes"] + len(found["violations"])
                    for one in found["violations"]:
                        failures.append(
                            f"{path} at {width}: {one['id']}, {one['help']}, {one['count']} times, first at {one['where']}"
                            f" {one['html']}")
                    for drawn in page.evaluate(DRAWN):
                        colours += 1
                        ratio = contrast(drawn["colour"], drawn["paper"])
                        if ratio < 4.5:
                            failures.append(f"{path} at {width}: '{drawn['words']}' is drawn at {ratio:.2f} to its paper")
                        if drawn["size"] < 10:
                            failures.append(
                                f"{path} at {width}: '{drawn['words']}' is drawn {drawn['size']:.1f} px high")
    return Result(f"{len(samples)} pages at 2 widths, {rules} rules passed or failed, {colours} colours of drawn text",
                  failures[:60])
