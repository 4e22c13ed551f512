"""Runs the steps of action.yml as GitHub would: action.py INPUT=VALUE...

The surroundings (GITHUB_ACTION_PATH, RUNNER_TEMP, the files for outputs) are those of the environment. The status is
that of the first step that fails.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

action = yaml.safe_load((Path(os.environ["GITHUB_ACTION_PATH"]) / "action.yml").read_text())
inputs = {name: entry["default"] for name, entry in action["inputs"].items()}
for argument in sys.argv[1:]:
    name, _, value = argument.partition("=")
    if name not in inputs:
        sys.exit(f"action.yml has no input {name}")
    inputs[name] = value

used = set()


def expand(text):
    """The text with its inputs; any other expression is a mistake."""

    def value(expression):
        used.add(expression[1])
        return inputs[expression[1]]

    text, _ = re.subn(r"\$\{\{ inputs\.([a-z-]+) \}\}", value, text)
    return text


for step in action["runs"]["steps"]:
    if "${{" in step["run"]:
        sys.exit("an expression in `run` is read as shell code")
    environment = {name: expand(text) for name, text in step.get("env", {}).items()}
    # https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
    shell = {"bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]}[step["shell"]]
    status = subprocess.run([*shell, step["run"]], env={**os.environ, **environment}, check=False).returncode
    if status:
        sys.exit(status)
if used != set(inputs):
    sys.exit(f"no step takes {set(inputs) - used}")
