"""Which region a request means, and which other one for single place roles; asked wherever a list is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from actions.options import regions
from api.errors import Unprocessable
from knowledge.bundle import Bundle

Code = Annotated[str, StringConstraints(min_length=1, max_length=20)]
#: 办理地: place role -> division code, where it is not the region of the request.
Places = Annotated[dict[Annotated[str, StringConstraints(min_length=1, max_length=64)], Code], Field(max_length=20)]


class UnknownRegion(Unprocessable):
    type = "unknown-region"
    title = "没有这个地区"
    detail = "没有代码为“{region}”的地区。现在能办的有：{known}。请改好再发。"


class UnknownPlaceRole(Unprocessable):
    type = "unknown-place-role"
    title = "没有这种办理地"
    detail = "没有叫“{role}”的办理地。可以写的有：{known}。请改好再发。"


def known(bundle: Bundle) -> list[dict[str, str]]:
    """The divisions for which there are lists: `[{code, name}]`."""
    return [{"code": code, "name": bundle.regions[code].full_name} for code in regions(bundle)]


def check(bundle: Bundle, region: str, field: str = "region") -> None:
    """Raises UnknownRegion naming the region and those known. `field`: where in the request it stands."""
    if region in bundle.regions:
        return
    allowed = known(bundle)
    shown = "、".join(f"{item['name']}（{item['code']}）" for item in allowed)
    raise UnknownRegion(
        UnknownRegion.detail.format(region=region, known=shown),
        region=region,
        allowed=allowed,
        errors=[{"field": field, "detail": "没有这个地区。"}],
    )


def check_places(bundle: Bundle, places: Mapping[str, str]) -> None:
    """Raises UnknownPlaceRole or UnknownRegion, naming the first that is not known and those that are."""
    for role, region in places.items():
        if role not in bundle.place_roles:
            allowed = [
                {"id": known.id, "name": known.name, "text": known.text} for known in bundle.place_roles.values()
            ]
            shown = "、".join(f"{item['name']}（{item['id']}）" for item in allowed)
            raise UnknownPlaceRole(
                UnknownPlaceRole.detail.format(role=role, known=shown),
                role=role,
                allowed=allowed,
                errors=[{"field": f"places.{role}", "detail": "没有这种办理地。"}],
            )
        check(bundle, region, f"places.{role}")
