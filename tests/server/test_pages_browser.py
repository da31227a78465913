"""The server's pages in headless Chromium: what their scripts do, and that nobody complains."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.reader import MISSING, chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(MISSING, reason="needs Debian's chromium and chromium-driver"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One Chromium for all tests here."""
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


def until(look: Callable[[], object]) -> object:
    """What is seen as soon as there is something, within ten seconds."""
    end = time.monotonic() + 10
    while not (found := look()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def test_the_search_offers_names_as_one_types(browser: webdriver.Chrome, address: str) -> None:
    """Arrow and Enter go to a page; no policy is broken."""
    browser.get(address)
    box = browser.find_element(By.CSS_SELECTOR, "form.search input")
    box.send_keys("berg")
    until(lambda: browser.find_elements(By.CSS_SELECTOR, ".found li"))
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    assert box.get_attribute("aria-activedescendant")
    box.send_keys(Keys.ENTER)
    until(lambda: browser.current_url.endswith("/entity/person/Ada_Berg"))
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("name") == "q"
    assert browser.get_log("browser") == []


def test_the_editor_has_the_keys_of_one(browser: webdriver.Chrome, address: str) -> None:
    """Tab indents, Enter keeps the margin, Ctrl+/ comments, Escape lets Tab go on, Ctrl+Enter runs."""
    browser.get(f"{address}/query")
    box = browser.find_element(By.ID, "query")
    box.clear()
    box.send_keys("SELECT ?who {", Keys.ENTER, "?who kg:accuses ?whom", Keys.ENTER, Keys.BACKSPACE, Keys.BACKSPACE, "}")
    assert box.get_property("value") == "SELECT ?who {\n  ?who kg:accuses ?whom\n}"
    box.send_keys(Keys.CONTROL, "/")
    assert box.get_property("value").endswith("\n# }")
    box.send_keys(Keys.CONTROL, "/")
    box.send_keys(Keys.CONTROL, Keys.END)
    box.send_keys(Keys.TAB)
    assert box.get_property("value").endswith("}  ")
    box.send_keys(Keys.ESCAPE, Keys.TAB)
    assert browser.switch_to.active_element.tag_name == "button"
    box.send_keys(Keys.CONTROL, Keys.ENTER)
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "tbody td a"))
    assert browser.find_element(By.CSS_SELECTOR, "tbody td").text == "person:Ada_Berg"
    assert browser.get_log("browser") == []


def test_a_mistake_is_where_the_cursor_is(browser: webdriver.Chrome, address: str) -> None:
    """Line and column that the server tells are selected in the box."""
    browser.get(f"{address}/query?query=SELECT+%3Fa+%7B%0A++%3Fa+foo%3Ab+%3Fc+%7D")
    box = browser.find_element(By.ID, "query")
    assert browser.execute_script("return arguments[0].selectionStart", box) == len("SELECT ?a {\n  ?a foo:b")
    browser.get_log("browser")  # of the status 400


def test_a_phone_shows_no_more_than_its_width(browser: webdriver.Chrome, address: str) -> None:
    """No page has to be moved sideways."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    )
    for path in ("/", "/entity/person/Ada_Berg", "/article/https://example.org/border", "/query?question=timeline"):
        browser.get(address + path)
        width = browser.execute_script("return document.documentElement.scrollWidth")
        assert width <= 360, (path, width)
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_network_is_drawn_and_may_load_more(browser: webdriver.Chrome, address: str) -> None:
    """Its own policy lets its script run and ask this server, and nothing else."""
    browser.get(f"{address}/network?focus=Ruben+Falk")
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "canvas"))
    script = (
        "return fetch('/network?focus=Sudmark&steps=1').then((answer) => answer.json()).then((doc) => doc.nodes.length)"
    )
    assert browser.execute_script(script) > 1
    assert browser.get_log("browser") == []
