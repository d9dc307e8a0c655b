"""Which region a request means; asked by conversations, guidance and events alike."""

from __future__ import annotations

from api.errors import Unprocessable
from knowledge.bundle import Bundle


class UnknownRegion(Unprocessable):
    type = "unknown-region"
    title = "没有这个地区"
    detail = "没有代码为“{region}”的地区。现在能办的有：{known}。请改好再发。"


def known(bundle: Bundle) -> list[dict[str, str]]:
    """The counties for which there are lists: `[{code, name}]`."""
    counties = (r for r in bundle.regions.values() if r.level == "county")
    return [{"code": region.code, "name": region.full_name} for region in counties]


def check(bundle: Bundle, region: str) -> None:
    """Raises UnknownRegion naming the region and those known."""
    if region in bundle.regions:
        return
    allowed = known(bundle)
    shown = "、".join(f"{item['name']}（{item['code']}）" for item in allowed)
    raise UnknownRegion(
        UnknownRegion.detail.format(region=region, known=shown),
        region=region,
        allowed=allowed,
        errors=[{"field": "region", "detail": "没有这个地区。"}],
    )
