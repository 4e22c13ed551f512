"""Reads back the exports of lists; called by export.sh. Arguments: the binary, then the lists."""

import csv
import io
import json
import logging
import re
import subprocess
import sys

import bibtexparser
import bibtexparser.customization
import jsonschema

try:
    import pandas
except ImportError:
    pandas = None


# What a spreadsheet takes for a formula, or for a number that it writes in another way.
GUARDED = r"([=+\-@＝＋－＠]|[0-9]+\.[0-9]+$|0[0-9]+$)"


def run(*arguments):
    """Returns the output of the program, or None if it cannot read the list."""
    done = subprocess.run([binary, *arguments], capture_output=True)
    return None if done.returncode == 2 else done.stdout.decode()


def in_csv(text):
    """A text as a cell has it: docs/export.md."""
    return "'" + text if re.match(rf"'*{GUARDED}", text) else text


def check(file, validator):
    """Reads the three exports of a list. Returns the number of entries and papers. Raises an error if they are wrong."""
    exported = run("export", file)
    if exported is None:
        return None
    export = json.loads(exported)
    for error in validator.iter_errors(export):
        raise ValueError(f"JSON: {error.json_path}: {error.message}")
    counted = json.loads(run("--select", "final-newline", "--output-format", "json", file))["files"][0]["coverage"]
    entries = export["entries"]
    if (len(entries), len(export["sections"])) != (counted["entries"], counted["sections"]):
        raise ValueError(f"{len(entries)} entries, {len(export['sections'])} sections; a run counts {counted}")

    text = run("export", file, "--output-format", "csv")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    if len(rows) != len(entries):
        raise ValueError(f"{len(rows)} rows for {len(entries)} entries")
    for row, entry in zip(rows, entries):
        for column in ["title", "name", "description", "venue", "url", "text"]:
            if row[column] != in_csv(entry[column] or ""):
                raise ValueError(f"CSV: line {row['line']}: {column} is {row[column]!r}")
        if [link["url"] for link in entry["links"]] != in_csv_undone(row["links"]).split():
            raise ValueError(f"CSV: line {row['line']}: links are {row['links']!r}")
        for column in ["authors", "tags"]:
            names = [name.replace(";", ",") for name in entry[column]]
            if in_csv_undone(row[column]) != "; ".join(names):
                raise ValueError(f"CSV: line {row['line']}: {column} are {row[column]!r}")
        identifiers = [f"arXiv:{identifier}" for identifier in entry["identifiers"].get("arxiv", [])]
        if row["arxiv"].split() != identifiers:
            raise ValueError(f"CSV: line {row['line']}: arxiv is {row['arxiv']!r}")
    if pandas is not None:
        table = pandas.read_csv(io.StringIO(text, newline=""), dtype=str, keep_default_na=False)
        if table.to_dict("records") != rows:
            raise ValueError("pandas reads the CSV otherwise")
        # As a spreadsheet does, pandas guesses types.
        guessed = pandas.read_csv(io.StringIO(text, newline=""), keep_default_na=False)
        if list(map(str, guessed["arxiv"])) != [row["arxiv"] for row in rows]:
            raise ValueError("pandas takes an arXiv identifier for a number")

    text = run("export", file, "--output-format", "bibtex")
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    papers = bibtexparser.loads(text, parser).entries
    if len(papers) != len(re.findall(r"^@\w+\{", text, re.MULTILINE)):
        raise ValueError(f"BibTeX: {len(papers)} records are read")
    check_papers(papers, entries)
    # Count again: each paper with an arXiv identifier or a DOI appears once.
    for kind, field in [("arxiv", "eprint"), ("doi", "doi")]:
        found = [paper[field].lower() for paper in papers if field in paper]
        links = [link for entry in entries for link in entry["links"] if link["kind"] == kind]
        expected = {link["identifier"].lower() for link in links}
        if set(found) != expected or (kind == "arxiv" and len(found) != len(expected)):
            raise ValueError(f"BibTeX: {kind}: {len(found)} of {len(expected)}: {set(found) ^ expected}")
    return len(entries), len(papers)


TYPES = {"booktitle": "inproceedings", "journal": "article", "publisher": "misc"}
LATEX = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~",
         "textless": "<", "textgreater": ">", "textbar": "|"}


def plain(text):
    """Text as it was before it was escaped for LaTeX: docs/export.md."""
    text = re.sub(r"\\([$&#%_])", r"\1", text)
    return re.sub(r"\\(text\w+)\{\}", lambda command: LATEX[command[1]], text)


def words(names):
    """The words of each name in any order, since BibTeX has the family name first."""
    return [sorted(re.findall(r"[^\s,]+", name)) for name in names]


def authors(value):
    """The names of a field `author`, and whether there are more."""
    names = bibtexparser.customization.author({"author": value})["author"] if value else []
    # The reader adds a comma to a name of one part.
    names = [re.sub(r"^\{(.*)\}$", r"\1", name.removesuffix(", ")) for name in names]
    names = [plain(name.replace(" {and} ", " and ")) for name in names]
    return [name for name in names if name != "others"], "others" in names


def check_papers(papers, entries):
    """Compares the authors, the venue and the year of each paper with those of the entries that link to it."""
    listed = {}
    for entry in entries:
        for link in entry["links"]:
            if link["identifier"]:
                listed.setdefault((link["kind"], link["identifier"].lower()), []).append(entry)
    for paper in papers:
        kind, identifier = paper["ID"].split("-", 1)
        identifier = paper.get("eprint") or paper.get("doi") or identifier
        kind = "arxiv" if "eprint" in paper else "doi" if "doi" in paper else kind
        own = listed.get((kind, identifier.lower()))
        names, more = authors(paper.get("author", ""))
        venue = [(field, paper[field]) for field in TYPES if field in paper]
        if own is None:
            if kind in ("arxiv", "doi") and "%" not in identifier:
                raise ValueError(f"BibTeX: {paper['ID']} is not in the list")
            continue
        if names and not any((words(entry["authors"]), entry["et_al"]) == (words(names), more) for entry in own):
            # A paper can have its authors from an entry that links to another of its identifiers.
            if not any(words(entry["authors"]) == words(names) for entry in entries):
                raise ValueError(f"BibTeX: {paper['ID']}: authors are {names}")
        for field, name in venue:
            if paper["ENTRYTYPE"] != TYPES[field] or not any(entry["venue"] == plain(name) for entry in entries):
                raise ValueError(f"BibTeX: {paper['ID']}: @{paper['ENTRYTYPE']} with {field} {name!r}")
        if len(venue) > 1 or not venue and paper["ENTRYTYPE"] != "misc":
            raise ValueError(f"BibTeX: {paper['ID']}: @{paper['ENTRYTYPE']} with {venue}")
        dates = {entry["date"]["iso"][:4] for entry in own if entry["date"] and entry["date"]["iso"]}
        if venue and venue[0][0] == "booktitle" and len(own) == 1 and kind == "arxiv" and dates != {paper.get("year")}:
            if dates:
                raise ValueError(f"BibTeX: {paper['ID']}: year is {paper.get('year')}, not {dates}")


def in_csv_undone(cell):
    """A cell as the text was."""
    return cell[1:] if re.match(rf"'+{GUARDED}", cell) else cell


binary, *lists = sys.argv[1:]
csv.field_size_limit(1 << 30)
logging.getLogger("bibtexparser").setLevel(logging.ERROR)
with open("export.schema.json", encoding="utf-8") as schema:
    schema = json.load(schema)
jsonschema.Draft7Validator.check_schema(schema)
failed, seen, unread, entries, papers = 0, 0, 0, 0, 0
for file in lists:
    try:
        found = check(file, jsonschema.Draft7Validator(schema))
    except (ValueError, KeyError, csv.Error, UnicodeDecodeError) as error:
        print(f"export: {file}: {error}")
        failed += 1
        continue
    if found is None:
        unread += 1
        continue
    seen += 1
    entries += found[0]
    papers += found[1]
readers = "jsonschema, csv, bibtexparser" + (", pandas" if pandas else "")
print(f"export: {seen} lists, {entries} entries, {papers} papers read back ({readers}); {unread} could not be read")
sys.exit(1 if failed or seen == 0 else 0)
