"""Compares lists before and after `--fix`, as cmark-gfm renders them: rendering.py BINARY LIST.md...

With all rules, no link or image target and no visible word may be lost, but for those that a fix declares in
`--output-format json`. With the rules whose fixes are layout, the HTML stays the same, but for white space and
lists that have become one. The lists themselves are never written.
"""

import collections
import concurrent.futures
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist", "footnotes"]
LAYOUT = "list-marker,list-indent,blank-lines,trailing-whitespace,final-newline,line-endings"

TARGET = re.compile(r"""<(?:a|img|source|video)\b[^>]*?\s(?:href|src|srcset)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
ALT = re.compile(r"""<img\b[^>]*?\salt=(?:"([^"]*)"|'([^']*)')""", re.I)
WORD = re.compile(r"\w+")


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


def render(text):
    options = [word for name in EXTENSIONS for word in ("-e", name)]
    return run("cmark-gfm", "--unsafe", *options, input=text).decode("utf-8", "replace")


def plain(url):
    """A URL without the three ways of escaping it."""
    return urllib.parse.unquote(html.unescape(url)).replace("\\", "")


def targets(page):
    return collections.Counter(plain("".join(found)) for found in TARGET.findall(page))


def words(text):
    return collections.Counter(WORD.findall(text))


def visible(page):
    """The words that a reader sees, alternative texts too. The text of a bare URL is compared as a target."""
    page = re.sub(r'<a href="([^"]*)">([^<]*)</a>', lambda link: " " if plain(link[1]) == plain(link[2]) else link[0], page)
    page = re.sub(r"<!--.*?-->", " ", page, flags=re.S)
    alts = " ".join("".join(found) for found in ALT.findall(page))
    return words(html.unescape(re.sub(r"<[^>]*>", " ", page) + " " + alts))


def layout(page):
    """Removes differences that layout rules may cause: white space, loose or tight items, one list or two in a row."""
    page = re.sub(r"\s+", " ", page)
    page = re.sub(r"(<li>) <p>|</p> (</li>|<ul>|<ol)", lambda found: found[1] or found[2], page)
    page = re.sub(r" ?(</?(?:ul|ol|li|p|h\d|table|tr|td|th|thead|tbody|blockquote)\b[^>]*>) ?", r"\1", page)
    return re.sub(r"</ul><ul>", "", page)


class Declared:
    """What the fixes of one round say they replace."""

    def __init__(self, text, diagnostics):
        self.text, self.places, self.words = text, [], collections.Counter()
        for found in diagnostics:
            fix = found["fix"]
            if fix and fix["applicability"] == "safe":
                self.add([(e["location"]["start"]["offset"], e["location"]["end"]["offset"], e["content"]) for e in fix["edits"]])

    def add(self, edits):
        self.places += [(start, end) for start, end, _ in edits]
        # Whole lines, since an edit may end within a word. Moved text is on both sides.
        before, after, at = b"", b"", None
        for start, end, content in edits:
            first = self.text.rfind(b"\n", 0, start) + 1
            last = self.text.find(b"\n", end)
            last = len(self.text) if last < 0 else last
            if at is None or first > at:
                if at is not None:
                    after += self.text[done:at]
                before, after = before + b"\n" + self.text[first:last], after + b"\n" + self.text[first:start]
            else:
                before, after = before + self.text[at:last], after + self.text[done:start]
            after, done, at = after + content.encode(), end, last
        after += self.text[done:at]
        self.words += words(before.decode()) - words(after.decode())

    def names(self, url):
        """Whether an edit overlaps the URL."""
        reach = len(urllib.parse.quote(url)) + url.count("_") + len("<>")
        return any(
            url in plain(self.text[max(0, start - reach) : end + reach].decode("utf-8", "ignore")) for start, end in self.places
        )


def findings(binary, folder):
    documents = json.loads(run(binary, "--output-format", "json", "--exit-zero", *sorted(map(str, folder.iterdir()))))
    return {os.path.basename(file["path"]): file["diagnostics"] for file in documents["files"]}


def copies(texts, folder):
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_bytes(text)
    return folder


def fixed(binary, texts, folder, *options):
    copies(texts, folder)
    names = [str(folder / name) for name in texts]
    run(binary, "--fix", "--exit-zero", "--quiet", *options, *names)
    return {name: (folder / name).read_bytes() for name in texts}


def compare(before, after, tidied, declared):
    """What is wrong with one list."""
    old, new = render(before), render(after)
    for url, count in (targets(old) - targets(new)).items():
        if not declared.names(url):
            yield f"lost {count} times, and no fix names it: {url}"
    # The parser does not link URLs in brackets, so they are words that may become targets.
    gained = words(" ".join((targets(new) - targets(old)).elements()))
    lost = visible(old) - visible(new) - declared.words - gained
    if lost:
        yield f"words are lost that no fix replaces: {dict(lost)}"
    old, new = layout(old), layout(render(tidied))
    if old != new:
        at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
        yield f"layout rules change what is shown:\n  {old[max(0, at - 80):at + 120]}\n  {new[max(0, at - 80):at + 120]}"


def is_text(content):
    """The program refuses anything but UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def main(binary, paths):
    paths = [pathlib.Path(path) for path in paths]
    # Fixtures are all called README.md.
    texts = {path.name if path.name != "README.md" else path.parent.name + ".md": path.read_bytes() for path in paths}
    texts = {name: text for name, text in texts.items() if is_text(text)}
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        declared = {name: Declared(texts[name], found) for name, found in findings(binary, copies(texts, work / "before")).items()}
        after = fixed(binary, texts, work / "after")
        tidied = fixed(binary, texts, work / "tidied", "--select", LAYOUT)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        names = list(texts)
        results = pool.map(lambda name: list(compare(texts[name], after[name], tidied[name], declared[name])), names)
        wrong = [f"{name}: {problem}" for name, problems in zip(names, results) for problem in problems]
    print("\n".join(wrong + [f"rendering: {len(names)} lists, {len(wrong)} problems"]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
