#!/usr/bin/env python3
"""The report in a real browser: report_test.py RODTRAD PROJECT

Clicks a cell of the heat map and finds its excerpts, with JavaScript on and off; filters and sees
the counts follow; checks that nothing is fetched, nothing is clipped and the keyboard reaches every
control. Exit 77: no browser here.
"""
import os
import subprocess
import sys
import tempfile
import time

import browser as web
from browser import Browser, check


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


def main():
    program, project = sys.argv[1], sys.argv[2]
    with web.chromedriver() as port, tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "code", os.path.join(project, "corpora/vardsamverkan-studie.json"),
                        "--out", os.path.join(folder, "out")], check=True,
                       stdout=subprocess.DEVNULL)
        report = os.path.join(folder, "out/report.html")
        with_javascript(port, report)
        without_javascript(port, report)
    print(f"{web.checks} checks passed")


main()
