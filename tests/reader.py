"""Somebody who looks at a page: Chromium by selenium, with what the tests of the page do in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import networkx as nx
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kg.page import render

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
MISSING = not CHROMIUM or not DRIVER
FLAGS = (
    "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update "
    "disable-sync window-size=1400,900"
)
SAVED = """  // what the page would have the browser save
    window.saved = [];
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => { window.saved.push(blob); return make(blob); };"""
READ = """
    const [blob, done] = [window.saved.pop(), arguments[0]];
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);"""


class Reader:
    """Somebody who looks at a page."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def find(self, selector: str) -> WebElement:
        """The first element that a selector finds."""
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        """The elements that a selector finds."""
        return list(self.browser.find_elements(By.CSS_SELECTOR, selector))

    def text(self, selector: str) -> str:
        """What it shows."""
        return str(self.find(selector).text)

    def click(self, selector: str) -> None:
        """Press it."""
        self.find(selector).click()

    def search(self, words: str) -> None:
        """Type into the search box and take the first."""
        self.find("#search").send_keys(words, Keys.ENTER)

    def sees(self, element: WebElement) -> bool:
        """Whether it is in sight, and not in a part that is closed."""
        return bool(self.browser.execute_script("return arguments[0].checkVisibility()", element))

    def press(self, *keys: str) -> None:
        """Press keys where the picture has the focus."""
        self.find("#network").send_keys(*keys)

    def wait(self, condition: Callable[[], object]) -> None:
        """Until the page has come so far."""
        gone = (NoSuchElementException, StaleElementReferenceException)  # the page may be changing what is looked at
        WebDriverWait(self.browser, 15, ignored_exceptions=gone).until(lambda _: condition())

    def script(self, code: str) -> object:
        """What JavaScript gives back."""
        return self.browser.execute_script(code)

    def shown(self) -> str:
        """How much is in the picture, as a screen reader says it."""
        return str(self.find("#network").get_attribute("aria-label")).split(".")[0]

    def said(self) -> str:
        """What the page has told those who listen."""
        return str(self.script("return document.getElementById('announcer').textContent"))

    def ink(self) -> float:
        """The share of the canvas that is not blank."""
        share = self.script("""
            const canvas = document.querySelector("#network canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0;
            for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) count++;
            return 4 * count / pixels.length;""")
        assert isinstance(share, float)
        return share

    def save(self, item: str) -> str:
        """What an entry of the menu saves, as a data address."""
        self.script(SAVED)
        self.click("#export")
        self.click(f"#export-{item}")
        self.wait(lambda: self.script("return window.saved.length"))
        return str(self.browser.execute_async_script(READ))


def opened(browser: webdriver.Chrome, path: Path | str, address: str = "") -> Reader:
    """A page, drawn."""
    browser.get("about:blank")
    browser.get((path.as_uri() if isinstance(path, Path) else path) + address)
    reader = Reader(browser)
    reader.wait(lambda: reader.script("return performance.getEntriesByName('drawn').length"))
    return reader


def write_page(network: nx.MultiDiGraph, path: Path, title: str) -> Path:
    """The page of a network as a file."""
    path.write_text(render(network, title=title), encoding="utf-8", newline="\n")
    return path


@contextmanager
def chromium(folder: Path) -> Iterator[webdriver.Chrome]:
    """A Chromium that resolves no name and reaches only this machine."""
    options = webdriver.ChromeOptions()
    for flag in [*FLAGS.split(), "host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]:
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={folder}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = str(CHROMIUM)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()
