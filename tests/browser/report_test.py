#!/usr/bin/env python3
"""The report in a real browser: report_test.py RODTRAD PROJECT

Clicks a cell of the heat map and finds its excerpts, with JavaScript on and off; filters and sees
the counts follow; checks that nothing is fetched, nothing is clipped and the keyboard reaches every
control. Speaks WebDriver to chromedriver with the standard library only. Exit 77: no browser here.
"""
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

    def run(self, script):
        return self.call("POST", self.session + "/execute/sync", {"script": script, "args": []})

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


def largest_cell(browser):
    cells = browser.find("#karta tbody td a")
    check(cells, "the table has cells with links")
    numbers = [int(browser.text(c).split()[0].rstrip("*")) for c in cells]
    at = numbers.index(max(numbers))
    return cells[at], numbers[at]


def cell_leads_to_its_excerpts(browser, report, how):
    browser.open(report)
    cell, number = largest_cell(browser)
    target = browser.attribute(cell, "href").split("#")[1]
    browser.click(cell)
    check(browser.url().endswith("#" + target), f"{how}: the cell leads to #{target}")
    excerpts = browser.find(f"#{target} article.x")
    check(len(excerpts) == number, f"{how}: {number} in the cell, {len(excerpts)} excerpts behind it")
    check(browser.displayed(excerpts[0]), f"{how}: the first excerpt is shown")
    check(browser.find(f"#{target} article.x mark"), f"{how}: hit words are marked")


def with_javascript(port, report):
    browser = Browser(port)
    cell_leads_to_its_excerpts(browser, report, "JavaScript on")
    form = browser.find("#filter")[0]
    check(browser.displayed(form), "the filter is shown")
    before = int(browser.text(browser.find("#antal")[0]))
    browser.type(browser.find("#filter input[type=search]")[0], "mandat")
    time.sleep(0.6)
    shown = int(browser.text(browser.find("#antal")[0]))
    check(0 < shown < before, f"searching shows fewer excerpts ({before} -> {shown})")
    visible = browser.run("return document.querySelectorAll('article.x:not([hidden])').length")
    check(visible == shown, "as many excerpts as the counter says")
    units = browser.run("return new Set([...document.querySelectorAll('article.x:not([hidden])')]"
                        ".map(x => x.dataset.u)).size")
    total = browser.run("return document.querySelector('#karta [data-all]').textContent")
    check(int(total.split()[0]) == units, f"the table's total follows ({total} for {units} units)")
    browser.click(browser.find("#filter button[type=reset]")[0])
    time.sleep(0.4)
    check(int(browser.text(browser.find("#antal")[0])) == before, "reset shows everything again")
    unreachable = browser.run(
        "return [...document.querySelectorAll('a[href],button,select,input,summary')]"
        ".filter(e => e.tabIndex < 0).length")
    check(unreachable == 0, "the keyboard reaches every control")
    nameless = browser.run(
        "return [...document.querySelectorAll('select,input')].filter(e => !e.closest('label')).length")
    check(nameless == 0, "every field has a label")
    loud = [entry["message"] for entry in browser.log() if entry["level"] == "SEVERE"]
    check(not loud, f"the console is quiet: {loud}")
    resources = browser.run("return performance.getEntriesByType('resource').length")
    check(resources == 0, "nothing is fetched")
    browser.close()


def without_javascript(port, report):
    browser = Browser(port, javascript=False)
    cell_leads_to_its_excerpts(browser, report, "JavaScript off")
    check(not browser.displayed(browser.find("#filter")[0]), "no dead filter without JavaScript")
    summary = browser.find("article.x summary")[0]
    browser.type(summary, "\ue007")  # Enter: the keyboard does it too
    check(browser.displayed(browser.find("article.x details[open] li")[0]), "reasons unfold")
    browser.close()


def narrow(port, report):
    browser = Browser(port, width=500, height=800)
    browser.open(report)
    too_wide = browser.run("return document.documentElement.scrollWidth - window.innerWidth")
    check(too_wide <= 0, f"a phone's width is enough (page is {too_wide} px too wide)")
    browser.close()


def contrast(port, report):
    """WCAG AA: 4.5:1 for the heat map's text on its colours, light and dark."""
    browser = Browser(port)
    browser.open(report)
    low = browser.run("""
      const lum = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
        .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
      const page = getComputedStyle(document.body).backgroundColor;
      const bad = [];
      for (const e of document.querySelectorAll('#karta td, #karta td .n, mark, .m, .c, .note, a')) {
        let p = e, back = 'rgba(0, 0, 0, 0)';
        while (p && /, 0\\)$/.test(back)) { back = getComputedStyle(p).backgroundColor; p = p.parentElement; }
        if (/, 0\\)$/.test(back)) back = page;
        const a = lum(getComputedStyle(e).color), b = lum(back);
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) bad.push(e.className + ' ' + ratio.toFixed(2));
      }
      return [...new Set(bad)];""")
    check(not low, f"contrast is at least 4.5:1: {low}")
    browser.close()


def main():
    program, project = sys.argv[1], sys.argv[2]
    driver = shutil.which("chromedriver")
    if not driver or not (shutil.which("chromium") or shutil.which("google-chrome")):
        print("skipped: chromium and chromedriver are not installed")
        sys.exit(77)
    folder = tempfile.mkdtemp()
    port = 20000 + os.getpid() % 20000
    server = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        subprocess.run([program, "code", os.path.join(project, "corpora/vardsamverkan-studie.json"),
                        "--out", os.path.join(folder, "out")], check=True,
                       stdout=subprocess.DEVNULL)
        report = os.path.join(folder, "out/report.html")
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=2)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        with_javascript(port, report)
        without_javascript(port, report)
        narrow(port, report)
        contrast(port, report)
    finally:
        server.terminate()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{checks} checks passed")


main()
