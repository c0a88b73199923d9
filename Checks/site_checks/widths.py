"""No page scrolls sideways, from a small phone to a wide desk."""

from .browser import chromium, tab
from .report import Result

WIDTHS = [320, 360, 390, 480, 600, 767, 768, 1024, 1152, 1440, 1920, 2560]
MEASURE = """() => {
  const width = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - width;
  if (over <= 0) return null;
  const culprit = [...document.querySelectorAll('main *, header *, footer *')].find(
    e => e.getBoundingClientRect().right > width + 0.5 && !e.closest('.tscroll'));
  return [over, culprit ? culprit.outerHTML.slice(0, 120) : '?'];
}"""


def sideways(site):
    failures = []
    samples = site.samples(2)
    with chromium() as browser, tab(browser) as page:
        for path in samples:
            page.goto(site.address(path))
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found = page.evaluate(MEASURE)
                if found:
                    failures.append(f"{path}: at {width} px it scrolls {found[0]} px sideways; first {found[1]}")
    return Result(f"{len(samples)} pages at {len(WIDTHS)} widths", failures[:60])
