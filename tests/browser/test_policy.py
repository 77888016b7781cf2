"""The Content-Security-Policy is in every page and works: each attempt fails with it and succeeds without."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n')
HASHES = re.compile(r"('sha256-[A-Za-z0-9+/=]{44}'( |$))+|'none'")
ELSEWHERE = "https://anderswo.example"
# what somebody might plant in the body of a page -> what shows that it worked
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
PLANTED = {
    "inline script": "<script>window.planted = 1</script>",
    "inline handler": f'<img src="{PIXEL}" onload="window.planted = 1" onerror="window.planted = 1">',
    "style element": "<style>body { outline: 7px solid rgb(1, 2, 3) }</style>",
    "style attribute": '<p id="gestrichen" style="outline: 7px solid rgb(1, 2, 3)">x</p>',
}
ASKING = {
    "image": f'<img src="{ELSEWHERE}/bild.png">',
    "style sheet": f'<link rel="stylesheet" href="{ELSEWHERE}/stil.css">',
    "script": f'<script src="{ELSEWHERE}/skript.js"></script>',
    "frame": f'<iframe src="{ELSEWHERE}/rahmen.html"></iframe>',
    "object": f'<object data="{ELSEWHERE}/ding.svg"></object>',
    "video": f'<video src="{ELSEWHERE}/film.mp4" autoplay></video>',
}
CALLS = {
    "fetch": f"fetch('{ELSEWHERE}/fetch').catch(() => 0)",
    "beacon": f"navigator.sendBeacon('{ELSEWHERE}/beacon', 'x')",
    "request": f"(() => {{ const x = new XMLHttpRequest(); x.open('GET', '{ELSEWHERE}/xhr'); x.send(); }})()",
    "image": f"new Image().src = '{ELSEWHERE}/bild'",
    "socket": f"(() => {{ try {{ new WebSocket('{ELSEWHERE.replace('https', 'wss')}/socket'); }} catch {{ }} }})()",
}


@pytest.fixture
def offline_page(reopened_page: Open) -> Open:
    """Pages that other tests had before."""
    return reopened_page


def pages(maps: Path) -> list[Path]:
    return sorted(maps.rglob("*.html"))


def planted(maps: Path, folder: Path, markup: str, policy: bool, head: bool = False) -> Path:
    """A copy of an area's page with something added to its HTML, with or without the policy."""
    text = (maps / "musterstadt" / "nord.html").read_text(encoding="utf-8")
    assert len(META.findall(text)) == 1
    text = text if policy else META.sub("", text)
    where = "</title>" if head else "<body>"
    assert text.count(where) == 1
    file = folder / ("mit.html" if policy else "ohne.html")
    file.write_text(text.replace(where, f"{where}{markup}"), encoding="utf-8")
    return file


def test_every_page_has_the_whole_policy_before_anything_else(maps: Path) -> None:
    assert len(pages(maps)) == 18  # eight of the city in two languages, the list and its licences
    for file in pages(maps):
        text = file.read_text(encoding="utf-8")
        policy = META.search(text)
        assert policy is not None, file.name
        assert text.index("<meta http-equiv") < text.index("<title>") < text.index("<style>")
        parts = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
        assert {name: parts[name] for name in ("default-src", "base-uri", "form-action", "img-src")} == {
            "default-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "img-src": "data: blob:",
        }
        assert set(parts) == {"default-src", "base-uri", "form-action", "img-src", "script-src", "style-src"}
        assert HASHES.fullmatch(parts["script-src"]), file.name
        assert HASHES.fullmatch(parts["style-src"]), file.name
        assert not re.search(r'\sstyle="|\son[a-z]+="', text.partition("<body")[2].partition("<script")[0])


@pytest.mark.parametrize("what", PLANTED)
def test_planted_scripts_and_styles_do_nothing(maps: Path, tmp_path: Path, offline_page: Open, what: str) -> None:
    worked = "window.planted === 1 || [document.body, document.getElementById('gestrichen') || document.body]\
        .some((one) => getComputedStyle(one).outlineWidth === '7px')"
    for policy in (True, False):
        opened = offline_page(planted(maps, tmp_path, PLANTED[what], policy), good=False)
        opened.page.wait_for_timeout(100)
        assert opened.page.evaluate(worked) is not policy, what


@pytest.mark.parametrize("what", ASKING)
def test_planted_elements_ask_for_nothing(maps: Path, tmp_path: Path, offline_page: Open, what: str) -> None:
    asked = {}
    for policy in (True, False):
        opened = offline_page(planted(maps, tmp_path, ASKING[what], policy), good=False)
        opened.page.wait_for_timeout(150)
        asked[policy] = [address for address in opened.requests if ELSEWHERE in address]
    assert asked[True] == []
    assert asked[False], f"without the policy the {what} asks nobody either: this proves nothing"


@pytest.mark.parametrize("what", CALLS)
def test_calls_from_a_script_ask_for_nothing(maps: Path, tmp_path: Path, offline_page: Open, what: str) -> None:
    asked = {}
    for policy in (True, False):
        opened = offline_page(planted(maps, tmp_path, "", policy), good=False)
        opened.page.evaluate(CALLS[what])
        opened.page.wait_for_timeout(150)
        asked[policy] = list(opened.requests)
    assert asked[True] == []
    assert asked[False], what


def test_text_is_never_evaluated(maps: Path, tmp_path: Path, offline_page: Open) -> None:
    """eval itself, called by the page: evaluate() of the test tool may do what the page may not."""
    script = "<script>try { window.planted = eval('1') } catch { window.planted = 2 }</script>"
    text = planted(maps, tmp_path, script, True)
    digest = base64.b64encode(
        hashlib.sha256(b"try { window.planted = eval('1') } catch { window.planted = 2 }").digest()
    )
    allowed = text.read_text(encoding="utf-8").replace("script-src ", f"script-src 'sha256-{digest.decode()}' ", 1)
    text.write_text(allowed, encoding="utf-8")
    assert offline_page(text, good=False).page.evaluate("window.planted") == 2
    assert offline_page(planted(maps, tmp_path, script, False), good=False).page.evaluate("window.planted") == 1


@pytest.mark.parametrize("where", ["base", "form", "form made later"])
def test_a_planted_base_or_form_leads_nowhere(maps: Path, tmp_path: Path, offline_page: Open, where: str) -> None:
    form = f'<form id="gepflanzt" action="{ELSEWHERE}/formular" method="post"><input name="a" value="1"></form>'
    made = f"""() => {{ const form = document.createElement("form"); form.action = "{ELSEWHERE}/formular";
        form.method = "post"; form.id = "gepflanzt"; document.body.append(form); }}"""
    asked, lands = {}, {}
    for policy in (True, False):
        markup = {"base": f'<base href="{ELSEWHERE}/">', "form": form, "form made later": ""}[where]
        opened = offline_page(planted(maps, tmp_path, markup, policy, head=where == "base"), good=False)
        if where == "form made later":
            opened.page.evaluate(made)
        if where == "base":
            lands[policy] = opened.page.eval_on_selector(".sr-chips a", "one => one.href")
        else:
            opened.page.evaluate("document.getElementById('gepflanzt').submit()")
            opened.page.wait_for_timeout(300)
        asked[policy] = [address for address in opened.requests if "formular" in address]
    if where == "base":
        assert lands[True].startswith("file:")
        assert lands[False].startswith(ELSEWHERE)
    else:
        assert asked[True] == []
        assert asked[False] == [f"POST {ELSEWHERE}/formular"]
