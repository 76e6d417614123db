"""What every part of app.yaml is: a section whose keys are known."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A part of the file: unknown keys are errors, values never change.

    A required field's ``description`` tells what to write, and its ``examples`` how.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )
