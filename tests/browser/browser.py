"""A real browser for the tests: WebDriver to chromedriver, with the standard library only."""
import base64
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    def __init__(self, port, javascript=True, width=1200, height=900):
        self.base = f"http://127.0.0.1:{port}"
        self.profile = tempfile.mkdtemp()
        arguments = ["--headless=new", "--disable-gpu", "--no-first-run", "--disable-sync",
                     "--disable-background-networking", "--disable-component-update",
                     "--disable-quic", f"--user-data-dir={self.profile}",
                     f"--window-size={width},{height}"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        options = {"args": arguments}
        if not javascript:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.session = "/session/" + answer["sessionId"]

    def call(self, method, path, body=None):
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.base + path, data=data, method=method,
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["value"]

    def open(self, path):
        self.call("POST", self.session + "/url", {"url": "file://" + path})

    def find(self, css):
        found = self.call("POST", self.session + "/elements",
                          {"using": "css selector", "value": css})
        return [f[ELEMENT] for f in found]

    def text(self, element):
        return self.call("GET", f"{self.session}/element/{element}/text")

    def click(self, element):
        self.call("POST", f"{self.session}/element/{element}/click")

    def type(self, element, text):
        self.call("POST", f"{self.session}/element/{element}/value", {"text": text})

    def attribute(self, element, name):
        return self.call("GET", f"{self.session}/element/{element}/attribute/{name}")

    def displayed(self, element):
        return self.call("GET", f"{self.session}/element/{element}/displayed")

    def rect(self, element):
        return self.call("GET", f"{self.session}/element/{element}/rect")

    def url(self):
        return self.call("GET", self.session + "/url")

    def run(self, script, *arguments):
        return self.call("POST", self.session + "/execute/sync",
                         {"script": script, "args": list(arguments)})

    def resize(self, width, height):
        """The page's own size: a window cannot be as narrow as a phone."""
        self.call("POST", self.session + "/goog/cdp/execute",
                  {"cmd": "Emulation.setDeviceMetricsOverride",
                   "params": {"width": width, "height": height, "deviceScaleFactor": 1,
                              "mobile": False}})

    def screenshot(self, path):
        shot = self.call("POST", self.session + "/goog/cdp/execute",
                         {"cmd": "Page.captureScreenshot",
                          "params": {"captureBeyondViewport": True}})
        with open(path, "wb") as out:
            out.write(base64.b64decode(shot["data"]))

    def log(self):
        return self.call("POST", self.session + "/se/log", {"type": "browser"})

    def close(self):
        self.call("DELETE", self.session)
        shutil.rmtree(self.profile, ignore_errors=True)


checks = 0


def check(condition, what):
    global checks
    checks += 1
    if not condition:
        print(f"FAILED: {what}")
        sys.exit(1)


@contextlib.contextmanager
def chromedriver():
    """The port of a running chromedriver; ends the test with 77 where there is no browser."""
    driver = shutil.which("chromedriver")
    if not driver or not (shutil.which("chromium") or shutil.which("google-chrome")):
        print("skipped: chromium and chromedriver are not installed")
        sys.exit(77)
    port = 20000 + os.getpid() % 20000
    server = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=2)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()


# Text and its ground, WCAG AA: 4.5:1, or 3:1 for large text. Hidden text does not count.
LOW_CONTRAST = """
  const lum = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
    .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const page = getComputedStyle(document.body).backgroundColor;
  const clear = c => /, 0\\)$/.test(c);
  const bad = [];
  for (const e of document.querySelectorAll(arguments[0])) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    if (!e.getClientRects().length || e.closest('svg')) continue;
    let p = e, back = 'rgba(0, 0, 0, 0)';
    while (p && clear(back)) { back = getComputedStyle(p).backgroundColor; p = p.parentElement; }
    if (clear(back)) back = clear(page) ? 'rgb(255, 255, 255)' : page;
    const style = getComputedStyle(e);
    const a = lum(style.color), b = lum(back);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) bad.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
  }
  return [...new Set(bad)];"""
