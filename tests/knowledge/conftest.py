"""A small catalogue of its own, written as a county official would, and the shipped one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from knowledge.check import CATALOGUE

COMMON = "source: 测试\nverified: true\n"
FILES = {
    "laws/laws.yml": "- {id: permit_law, name: 测试许可法, source: 测试, verified: true}\n",
    "departments/d.yml": "- {id: market, name: 市场监管局, source: 测试, verified: true}\n",
    "licences/l.yml": "- {id: el_id, name: 电子身份证, kind: licence, source: 测试, verified: true}\n",
    "regions/r.yml": """
- {code: "000000", name: 全国, full_name: 全国, level: nation, source: 测试, verified: true}
- code: "620000"
  name: 甘肃
  full_name: 甘肃省
  level: province
  parent: "000000"
  source: 测试
  verified: true
- code: "620102"
  name: 城关区
  full_name: 甘肃省兰州市城关区
  level: county
  parent: "620000"
  offices: [{id: hall, kind: service_center, name: 城关区政务服务中心, phone: "12345"}]
  handlers: {market: 行政审批局}
  source: 测试
  verified: true
""",
    "calendar/2026.yml": (CATALOGUE / "calendar" / "2026.yml").read_text(encoding="utf-8"),
    "regimes/r.yml": "- {id: permit, name: 许可, starts: accepted, source: 测试, verified: true}\n",
    "place_roles/p.yml": "- {id: business_premises, name: 经营场所, text: 店开在哪里, source: 测试, verified: true}\n",
    "parameters/p.yml": "- {id: small_area, name: 小店面积上限, unit: ㎡, source: 测试, verified: false}\n",
    "overlays/620000/p.yml": "- {parameter: small_area, set: {value: 30}, source: 省条例, verified: true}\n",
    "facts/f.yml": """
- id: area
  name: 面积
  kind: fact
  type: integer
  question: 店有多大？
  unit: ㎡
  min: 1
  max: 10000
  unsure: true
  source: 测试
  verified: true
- id: cooks
  name: 做不做热食
  kind: fact
  type: bool
  question: 做热食吗？
  source: 测试
  verified: true
- id: extras
  name: 别的
  kind: fact
  type: set
  question: 下面有哪些？
  options:
    - {value: sign, label: 大招牌}
    - {value: gas, label: 用燃气}
    - {value: none, label: 都没有, exclusive: true}
  source: 测试
  verified: true
- id: opened_on
  name: 开张日期
  kind: fact
  type: date
  question: 哪天开张的？
  source: 测试
  verified: true
- id: open_days
  name: 开张天数
  kind: derived
  type: integer
  derive: {days_since: opened_on}
  source: 测试
  verified: true
- id: small
  name: 小店
  kind: derived
  type: bool
  derive: {when: {area: {at_most: {parameter: small_area}}}}
  source: 测试
  verified: true
- id: who
  name: 谁去办
  kind: choice
  type: enum
  sensitivity: 1
  question: 谁去办？
  options: [{value: self, label: 本人}, {value: agent, label: 代办}]
  source: 测试
  verified: true
""",
    "materials/m.yml": """
- {id: id_card, name: 身份证, kind: licence, government: true, source: 测试, verified: true}
- {id: permit, name: 许可证, kind: result, source: 测试, verified: true}
- {id: letter, name: 委托书, kind: self_made, source: 测试, verified: true}
""",
    "fields/f.yml": """
- {id: shop_name, name: 店名, type: text, purpose: 写在证上, source: 测试, verified: true}
- {id: gas_no, name: 燃气户号, type: text, purpose: 核对, source: 测试, verified: true}
""",
    "services/s.yml": """
- id: permit_big
  name: 经营许可
  department: market
  route: submit
  place_role: business_premises
  legal_regime: permit
  when: {all: [{cooks: true}, {not: {small: true}}]}
  requirements:
    - {id: own_id, material: id_card, subject: applicant, mode: show, exempt_by: [el_id]}
    - {id: letter, material: letter, subject: applicant, mode: submit, when: {who: agent}}
  fields: [shop_name]
  times: [{kind: statutory, days: 20, unit: working_day, from: accepted, verified: true}]
  source: 测试
  verified: true
- id: register_small
  name: 小店登记
  department: market
  route: submit
  place_role: business_premises
  legal_regime: permit
  when: {all: [{cooks: true}, {small: true}]}
  requirements:
    - {id: own_id, material: id_card, subject: applicant, mode: show, exempt_by: [el_id]}
  fields: [shop_name]
  source: 测试
  verified: true
- id: gas_alarm
  name: 燃气报警
  department: market
  route: guide
  route_when: [{when: {open_days: {above: 30}}, route: book, because: 开张超过三十天}]
  place_role: business_premises
  legal_regime: permit
  when: {extras: {has: gas}}
  after: [permit_big]
  requirements:
    - {id: permit, material: permit, subject: applicant, mode: submit, result_of: permit_big}
  fields: [gas_no]
  deadlines: [{id: soon, text: 开张一个月内装好, amount: 1, unit: month, from: opened_on, verified: true}]
  source: 测试
  verified: true
""",
    "events/e.yml": """
- id: shop
  name: 开小店
  title: 我要开店
  audience: business
  lead: market
  lifecycle: draft
  demo: true
  services: [{service: permit_big}, {service: register_small}, {service: gas_alarm}]
  chapters:
    - {id: shop, title: 店, facts: [cooks, area]}
    - {id: rest, title: 其余, facts: [who, extras, opened_on]}
  source: 测试
  verified: true
""",
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write a catalogue folder and return it."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def catalogue(tmp_path: Path) -> Callable[..., Path]:
    """A folder with the small catalogue; keyword arguments replace files (`facts__f_yml=...`)."""

    def make(**changed: str) -> Path:
        return write(
            tmp_path / "catalogue",
            FILES | {k.replace("__", "/").replace("_yml", ".yml"): v for k, v in changed.items()},
        )

    return make


@pytest.fixture
def shop(catalogue: Callable[..., Path]) -> Bundle:
    return compile_catalogue(catalogue())
