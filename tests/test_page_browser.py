"""kg/page in headless Chromium, with the network cut off: what a reader sees and does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.page import write_page
from tests.made_graphs import made_network

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.remote.webelement import WebElement  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM or not DRIVER, reason="needs Debian's chromium and chromium-driver"),
]
FLAGS = (
    "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update "
    "disable-sync window-size=1400,900"
)
HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    '"><svg onload="window.ran = 1">',
    "<a href='javascript:window.ran=1'>href=</a>",
    "&lt;b&gt; &amp; ${window.ran = 1} {{7*7}}",
    "\u202eright to left\u202c \u200f‮",
    "' onmouseover='window.ran=1' x='\\u003c",
]


class Reader:
    """Somebody who looks at a page."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def find(self, selector: str) -> WebElement:
        """The first element that a selector finds."""
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        """What it shows."""
        return str(self.find(selector).text)

    def click(self, selector: str) -> None:
        """Press it."""
        self.find(selector).click()

    def search(self, words: str) -> None:
        """Type into the search box and take the first."""
        self.find("#search").send_keys(words, Keys.ENTER)

    def wait(self, condition: Callable[[], object]) -> None:
        """Until the page has come so far."""
        WebDriverWait(self.browser, 10).until(lambda _: condition())

    def script(self, code: str) -> object:
        """What JavaScript gives back."""
        return self.browser.execute_script(code)

    def shown(self) -> str:
        """How much is in the picture, as a screen reader says it."""
        return self.find("#network").get_attribute("aria-label").split(".")[0]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One Chromium that resolves no name."""
    options = webdriver.ChromeOptions()
    for flag in [*FLAGS.split(), "host-resolver-rules=MAP * ~NOTFOUND"]:
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = str(CHROMIUM)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some sixty nodes."""
    path = tmp_path_factory.mktemp("page") / "small.html"
    write_page(made_network(22, 34), path, title="What the Elin Post reports")
    return path


@pytest.fixture
def reader(browser: webdriver.Chrome, small_page: Path) -> Iterator[Reader]:
    """Somebody who has just opened the small page; whatever they do, the page complains of nothing."""
    yield opened(browser, small_page)
    assert browser.get_log("browser") == []


def opened(browser: webdriver.Chrome, path: Path, address: str = "") -> Reader:
    """A page, drawn."""
    browser.get("about:blank")
    browser.get(path.as_uri() + address)
    reader = Reader(browser)
    reader.wait(lambda: reader.script("return performance.getEntriesByName('drawn').length"))
    return reader


def ink(reader: Reader) -> float:
    """The share of the canvas that is not blank."""
    share = reader.script("""
        const canvas = document.querySelector("#network canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0;
        for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) count++;
        return 4 * count / pixels.length;""")
    assert isinstance(share, float)
    return share


def test_the_page_draws_and_asks_for_nothing(reader: Reader) -> None:
    """There is ink on the canvas, and not one request but the file itself."""
    assert ink(reader) > 0.02
    assert reader.script("return performance.getEntriesByType('resource').length") == 0
    assert reader.shown() == "Network of 22 participants and 34 events"


def test_five_hundred_nodes_are_drawn_in_time(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """All of them within three seconds in software rendering; the page opens on a part and says so."""
    write_page(made_network(200, 300), tmp_path / "large.html", title="Large")
    reader = opened(browser, tmp_path / "large.html")
    assert "Best connected" in reader.text("#trail")
    assert "of 518 nodes" in reader.text("#trail")
    reader = opened(browser, tmp_path / "large.html", "#focus=%5B%22all%22%5D")
    assert reader.shown() == "Network of 150 participants and 300 events"
    assert reader.script("return performance.getEntriesByName('drawn')[0].startTime") < 3000
    assert ink(reader) > 0.02


def test_search_completes_and_opens_the_panel(reader: Reader) -> None:
    """A few letters offer names; Enter takes the first, and the panel tells of it."""
    reader.find("#search").send_keys("ada")
    assert reader.text("#found").startswith("Ada Berg")
    assert reader.find("#search").get_attribute("aria-activedescendant") == "found-0"
    reader.find("#search").send_keys(Keys.ENTER)
    assert reader.text("#panel h2") == "Ada Berg"
    assert "alias 0" in reader.text("#panel")
    assert "Norland" in reader.text("#panel dl")


def test_a_click_on_a_node_opens_it_and_a_click_beside_closes_it(reader: Reader) -> None:
    """The searched node stands in the middle; there it is clicked again."""
    reader.search("ada berg")
    stage = reader.find("#network")
    reader.wait(lambda: reader.script("return document.body.classList.contains('has-selection')"))
    ActionChains(reader.browser).pause(0.6).send_keys(Keys.ESCAPE).perform()
    reader.wait(lambda: reader.text("#panel h2") == "What the Elin Post reports")
    ActionChains(reader.browser).move_to_element(stage).click().perform()
    reader.wait(lambda: reader.text("#panel h2") == "Ada Berg")
    height = stage.size["height"]
    ActionChains(reader.browser).move_to_element_with_offset(stage, 0, 10 - height // 2).click().perform()
    reader.wait(lambda: reader.text("#panel h2") == "What the Elin Post reports")


def test_an_event_shows_who_says_so_and_in_which_words(reader: Reader) -> None:
    """Roles, day, source, confidence, and the sentence with trigger and roles marked."""
    reader.search("ada berg releases")
    panel = reader.text("#panel")
    for words in ("actor\nAda Berg", "target", "according to\nAda Berg", "2 May 2031", "claimed by a source", "59 %"):
        assert words in panel
    assert reader.text("#panel mark.trigger") == "releases"
    assert reader.text("#panel mark.role").startswith("Ada Berg")
    assert "Shells on Port Elin" in reader.text("figcaption")


def test_the_legend_is_the_filter(reader: Reader) -> None:
    """A switch takes a family out of the picture; another filter that leaves nothing says so and can be undone."""
    reader.click("[data-key='family:Communication']")
    assert reader.shown().endswith("and 27 events")
    reader.click("[data-key='told:claimed']")
    reader.click("[data-key='told:reported']")
    assert "Nothing to show" in reader.text("#empty")
    reader.click("#reset")
    assert reader.shown().endswith("and 34 events")
    assert reader.find("[data-key='told:claimed']").is_selected()


def test_actors_alone_are_a_view_of_their_own(reader: Reader) -> None:
    """Entities only, and back."""
    reader.click("#view-actors")
    assert reader.shown().endswith("and 0 events")
    assert ink(reader) > 0.01
    reader.click("#view-events")
    assert reader.shown().endswith("and 34 events")


def test_a_double_click_looks_at_the_surroundings_and_the_trail_leads_back(reader: Reader) -> None:
    """One step around a node, then two, then everything again."""
    reader.search("ruben falk 1")
    ActionChains(reader.browser).pause(0.6).move_to_element(reader.find("#network")).double_click().perform()
    reader.wait(lambda: "Ruben Falk 1" in reader.text("#trail"))
    one = reader.shown()
    reader.click("[aria-label='2 steps']")
    assert reader.shown() != one
    reader.click("#trail .link")
    assert reader.shown().endswith("and 34 events")


def test_the_timeline_keeps_a_range_of_days(reader: Reader) -> None:
    """The last handle moved to the first day leaves that day's events."""
    handle = reader.find("[aria-label='Last day']")
    handle.send_keys(Keys.HOME)
    assert reader.text("#timeline output") == "1 May 2031"
    assert reader.shown().endswith("and 4 events")


def test_the_address_keeps_the_view(browser: webdriver.Chrome, small_page: Path, reader: Reader) -> None:
    """Filters, view, focus and selection come back with the address; a broken one does no harm."""
    reader.click("[data-key='kind:country']")
    reader.search("ada berg accuses")
    address = reader.browser.current_url
    again = opened(browser, small_page, address[address.index("#") :])
    assert again.text("#panel h2") == "Ada Berg accuses Sudmark"
    assert not again.find("[data-key='kind:country']").is_selected()
    broken = opened(browser, small_page, "#focus=%7B&select=nobody&off=,x&days=a..b&view=?")
    assert broken.shown() == "Network of 22 participants and 34 events"


def test_the_keyboard_reaches_everything(reader: Reader) -> None:
    """ "/" searches, the list of events is buttons, Escape closes, and each control has a name."""
    body = reader.find("body")
    body.send_keys("/")
    assert reader.browser.switch_to.active_element.get_attribute("id") == "search"
    reader.find("#search").send_keys(Keys.ESCAPE)
    reader.find("#panel .dated button").send_keys(Keys.ENTER)
    assert reader.find("#panel .close").accessible_name == "Close"
    reader.find("body").send_keys(Keys.ESCAPE)
    assert reader.text("#panel h2") == "What the Elin Post reports"
    controls = reader.browser.find_elements(By.CSS_SELECTOR, "button, input")
    assert all(control.accessible_name for control in controls if control.is_displayed())


def test_a_phone_has_room_for_it(browser: webdriver.Chrome, small_page: Path) -> None:
    """At 390 pixels nothing sticks out, and the legend waits behind its button."""
    metrics = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        reader = opened(browser, small_page)
        assert reader.script("return document.documentElement.scrollWidth") == 390
        assert not reader.find("#legend").is_displayed()
        reader.click("#legend-toggle")
        assert reader.find("#legend").is_displayed()
        assert ink(reader) > 0.02
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(browser: webdriver.Chrome, tmp_path: Path, text: str) -> None:
    """It shows letter by letter in list, panel, search and evidence, and runs nothing."""
    write_page(made_network(8, 9, label=text), tmp_path / "hostile.html", title=f"T{text}")
    reader = opened(browser, tmp_path / "hostile.html")
    assert reader.script("return document.querySelector('#panel h2').textContent") == f"T{text}"
    reader.find("#search").send_keys("ada berg")
    assert text in str(reader.script("return document.getElementById('found').textContent"))
    reader.find("#search").send_keys(Keys.ENTER)
    reader.click("#panel .dated button")
    assert text in str(reader.script("return document.querySelector('blockquote').textContent"))
    assert reader.script("return window.ran") is None
    assert reader.script("return document.querySelectorAll('img, a, main script, svg[onload]').length") == 0
    assert browser.get_log("browser") == []
