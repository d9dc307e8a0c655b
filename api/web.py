"""The built web client: the sample portal at `/`, the widget for other pages, and the page of a party's link."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from api.errors import NotFound

NOT_BUILT = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>导办</title>
<p>网页还没有构建。请运行 make run，或在终端用 daoban chat。接口说明见 <a href="/docs">/docs</a>。</p></html>"""


class WidgetNotBuilt(NotFound):
    detail = "网页组件还没有构建，请先运行 make run。"


def install(app: FastAPI, folder: Path) -> None:
    """Serve `folder`; while it is missing, `/` says how to build it."""

    @app.get("/", include_in_schema=False)
    def portal() -> Response:
        page = folder / "index.html"
        return FileResponse(page) if page.is_file() else HTMLResponse(NOT_BUILT)

    @app.get("/p/{link}", include_in_schema=False)
    def party(link: str) -> Response:
        """The page reads the link from its own address; it is the same file for every link, known or not."""
        for name in ("party.html", "index.html"):
            if (folder / name).is_file():
                return FileResponse(folder / name, headers={"cache-control": "no-store"})
        return HTMLResponse(NOT_BUILT)

    @app.get("/widget.js", include_in_schema=False)
    def widget() -> Response:
        script = folder / "widget.js"
        if not script.is_file():
            raise WidgetNotBuilt()
        headers = {"cross-origin-resource-policy": "cross-origin", "cache-control": "no-cache"}
        return FileResponse(script, media_type="text/javascript", headers=headers)

    app.mount("/assets", StaticFiles(directory=folder / "assets", check_dir=False), name="assets")
