"""Checks the links of a built site: each page, file and anchor that a page names is there.

Usage: site.py FOLDER
"""

import os
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.anchors, self.links = set(), []
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.anchors.add(value)
            elif value and name in ("href", "src"):
                self.links.append(value)


def pages_of(root):
    paths = (os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names)
    return {os.path.normpath(path): Page(path) for path in paths if path.endswith(".html")}


def dead(root, path, link, pages):
    """Why a link of a page leads nowhere, or None."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    folder = root if parts.path.startswith("/") else os.path.dirname(path)
    target = os.path.normpath(os.path.join(folder, unquote(parts.path).lstrip("/"))) if parts.path else path
    if os.path.isdir(target):
        target = os.path.join(target, "index.html")
    if not os.path.exists(target):
        return "no such file"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
        return "no such anchor"
    return None


def main():
    root = os.path.normpath(sys.argv[1])
    pages = pages_of(root)
    # mdBook's own page for addresses that do not exist is written for the root of a server, print.html for printing.
    own = {os.path.join(root, name) for name in ("404.html", "print.html", "toc.html")}
    seen, failed = 0, 0
    for path, page in sorted(pages.items()):
        for link in page.links if path not in own else ():
            seen += 1
            if why := dead(root, path, link, pages):
                failed += 1
                print(f"site: {os.path.relpath(path, root)}: `{link}`: {why}")
    print(f"site: {len(pages)} pages, {seen} links, {failed} dead")
    sys.exit(1 if failed or seen < len(pages) else 0)


if __name__ == "__main__":
    main()
