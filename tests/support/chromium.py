"""A headless Chromium that opens one page at a time, driven through a pipe by its own protocol."""

import base64
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Self

_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)

FAINT = """
(() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => parts(colour).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = [];
  let seen = 0;
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !around.checkVisibility()) continue;
    const pair = [light(getComputedStyle(around).color), light(ground(around))].sort((a, b) => b - a);
    seen += 1;
    if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) faint.push(walker.currentNode.data);
  }
  return [seen, faint];
})()
"""
"""JavaScript for the number of visible texts, and those whose contrast with their background is too low."""


class Chromium:
    """The browser and its open page. `asked_for` are the addresses that the page loaded."""

    def __init__(self, profile: Path) -> None:
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        # The protocol uses the file descriptors 3 and 4, which a shell can set.
        command = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
        words = ["chromium", *_QUIET, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", command, *words], pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_read)
        os.close(to_write)
        self._left = b""
        self._sent = 0
        self._session: str | None = None
        self.asked_for: list[str] = []
        self._events: list[str] = []
        targets = self._call("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        self._session = self._call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self._call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)
        os.close(self._to)
        os.close(self._from)

    def open(self, file: Path, query: str = "", *, width: int = 1280, height: int = 900, scheme: str = "light") -> None:
        """Open a file on a screen of some width, in a light or dark scheme."""
        self.visit(f"{file.as_uri()}{query}", width=width, height=height, scheme=scheme)

    def visit(self, address: str, *, width: int = 1280, height: int = 900, scheme: str = "light") -> None:
        """Open an address."""
        self.resize(width, height)
        self.show_as(media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.asked_for.clear()
        self._events.clear()
        self._call("Page.navigate", url=address)
        self._wait_for_load()

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression on the page."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def resize(self, width: int, height: int = 900) -> None:
        """Show the page on a screen of another size."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def wait_for(self, expression: str, seconds: float = 120) -> Any:
        """The value of a JavaScript expression once it is true, within seconds."""
        end = monotonic() + seconds
        while not (value := self.evaluate(expression)):
            assert monotonic() < end, f"waited in vain for {expression}"
            sleep(0.02)
        return value

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Choose files in a file input, as its dialog does."""
        chosen = self._call("Runtime.evaluate", expression=f"document.querySelector({selector!r})")["result"]["objectId"]
        self._call("DOM.setFileInputFiles", objectId=chosen, files=[str(file) for file in files])

    def keep_downloads(self, folder: Path) -> None:
        """Put what the page downloads into a folder."""
        self._call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def before_pages(self, script: str) -> None:
        """Run a script before those of each page that is opened from now on."""
        self._call("Page.addScriptToEvaluateOnNewDocument", source=script)

    def picture(self) -> bytes:
        """The whole page as PNG."""
        return base64.b64decode(self._call("Page.captureScreenshot", captureBeyondViewport=True)["data"])

    def press(self, key: str) -> None:
        """Press a key: Tab, Enter, ArrowRight …"""
        text = "\r" if key == "Enter" else ""
        code = {"Tab": 9, "Enter": 13, "ArrowRight": 39}[key]
        for kind in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=code)

    def follow(self, key: str = "Enter") -> None:
        """Press a key on a link or in a form, and wait for the page to which it leads."""
        self._events.clear()
        self.press(key)
        self._wait_for_load()

    def tab_to(self, selector: str) -> None:
        """Press Tab until an element has the focus."""
        for _ in range(200):
            if self.evaluate(f"document.activeElement.matches({json.dumps(selector)})"):
                return
            self.press("Tab")
        raise AssertionError(f"nobody gets to {selector} by keyboard")

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self._call("Input.insertText", text=text)

    def choose_file(self, selector: str, file: Path) -> None:
        """Choose a file for an input, as the system's own window does."""
        root = self._call("DOM.getDocument")["root"]["nodeId"]
        node = self._call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._call("DOM.setFileInputFiles", nodeId=node, files=[str(file)])

    def _wait_for_load(self) -> None:
        while "Page.loadEventFired" not in self._events:
            self._hear()

    def show_as(self, **media: Any) -> None:
        """Show the page in another scheme, or as printed."""
        self._call("Emulation.setEmulatedMedia", **media)

    @property
    def failed(self) -> bool:
        """True if a script of the page failed."""
        return "Runtime.exceptionThrown" in self._events

    def pdf(self) -> bytes:
        """The page printed as PDF."""
        return base64.b64decode(self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (heard := self._hear()).get("id") != self._sent:
            pass
        assert "error" not in heard, heard["error"]
        return dict(heard["result"])

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            part = os.read(self._from, 1 << 20)
            assert part, "Chromium ended"
            self._left += part
        message, self._left = self._left.split(b"\0", 1)
        heard: dict[str, Any] = json.loads(message)
        if method := heard.get("method"):
            self._events.append(method)
            if method == "Network.requestWillBeSent":
                self.asked_for.append(heard["params"]["request"]["url"])
        return heard
