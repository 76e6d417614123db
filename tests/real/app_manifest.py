"""Microsoft's own schemas of an app's manifest, read as their own validator reads them."""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

from tests.real.npm import require_package
from tests.real.require import require_real

_VALIDATE = """
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const from = createRequire(process.argv[1] + "/package.json");
const Ajv = from("ajv-draft-04").default;
const { manifest, schema } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv({ allErrors: true, strictTypes: false });
from("ajv-formats").default(ajv, ["uri", "email", "regex"]);
const validate = ajv.compile(schema);
validate(manifest);
const told = (error) => `${error.instancePath}: ${error.message}`;
process.stdout.write(JSON.stringify((validate.errors ?? []).map(told)));
"""
"""What the package's ``validateManifestAgainstSchema`` does. Its ``main`` cannot be required: it
leaves one of its own dependencies undeclared."""


def complaints(manifest: Mapping[str, Any]) -> list[str]:
    """Everything that the schema which a manifest names has against it."""
    package, version = require_package("@microsoft/app-manifest"), manifest["manifestVersion"]
    schema = package / "build/json-schemas/teams" / f"v{version}" / "MicrosoftTeams.schema.json"
    # Their own workaround for https://github.com/OfficeDev/microsoft-teams-app-schema/issues/190
    text = schema.read_text("utf-8-sig").replace("\\\\a", "\\\\x07")
    done = subprocess.run(
        [require_real("node"), "-e", _VALIDATE, str(package)],
        input=json.dumps({"manifest": manifest, "schema": json.loads(text)}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found
