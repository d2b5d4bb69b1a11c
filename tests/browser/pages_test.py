#!/usr/bin/env python3
"""Every page of the program in a real browser: pages_test.py RODTRAD PROJECT [--shots FOLDER]

Makes all pages from the shipped examples and opens each with JavaScript off, on a phone's width, an
A4 page's and a desk's: nothing wider than the page, no text cut in a picture, every link within the
page leads somewhere, headings in order, pictures with words for those who do not see them, header
cells named as such, contrast after WCAG AA, nothing fetched. --shots keeps a picture of each.
Exit 77: no browser here.
"""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import browser as web
from browser import Browser, check

WIDTHS = {"phone": 390, "a4": 794, "desk": 1280}

FAULTS = """
  const faults = [];
  const say = (what, list) => { if (list.length) faults.push(what + ': ' + [...new Set(list)].slice(0, 5).join(' | ')); };
  const all = (css, root) => [...(root || document).querySelectorAll(css)];
  if (!document.documentElement.lang) faults.push('no language');
  if (!document.title.trim()) faults.push('no title');
  if (all('h1').length !== 1) faults.push('h1: ' + all('h1').length);
  let level = 0;
  for (const h of all('h1,h2,h3,h4,h5,h6')) {
    const now = Number(h.tagName[1]);
    if (now > level + 1) faults.push('heading skips to ' + h.tagName + ' ' + h.textContent.slice(0, 40));
    level = now;
  }
  const ids = all('[id]').map(e => e.id);
  say('id twice', ids.filter((id, i) => ids.indexOf(id) !== i));
  const known = new Set(ids);
  say('dead link', all('a[href^="#"]').map(a => decodeURIComponent(a.getAttribute('href').slice(1)))
      .filter(id => id && !known.has(id)));
  say('link without words', all('a[href]').filter(a => !a.textContent.trim() && !a.getAttribute('aria-label') && !a.querySelector('[aria-label],title'))
      .map(a => a.outerHTML.slice(0, 60)));
  say('picture without words', all('svg').filter(s => !s.getAttribute('aria-label') && !s.querySelector(':scope > title') && s.getAttribute('aria-hidden') !== 'true')
      .map(s => s.outerHTML.slice(0, 80)));
  say('image without words', all('img').filter(i => !i.hasAttribute('alt')).map(i => i.src.slice(0, 40)));
  say('header cell without scope', all('thead th').filter(t => t.textContent.trim() && !t.hasAttribute('scope'))
      .map(t => t.textContent.slice(0, 30)));
  say('field without label', all('select,input,textarea').filter(e => !e.closest('label') && !e.getAttribute('aria-label'))
      .map(e => e.outerHTML.slice(0, 60)));
  return faults;"""

CLIPPED = """
  const faults = [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) {
    const first = [...document.querySelectorAll('body *')].find(e =>
      e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.wide,svg,pre'));
    faults.push('page ' + wide + ' px too wide' + (first ? ': ' + first.outerHTML.slice(0, 90) : ''));
  }
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.getClientRects().length) continue;
    const box = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      const t = text.getBoundingClientRect();
      if (t.width && (t.left < box.left - 1 || t.right > box.right + 1 || t.top < box.top - 1 || t.bottom > box.bottom + 1)) {
        faults.push('text cut in a picture: ' + text.textContent.slice(0, 40));
      }
    }
  }
  for (const e of document.querySelectorAll('p,h1,h2,h3,li,blockquote,td,th,summary,figcaption')) {
    const style = getComputedStyle(e);
    if (style.overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1) faults.push('text cut: ' + e.textContent.slice(0, 40));
  }
  return [...new Set(faults)].slice(0, 5);"""


def make_pages(program, project, folder):
    """All pages: name -> path."""
    def run(*words, codes=(0,)):
        done = subprocess.run([program, *words], cwd=project, capture_output=True, text=True)
        check(done.returncode in codes, f"rodtrad {' '.join(words)}: {done.stderr}")

    def out(name):
        return os.path.join(folder, name)

    study = "corpora/vardsamverkan-studie.json"
    answers = ["corpora/workshop/svar.csv", "--codebook", "framgangsfaktorer"]
    people = ["corpora/vardsamverkan-kodningar/MH.jsonl", "corpora/vardsamverkan-kodningar/ES.csv"]
    before = "corpora/vardsamverkan-kodbok-fore/vardsamverkan.json"
    minutes = "corpora/minnesanteckningar/arbetsgrupp-trygg-utskrivning.md"
    pages = {}
    for language in ("sv", "en"):
        tongue = ["--lang", language]
        code = out("code-" + language)
        run("code", study, "--out", code, *tongue)
        run("gioia", code, "--out", out("gioia-" + language), "--counts", *tongue)
        run("compare", code, "--by", "organisation", "--out", out("compare-" + language), *tongue)
        run("explore", code, "--out", out("explore-" + language), *tongue)
        run("agree", code, *people, "--out", out("agree-" + language), *tongue)
        run("evaluate", code, "--gold", people[0], "--out", out("evaluate-" + language), *tongue)
        run("diff", before, "codebooks/sv/vardsamverkan.json", study, "--out",
            out("diff-" + language), *tongue)
        run("quotes", "corpora/slutrapport/slutrapport.md", "--in", "corpora/vardsamverkan",
            "--out", out("quotes-" + language), *tongue, codes=(1,))
        run("workshop", *answers, "--out", out("workshop-" + language), *tongue)
        run("plan", os.path.join(out("workshop-" + language), "plan.xlsx"), "--date", "2026-11-21",
            "--out", out("plan-" + language), *tongue)
        run("versions", minutes, "--out", out("versions-" + language), *tongue)
    for root, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith((".html", ".svg")):
                path = os.path.join(root, name)
                pages[os.path.relpath(path, folder).replace(os.sep, "-")] = path
    return pages


def look(browser, name, path, shots):
    """What is wrong with the page, in words."""
    browser.open(path)
    faults = [f"{name}: {fault}" for fault in browser.run(FAULTS)]
    for size, width in WIDTHS.items():
        browser.resize(width, 1000)
        faults += [f"{name} at {size} width: {fault}" for fault in browser.run(CLIPPED)]
        if shots:
            browser.screenshot(os.path.join(shots, f"{name}.{size}.png"))
    low = browser.run(web.LOW_CONTRAST, "body *")
    if low:
        faults.append(f"{name}: contrast below WCAG AA: {low}")
    if browser.run("return performance.getEntriesByType('resource').length"):
        faults.append(f"{name}: something is fetched")
    return faults


def main():
    program, project = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    shots = sys.argv[4] if len(sys.argv) > 4 and sys.argv[3] == "--shots" else ""
    with web.chromedriver() as port, tempfile.TemporaryDirectory() as folder:
        pages = make_pages(program, project, folder)
        browser = Browser(port, javascript=False)
        faults = []
        for name, path in pages.items():
            if name.endswith(".svg"):
                xml.etree.ElementTree.parse(path)
            faults += look(browser, name, path, shots) if name.endswith(".html") else []
        browser.close()
        check(not faults, "\n".join(faults))
    print(f"{len(pages)} pages and pictures looked at")


main()
