"""Files: an address to upload to, the upload, completion, and the while until a file is ready."""

from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.errors import Payload
from tests.fakes.slack.world import File

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


def mimetype(content: bytes) -> str:
    """What Slack finds in the bytes, whatever the name says."""
    for start, kind in SIGNATURES.items():
        if content.startswith(start):
            return kind
    return "text/plain"


class Files:
    """https://docs.slack.dev/messaging/working-with-files#uploading_files."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack

    def upload_url(self, file: File) -> str:
        return f"{self._slack.url}/upload/v1/{file.id}"

    async def upload(self, request: web.Request) -> web.Response:
        """Raw bytes or a form with one file; as long as was announced."""
        with self._slack.activity():
            file = self._slack.world.files.get(request.match_info["file"])
            if file is None:
                return web.Response(status=404, text="not found")
            if request.content_type.startswith("multipart/"):
                part = next(iter((await request.post()).values()))
                content = part.file.read() if isinstance(part, web.FileField) else b""
            else:
                content = await request.read()
            if len(content) != file.length:
                return web.Response(status=400, text="length differs from what was announced")
            file.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """url_private wants the token, as everything does."""
        file = self._slack.world.files.get(request.match_info["file"])
        if request.headers.get("Authorization") != f"Bearer {self._slack.app.bot_token}":
            return web.Response(status=403)
        if file is None or not self.is_ready(file):
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=mimetype(file.content or b""))

    def is_ready(self, file: File) -> bool:
        """Processing takes a while after completeUploadExternal."""
        if file.completed_at is None:
            return False
        return self._slack.clock() >= file.completed_at + self._slack.settings.file_ready_after

    def ready(self, reference: Payload) -> bool:
        """Whether a `slack_file` can be shown: known, an image, and processed."""
        file = self._find(reference)
        return (
            file is not None
            and self.is_ready(file)
            and mimetype(file.content or b"").startswith("image/")
        )

    def none_ready(self, reference: Payload) -> bool:
        """A picture in an answer for one person only is not dependable: refuse it."""
        return False

    def _find(self, reference: Payload) -> File | None:
        if "id" in reference:
            return self._slack.world.files.get(str(reference["id"]))
        for file in self._slack.world.files.values():
            if reference.get("url") in {self._private(file), self._permalink(file)}:
                return file
        return None

    def _private(self, file: File) -> str:
        return f"{self._slack.url}/files-pri/{file.id}/{file.name}"

    def _permalink(self, file: File) -> str:
        return f"{self._slack.url}/files/{file.id}/{file.name}"

    def payload(self, file: File) -> Payload:
        """As files.info has it: without a type until the file is ready."""
        ready = self.is_ready(file)
        kind = mimetype(file.content or b"") if ready else ""
        return {
            "id": file.id,
            "name": file.name,
            "title": file.title or file.name,
            "alt_txt": file.alt_text,
            "mimetype": kind,
            "filetype": kind.rpartition("/")[2],
            "size": file.length,
            "user": self._slack.app.bot_user_id,
            "mode": "hosted",
            "is_public": bool(file.channels),
            "channels": list(file.channels),
            "url_private": self._private(file),
            "permalink": self._permalink(file),
        }
