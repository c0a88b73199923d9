"""Chromium, without a network."""

import contextlib
import shutil

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]


@contextlib.contextmanager
def chromium():
    path = next((found for found in map(shutil.which, NAMES) if found), None)
    if path is None:
        raise RuntimeError("there is no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def tab(browser, width=1280, height=900, **options):
    """A page of its own; nothing that it keeps outlives it."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
    context.set_default_timeout(30_000)
    try:
        yield context.new_page()
    finally:
        context.close()
