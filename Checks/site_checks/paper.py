"""Printing: every template becomes a PDF, nothing that the screen folds away stays folded, nothing is cut."""

import re

from .browser import chromium, tab
from .report import Result

# A4 at 96 px to the inch, less margins of 12 mm.
WIDTH, HEIGHT = 703, 1031
MEASURE = """height => {
  const wrong = [];
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) wrong.push(`${over} px are cut off at the right`);
  for (const table of document.querySelectorAll('details table')) {
    if (!table.getClientRects().length || table.checkVisibility && !table.checkVisibility({contentVisibilityAuto: true}))
      { wrong.push('a table stays folded away'); break; }
  }
  for (const chart of document.querySelectorAll('svg.chart')) {
    if (chart.getBoundingClientRect().height > height) { wrong.push('a chart is taller than a sheet'); break; }
  }
  if (document.querySelector('nav')?.checkVisibility()) wrong.push('the navigation is printed');
  return wrong;
}"""


def printed(site):
    failures = []
    sheets = 0
    samples = site.samples(2)
    with chromium() as browser, tab(browser, WIDTH, HEIGHT, color_scheme="dark") as page:
        for path in samples:
            page.goto(site.address(path))
            page.emulate_media(media="print")
            failures += [f"{path}: {wrong}" for wrong in page.evaluate(MEASURE, HEIGHT)]
            pdf = page.pdf(format="A4", margin={side: "12mm" for side in ["top", "right", "bottom", "left"]})
            count = len(re.findall(rb"/Type\s*/Page\b", pdf))
            sheets += count
            if count == 0 or not pdf.startswith(b"%PDF-"):
                failures.append(f"{path}: no PDF came of it")
    return Result(f"{len(samples)} pages on {sheets} sheets", failures[:60])
