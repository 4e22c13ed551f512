"""Reads back the exports of lists; called by export.sh. Arguments: the binary, then the lists."""

import csv
import io
import json
import logging
import re
import subprocess
import sys

import bibtexparser
import jsonschema

try:
    import pandas
except ImportError:
    pandas = None


def run(*arguments):
    """Returns the output of the program, or None if it cannot read the list."""
    done = subprocess.run([binary, *arguments], capture_output=True)
    return None if done.returncode == 2 else done.stdout.decode()


def in_csv(text):
    """A text as a cell has it: docs/export.md."""
    return "'" + text if re.match(r"'*[=+\-@＝＋－＠]", text) else text


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
        for column in ["title", "name", "description", "url", "text"]:
            if row[column] != in_csv(entry[column] or ""):
                raise ValueError(f"CSV: line {row['line']}: {column} is {row[column]!r}")
        if [link["url"] for link in entry["links"]] != in_csv_undone(row["links"]).split():
            raise ValueError(f"CSV: line {row['line']}: links are {row['links']!r}")
    if pandas is not None:
        table = pandas.read_csv(io.StringIO(text, newline=""), dtype=str, keep_default_na=False)
        if table.to_dict("records") != rows:
            raise ValueError("pandas reads the CSV otherwise")

    text = run("export", file, "--output-format", "bibtex")
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    papers = bibtexparser.loads(text, parser).entries
    if len(papers) != len(re.findall(r"^@misc\{", text, re.MULTILINE)):
        raise ValueError(f"BibTeX: {len(papers)} records are read")
    # Count again: each paper with an arXiv identifier or a DOI appears once.
    for kind, field in [("arxiv", "eprint"), ("doi", "doi")]:
        found = [paper[field].lower() for paper in papers if field in paper]
        links = [link for entry in entries for link in entry["links"] if link["kind"] == kind]
        expected = {link["identifier"].lower() for link in links}
        if set(found) != expected or (kind == "arxiv" and len(found) != len(expected)):
            raise ValueError(f"BibTeX: {kind}: {len(found)} of {len(expected)}: {set(found) ^ expected}")
    return len(entries), len(papers)


def in_csv_undone(cell):
    """A cell as the text was."""
    return cell[1:] if re.match(r"'+[=+\-@＝＋－＠]", cell) else cell


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
