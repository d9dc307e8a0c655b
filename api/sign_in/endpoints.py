"""Sign-in 登录: through the identity platform, or as one of the simulator's 演示 persons."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.adapters.neighbours import neighbours
from api.edge import Address, StandingHouse, answer, problems
from api.sign_in import service
from api.sign_in.schemas import SignIn

router = APIRouter(prefix="/v1/sign-in", tags=["sign-in 登录"])


@router.get("/people", summary="演示身份有哪些 (persons of the simulator)", responses=problems(503))
def people() -> dict[str, Any]:
    """`{people: [{id, name}], demo}`; empty where a real identity platform is connected."""
    found = neighbours().identity.people()
    return {"people": found, "demo": bool(found)}


@router.post("", summary="登录 (verify who is acting)", responses=problems(413, 422, 429, 503))
def sign_in(body: SignIn, house: StandingHouse, address: Address) -> Response:
    """`{token, person: {name, cert_no_masked}, expires_at, demo}`. The token is shown once and lasts two hours."""
    house.limits.check("sign_in", address)
    person = service.verified(body.person)
    with house.database.writing() as session:
        issued = service.issue(house, session, person)
    return answer(issued)
