"""What the pages do: without script, from disk, without a network, from the keyboard."""

import functools
import http.server
import threading

from .browser import chromium, tab
from .report import Result

WORDS = "() => document.querySelector('main').innerText.split(/\\s+/).filter(Boolean).length"
CONTROLS = """() => [...document.querySelectorAll('button, select, input, textarea')]
  .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 100))"""


def visited(site, page, paths):
    """Each of the paths, once the page is there."""
    for path in paths:
        page.goto(site.address(path))
        yield path


def without_script(site):
    """Nothing is missing without script, and no control stands there that would need it."""
    failures = []
    words = 0
    samples = site.samples(2)
    with chromium() as browser:
        with tab(browser) as page:
            counts = {path: page.evaluate(WORDS) for path in visited(site, page, samples)}
        with tab(browser, java_script_enabled=False) as page:
            for path in visited(site, page, samples):
                count = page.evaluate(WORDS)
                words += count
                # Script adds the labels of its controls; it must not add the page.
                if count < counts[path] * 0.97 - 60:
                    failures.append(f"{path}: {count} words without script, {counts[path]} with it")
                failures += [f"{path}: {control} needs script" for control in page.evaluate(CONTROLS)]
    return Result(f"{len(samples)} pages, {words} words", failures[:60])


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def requests(site):
    """From disk and from a server, a page asks for its own files alone, all are there, and no error is logged."""
    failures = []
    count = 0
    samples = site.samples(2)
    handler = functools.partial(QuietHandler, directory=str(site.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # A page that is left while a file of it is on its way.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    served = f"http://127.0.0.1:{server.server_address[1]}/"
    with chromium() as browser:
        for base, offline in [(site.folder.as_uri() + "/", True), (served, False)]:
            with tab(browser) as page:
                page.context.set_offline(offline)
                asked = []
                page.on("request", lambda request: asked.append(request.url))
                # The icon of a page that is left before it was drawn is no longer wanted, which is no failure.
                page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or failures.append(
                    f"{request.url} failed: {request.failure}"))
                page.on("pageerror", lambda error: failures.append(f"{page.url}: {error}"))
                page.on("console", lambda message: message.type == "error" and failures.append(
                    f"{page.url}: {message.text}"))
                for path in samples:
                    page.goto(base + path, wait_until="load")
                count += len(asked)
                failures += [f"asks for {url}" for url in asked if not url.startswith(base)]
    server.shutdown()
    return Result(f"{count} requests of {len(samples)} pages, from disk and from a server, none to another host",
                  list(dict.fromkeys(failures))[:60])


# The keyboard ---------------------------------------------------------------------------------------------------------

IS_FOCUSED = "selector => document.activeElement?.matches(selector) ?? false"
OUTLINE = """() => { const s = getComputedStyle(document.activeElement);
  return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }"""


def reach(page, selector, failures, limit=400):
    """Presses Tab until something that matches has the focus; every stop on the way must show that it has."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement !== document.body") and not page.evaluate(OUTLINE):
            failures.append(f"{page.url.rsplit('/', 1)[-1]}: the focus doesn't show on "
                            + page.evaluate("() => document.activeElement.outerHTML.slice(0, 100)"))
        if page.evaluate(IS_FOCUSED, selector):
            return True
    failures.append(f"{page.url.rsplit('/', 1)[-1]}: no Tab leads to '{selector}'")
    return False


def keyboard(site):
    """Skip link, theme, sorting, filters, search and weights from the keyboard alone."""
    failures = []
    done = []
    with chromium() as browser, tab(browser) as page:
        for feature in [skip, theme, sort, filters, rows, search, weights]:
            done.append(feature.__name__)
            feature(site, page, failures)
    return Result(f"{', '.join(done)}", list(dict.fromkeys(failures))[:60])


def skip(site, page, failures):
    page.goto(site.address("index.html"))
    if reach(page, ".skip", failures, 1):
        page.keyboard.press("Enter")
        if not page.url.endswith("#main"):
            failures.append("the skip link leads nowhere")


def theme(site, page, failures):
    page.goto(site.address("index.html"))
    ground = "() => getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    if reach(page, ".theme-switch", failures):
        page.keyboard.press("Enter")
        if page.evaluate(ground) == before:
            failures.append("the theme switch changes nothing")
        page.goto(site.address("claims.html"))
        if page.evaluate(ground) == before:
            failures.append("the theme is forgotten on the next page")


def sort(site, page, failures):
    page.goto(site.address("models.html"))
    column = "() => [...document.querySelectorAll('table.sortable tbody tr')].map(r => r.cells[0].textContent)"
    before = page.evaluate(column)
    if reach(page, "table.sortable th button", failures):
        orders = []
        for state in ["ascending", "descending", "none"]:
            page.keyboard.press("Enter")
            found = page.evaluate("() => document.activeElement.closest('th').getAttribute('aria-sort') ?? 'none'")
            if found != state:
                failures.append(f"a column says '{found}' where it is '{state}'")
            orders.append(page.evaluate(column))
        if orders[0] == before or orders[1] != orders[0][::-1] and sorted(orders[1]) != sorted(before):
            failures.append("sorting by the first column changes nothing")
        if orders[2] != before:
            failures.append("the third press doesn't give the page's own order back")


def shown(page, rows):
    """How many of the rows are to be seen."""
    return page.evaluate(
        "rows => [...document.querySelectorAll(rows)].filter(row => row.checkVisibility()).length", rows)


def filters(site, page, failures):
    page.goto(site.address("claims.html"))
    before = shown(page, "tr[data-verdict]")
    if reach(page, ".tools select", failures):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        after = shown(page, "tr[data-verdict]")
        if not 0 < after < before:
            failures.append(f"a filter leaves {after} of {before} rows")
        if not page.locator(".tools [role=status]").first.inner_text():
            failures.append("a filter doesn't say how many rows it leaves")


def rows(site, page, failures):
    page.goto(site.address("models.html"))
    before = shown(page, "table.sortable tbody tr")
    if reach(page, "main .tools input[type=search]", failures):
        page.keyboard.type("deepseek")
        after = shown(page, "table.sortable tbody tr")
        if not 0 < after < before:
            failures.append(f"typing leaves {after} of {before} rows")


def search(site, page, failures):
    page.goto(site.address("convergence.html"))
    if reach(page, ".search input", failures):
        page.keyboard.type("deepseek v4 pro")
        try:
            page.wait_for_selector(".search li a", timeout=5000)
        except Exception:
            failures.append("search finds nothing for 'deepseek v4 pro'")
            return
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if not page.url.startswith(site.folder.as_uri() + "/") or page.url.endswith("convergence.html"):
            failures.append(f"the first result leads to {page.url}")
        elif not page.url.endswith("models/deepseek-v4-pro.html"):
            failures.append(f"the first result for 'deepseek v4 pro' is '{page.locator('h1').inner_text()}'")


ORDER = """() => [...document.querySelector('table[data-table=order]').tBodies[0].rows].map(row =>
  [row.cells[1].querySelector('a').textContent, row.cells[5].textContent, row.cells[6].textContent])"""
FIRM = "() => document.querySelector('table[data-table=order] tbody td:last-child').textContent !== ''"


def weights(site, page, failures):
    """Needs and weights of Choose: by key, and for each reader what its page says without script."""
    page.goto(site.address("choose.html"))
    page.wait_for_selector(".needs:not([hidden])")
    state = """() => [...document.querySelectorAll('.weights output, table[data-table] td.r, .needs [role=status]')]
      .map(e => e.textContent).join()"""
    for control, press in [("input[type=number]", ["1"]), ("input[type=checkbox]", ["Space"])]:
        before = page.evaluate(state)
        if reach(page, f".needs {control}", failures):
            for key in press:
                page.keyboard.press(key)
            if page.evaluate(state) == before:
                failures.append(f"{control} of the needs changes nothing")
    before = page.evaluate(state)
    if reach(page, ".weights input[type=range]", failures):
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        if page.evaluate(state) == before:
            failures.append("moving a weight moves nothing")
    readers = page.evaluate("() => [...document.querySelectorAll('[data-reader] option')].map(o => o.value).filter(Boolean)")
    for reader in readers:
        page.select_option("[data-reader]", reader)
        page.wait_for_function(FIRM)
        page.wait_for_timeout(400)
        found = page.evaluate(ORDER)
        with tab(page.context.browser, java_script_enabled=False) as plain:
            plain.goto(site.address(f"profiles/{reader}.html"))
            told = plain.evaluate(ORDER)
        if found != told:
            wrong = next((pair for pair in zip(found, told) if pair[0] != pair[1]), (len(found), len(told)))
            failures.append(f"Choose gives {reader} {wrong[0]}, its page {wrong[1]}")
    if len(readers) < 5:
        failures.append(f"Choose has {len(readers)} readers")
