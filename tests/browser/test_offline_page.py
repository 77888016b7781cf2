"""The watcher itself: it must see what a bad page does, or its silence about our pages means nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from opened import Opened, faults

GOOD = "<!doctype html><meta charset=utf-8><title>gut</title><p id=p>Grüße</p>"
BAD = """<!doctype html><meta charset=utf-8><title>schlecht</title>
<img src="https://example.org/pixel.png">
<script>
  navigator.sendBeacon("https://example.org/beacon", "x");
  fetch("https://example.org/fetch").catch(() => {});
  console.error("laut");
  setTimeout(() => { throw new Error("kaputt"); }, 0);
</script>"""


def test_a_page_that_asks_nobody_has_no_complaints(tmp_path: Path, offline_page: Callable[..., Any]) -> None:
    file = tmp_path / "gut.html"
    file.write_text(GOOD, encoding="utf-8")
    opened = offline_page(file, size="phone")
    assert opened.page.text_content("#p") == "Grüße"
    assert opened.page.evaluate("[innerWidth, innerHeight]") == [390, 844]
    assert opened.complaints() == []


def test_every_request_and_error_of_a_bad_page_is_noted(tmp_path: Path, offline_page: Callable[..., Any]) -> None:
    file = tmp_path / "schlecht.html"
    file.write_text(BAD, encoding="utf-8")
    opened = offline_page(file, good=False)
    opened.page.wait_for_timeout(200)
    asked = {address.rpartition("/")[2] for address in opened.requests}
    assert asked == {"pixel.png", "beacon", "fetch"}
    assert "laut" in opened.console_errors
    assert any("kaputt" in text for text in opened.page_errors)


def test_what_a_new_window_does_is_noted(tmp_path: Path, offline_page: Callable[..., Any]) -> None:
    (tmp_path / "schlecht.html").write_text(BAD, encoding="utf-8")
    file = tmp_path / "gut.html"
    file.write_text(GOOD, encoding="utf-8")
    opened = offline_page(file, good=False)
    opened.page.evaluate("() => { window.open('schlecht.html'); }")
    opened.page.wait_for_timeout(400)
    assert len(opened.requests) == 3
    assert "laut" in opened.console_errors
    assert any("kaputt" in text for text in opened.page_errors)


def test_the_faults_of_a_test_are_those_of_each_page_it_opened() -> None:
    pages = [Opened(None), Opened(None, ["GET x"]), Opened(None, ["GET y"], good=False), Opened(None, [], ["laut"])]
    assert faults(pages) == ["request: GET x", "console: laut"]
